package dev.hostdouble.pipeline;

import dev.hostdouble.core.EmulatorHeaders;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records every call and its reply, as the client gets it, in the journal of the world, and adds the number of the call if wanted. */
final class JournalInterceptor implements Interceptor {
    private static final Logger LOG = LoggerFactory.getLogger(JournalInterceptor.class);

    private final Journal journal;
    private final EmulatorHeaders headers;
    private final BiConsumer<String, Throwable> log;

    /**
     * Records the calls of a world.
     *
     * @param headers what is added to each reply
     * @param log gets the operation id and the cause of every unexpected exception outside the provider's own part
     */
    JournalInterceptor(Journal journal, EmulatorHeaders headers, BiConsumer<String, Throwable> log) {
        this.journal = journal;
        this.headers = headers;
        this.log = log;
    }

    @Override
    public Reply intercept(Call call, Handler next) {
        Reply reply = headers.addTo(answer(call, next), journal.nextNumber());
        journal.record(call.time(), call.operation().id(), call.request(), reply, reply.ruleHits());
        if (LOG.isDebugEnabled()) {
            log(call, reply);
        }
        return reply;
    }

    /** The text leaves the reply out; an appender finds it behind the other arguments. */
    private static void log(Call call, Reply reply) {
        LOG.debug(
                "{}: {} {}, {} {}{}",
                call.operation().id(),
                reply.status(),
                reply.answer(),
                reply.evidence().word(),
                reply.facts().stream().map(Fact::name).toList(),
                reply.ruleHits().isEmpty() ? "" : ", by rules",
                reply);
    }

    private Reply answer(Call call, Handler next) {
        try {
            return next.handle(call);
        } catch (RuntimeException | Error e) {
            // An error too is answered: the client would wait for ever, and nobody would know of which call.
            log.accept(call.operation().id(), e);
            return call.broken();
        }
    }
}
