package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.OperationHandler;

/** Nobody reaches an operation unless the provider's dialect lets them in. */
final class AuthenticationInterceptor implements Interceptor {
    @Override
    public Reply intercept(Call call, OperationHandler next) {
        if (!call.operation().open()) {
            call.dialect().authenticate(call);
        }
        return next.handle(call);
    }
}
