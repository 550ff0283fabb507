package dev.hostdouble.world;

/** What a world has in its database. */
public final class WorldContent {
    private WorldContent() {}

    /** A number that stands for it: the same for two worlds with the same content. */
    public static long hash(World world) {
        return world.with(session -> {
            session.state().instances(); // opened, whether or not anybody has called them
            // What is due has taken effect.
            session.settled(jobs -> jobs);
            return session.state().database().transaction(session.state().database()::contentHash);
        });
    }
}
