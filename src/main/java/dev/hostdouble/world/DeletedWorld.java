package dev.hostdouble.world;

/** A world was deleted meanwhile; whoever names it again gets a fresh one. */
public final class DeletedWorld extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeletedWorld(String name) {
        super("world '" + name + "' was deleted", null, false, false);
    }
}
