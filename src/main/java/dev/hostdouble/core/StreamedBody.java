package dev.hostdouble.core;

import java.io.IOException;
import java.util.Optional;

/** A body that is made while it is sent, so that it is never in memory as a whole. It is read once, by one thread at a time. */
@FunctionalInterface
public interface StreamedBody {
    /**
     * Makes the next piece; empty at the end.
     *
     * @throws IOException if the rest cannot be made any more; the connection must be closed then, without an end of the body
     */
    Optional<Bytes> next() throws IOException;
}
