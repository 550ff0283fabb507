package dev.hostdouble.provider;

import dev.hostdouble.provider.Operation.Handler;
import java.util.Map;
import java.util.function.Function;

/**
 * An operation in one world.
 *
 * @param handler answers its calls
 * @param state the state a call is about, by names such as {@code vm.state}; empty where it names nothing that exists
 */
public record BoundOperation(Operation operation, Handler handler, Function<Call, Map<String, Object>> state) {
    /** The operation of requests that match none of the provider's operations. */
    public static BoundOperation unknown(Operation unknown, Handler handler) {
        return new BoundOperation(unknown, handler, call -> Map.of());
    }

    /**
     * This operation as the one a request takes.
     *
     * @param path the values of the named segments of its path, decoded
     */
    public Match match(Map<String, String> path) {
        return new Match(this, path);
    }

    /** Which operation a request takes, and the values of the named segments of its path. */
    public record Match(BoundOperation bound, Map<String, String> path) {}
}
