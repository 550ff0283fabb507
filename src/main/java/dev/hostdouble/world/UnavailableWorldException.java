package dev.hostdouble.world;

/** A world that exists cannot be used now. The message says why, for clients. */
public final class UnavailableWorldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** It cannot, for that reason. */
    public UnavailableWorldException(String message) {
        super(message);
    }
}
