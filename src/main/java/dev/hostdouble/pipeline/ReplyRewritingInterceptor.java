package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.OperationHandler;

/** Gives a reply what the call was told to do with it afterwards, once everything has been done and worded. */
final class ReplyRewritingInterceptor implements Interceptor {
    @Override
    public Reply intercept(Call call, OperationHandler next) {
        return call.rewritten(next.handle(call));
    }
}
