package dev.hostdouble.world;

import dev.hostdouble.job.Job;
import dev.hostdouble.scenario.ActiveEvent;
import java.time.Instant;

/** Something that happened in a world by itself while time passed. */
public sealed interface PassedEvent {
    /** The date of the world's clock. */
    Instant at();

    /**
     * A job ended.
     *
     * @param job the job as it has ended
     */
    record JobEnded(Instant at, Job job) implements PassedEvent {}

    /** An event of a scenario happened. */
    record ScenarioEventHappened(Instant at, ActiveEvent event) implements PassedEvent {}

    /** A credential expired. */
    record CredentialExpired(Instant at, String provider, String account) implements PassedEvent {}
}
