package dev.hostdouble.core;

/** Nobody reaches an operation unless the provider's dialect lets them in. */
public final class Authenticating implements Interceptor {
    @Override
    public Reply intercept(Call call, Operation next) {
        if (!call.route().open()) {
            call.api().dialect().authenticate(call);
        }
        return next.handle(call);
    }
}
