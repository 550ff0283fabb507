package dev.hostdouble.pipeline;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.pipeline.StrictModeInterceptor.AssumedException;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import java.util.function.BiConsumer;

/** Formats results and errors as the provider does, so that a client only sees the provider's own text. */
final class ReplyFormattingInterceptor implements Interceptor {
    /** The answer name of a call that strict mode refuses. */
    static final String REFUSED = "refused";

    private final BiConsumer<String, Throwable> log;

    /**
     * Formats the replies of the interceptors inside it.
     *
     * @param log gets the operation id and the cause of every unexpected exception
     */
    ReplyFormattingInterceptor(BiConsumer<String, Throwable> log) {
        this.log = log;
    }

    @Override
    public Reply intercept(Call call, Handler next) {
        try {
            return call.success(next.handle(call));
        } catch (ApiException e) {
            return call.failure(e);
        } catch (AssumedException e) {
            return Reply.text(501, "text/plain; charset=utf-8", "hostdouble --strict: " + e.getMessage() + "\n")
                    .withAnswer(REFUSED)
                    .with(Evidence.ASSUMED);
        } catch (RuntimeException | Error e) {
            log.accept(call.operation().id(), e);
            return call.broken();
        }
    }
}
