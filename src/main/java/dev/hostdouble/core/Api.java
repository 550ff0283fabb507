package dev.hostdouble.core;

import java.util.List;
import java.util.Optional;

/** One provider's API in one world: its route table, its dialect, its error catalogue. */
public interface Api {
    /** The short name that operation ids begin with, such as {@code hosterapi}. */
    String name();

    /** The route table, in the order of the provider's manual. */
    List<Route> routes();

    Dialect dialect();

    /** Every error the provider knows. */
    List<? extends ApiError> errors();

    /** The route that request takes; the unknown route where none fits. */
    Match match(Request request);

    /** Where its users leave files by other ways than this API; nothing where there is no such place. */
    default Optional<FileStore> files() {
        return Optional.empty();
    }
}
