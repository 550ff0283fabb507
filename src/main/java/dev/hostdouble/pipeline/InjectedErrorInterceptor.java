package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.pipeline.Pipeline.Interceptor;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.OperationHandler;

/**
 * The innermost interceptor: an error that a fault has in store takes the place of the operation, once what was due has
 * settled and the caller was let in. So a caller without a token still gets the provider's 401.
 */
final class InjectedErrorInterceptor implements Interceptor {
    @Override
    public Reply intercept(Call call, OperationHandler next) {
        if (call.injectedError().isPresent()) {
            throw call.injectedError().get();
        }
        return next.handle(call);
    }
}
