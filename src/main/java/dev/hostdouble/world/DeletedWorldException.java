package dev.hostdouble.world;

/** The world was deleted, or left this process, while somebody waited for it. */
public final class DeletedWorldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeletedWorldException(String name) {
        super("world " + name + " was deleted, or has left this process");
    }
}
