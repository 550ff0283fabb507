package dev.hostdouble.control;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How the server is.
 *
 * @param isStarted whether everything that was asked for at the start is loaded, and the default world is open
 * @param problems what is wrong with files that are watched
 * @param certificates what clients of its HTTPS port must trust, as PEM; empty without that port
 * @param connections how many connections are open
 */
public record ServerState(
        BooleanSupplier isStarted,
        Supplier<List<String>> problems,
        Optional<String> certificates,
        IntSupplier connections) {
    /** It has started, and nothing is wrong. */
    public static final ServerState STARTED = new ServerState(() -> true, List::of);

    /** Without HTTPS. */
    public ServerState(BooleanSupplier isStarted, Supplier<List<String>> problems) {
        this(isStarted, problems, Optional.empty(), () -> 0);
    }
}
