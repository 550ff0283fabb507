package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;

/** Records every call and its reply, as the client gets it, in the journal of the world. */
final class JournalInterceptor implements Interceptor {
    private final Journal journal;

    JournalInterceptor(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Reply intercept(Call call, Handler next) {
        Reply reply = next.handle(call);
        journal.record(call.now(), call.operation().id(), call.request(), reply, call.ruleHits());
        return reply;
    }
}
