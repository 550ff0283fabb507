package dev.hostdouble.provider;

import dev.hostdouble.core.Request;
import dev.hostdouble.provider.BoundOperation.Match;
import java.util.Optional;

/** One provider in one world. */
public interface ProviderInstance {
    /** The provider. */
    Provider provider();

    /** How it reads parameters, tells callers apart and formats replies. */
    Dialect dialect();

    /** The operation a request takes; the operation {@code unknown} where none fits. */
    Match match(Request request);

    /** The store in which its users leave files other than by its API; empty where it has none. */
    default Optional<FileStore> files() {
        return Optional.empty();
    }
}
