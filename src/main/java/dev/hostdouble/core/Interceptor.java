package dev.hostdouble.core;

import java.util.List;

/** Something that surrounds every operation. The one ordered list of them stands in {@code Inside}. */
@FunctionalInterface
public interface Interceptor {
    Reply intercept(Call call, Operation next);

    /** The interceptors around the operation of a call's own route, the first outermost. */
    static Operation chain(List<Interceptor> interceptors) {
        Operation chain = call -> call.route().operation().handle(call);
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            Interceptor interceptor = interceptors.get(i);
            Operation next = chain;
            chain = call -> interceptor.intercept(call, next);
        }
        return chain;
    }
}
