package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;

/** Applies the changes that scenario rules make to the formatted reply. */
final class ReplyRewritingInterceptor implements Interceptor {
    @Override
    public Reply intercept(Call call, Handler next) {
        return call.rewritten(next.handle(call));
    }
}
