package dev.hostdouble.world;

import dev.hostdouble.journal.ActivityCounts;
import java.util.Optional;

/** Figures about worlds for those who watch the server; asking for them waits for nobody. */
public final class ServerFigures {
    private ServerFigures() {}

    /**
     * How many jobs a world has.
     *
     * @param running those that have not ended by the world's clock
     * @param ended the others
     */
    public record JobFigures(long running, long ended) {}

    /** What has happened in all worlds. */
    public static ActivityCounts counts(Worlds worlds) {
        return worlds.settings.counts();
    }

    /** The jobs of a world; empty if somebody is in it now, or it has not been used. */
    public static Optional<JobFigures> jobs(World world) {
        return world.jobsIfFree();
    }
}
