package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.OperationHandler;

/** Gives a reply what the call was told to do with it afterwards, once everything has been done and worded. */
public final class ReplyRewritingInterceptor implements Interceptor {
    @Override
    public Reply intercept(Call call, OperationHandler next) {
        return call.finish(next.handle(call));
    }
}
