package dev.hostdouble.control;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How the server is.
 *
 * @param isStarted whether everything that was asked for at the start is loaded, and the default world is open
 * @param problems what is wrong with files that are watched
 */
public record ServerState(BooleanSupplier isStarted, Supplier<List<String>> problems) {
    /** It has started, and nothing is wrong. */
    public static final ServerState STARTED = new ServerState(() -> true, List::of);
}
