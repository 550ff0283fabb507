package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;

/**
 * Throws the error that a scenario rule injected, in place of the operation. It is the innermost interceptor, so that a
 * caller without a token still gets the provider's 401.
 */
final class InjectedErrorInterceptor implements Interceptor {
    @Override
    public Reply intercept(Call call, Handler next) {
        if (call.injectedError().isPresent()) {
            throw call.injectedError().get();
        }
        return next.handle(call);
    }
}
