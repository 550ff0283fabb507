package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;

/** Authenticates the caller with the provider's dialect before a call reaches its operation. */
final class AuthenticationInterceptor implements Interceptor {
    @Override
    public Reply intercept(Call call, Handler next) {
        if (!call.operation().open()) {
            call.dialect().authenticate(call);
        }
        return next.handle(call);
    }
}
