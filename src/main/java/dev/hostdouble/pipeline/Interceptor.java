package dev.hostdouble.pipeline;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.OperationHandler;
import java.util.List;

/** Something that surrounds every operation. The one ordered list of them stands in {@code Inside}. */
@FunctionalInterface
public interface Interceptor {
    Reply intercept(Call call, OperationHandler next);

    /** The interceptors around the operation of a call's own route, the first outermost. */
    static OperationHandler chain(List<Interceptor> interceptors) {
        OperationHandler chain = call -> call.route().operation().handle(call);
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            Interceptor interceptor = interceptors.get(i);
            OperationHandler next = chain;
            chain = call -> interceptor.intercept(call, next);
        }
        return chain;
    }
}
