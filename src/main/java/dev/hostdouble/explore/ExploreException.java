package dev.hostdouble.explore;

/** The client cannot be explored; the message says why and what to do. */
public final class ExploreException extends Exception {
    private static final long serialVersionUID = 1;

    ExploreException(String message) {
        super(message);
    }
}
