package dev.hostdouble.vss;

import dev.hostdouble.core.Durations;
import dev.hostdouble.job.EarlierJob;
import dev.hostdouble.job.JobFailure;
import dev.hostdouble.job.JobType;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.NewJob;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts the synchronizations of a start state into a world whose operations are bound. */
final class EarlierSyncs {
    /** The operation that starts synchronizations. */
    static final String OPERATION = "user_iso.sync";

    private static final JobType TYPE = VssOperations.TABLE.operations().stream()
            .filter(known -> known.name().equals(OPERATION))
            .findFirst()
            .flatMap(Operation::job)
            .orElseThrow();

    /** How far a synchronization gets before it fails: to its last step but one. */
    private static final double FAILS_AT = 0.5;

    private final Jobs jobs;
    private final ImageSyncJobs syncs;

    EarlierSyncs(Jobs jobs, ImageSyncJobs syncs) {
        this.jobs = jobs;
        this.syncs = syncs;
    }

    /** @param start the date at which the world starts */
    void load(VssState state, Instant start) {
        Timeline timeline = Objects.requireNonNull(state.jobTimelines().get(OPERATION));
        for (RequestYaml request : state.requests()) {
            EarlierJob job = earlier(request, timeline);
            if (!request.isRunning()) {
                syncs.accepted(request.user(), request.id(), start.minus(job.age()));
            }
            jobs.add(job, start);
        }
    }

    private static EarlierJob earlier(RequestYaml yaml, Timeline timeline) {
        String id = String.valueOf(yaml.id());
        Duration age = Durations.parse(yaml.age());
        if (yaml.state().equals("failed")) {
            Optional<JobFailure> failure = Optional.of(new JobFailure(yaml.error(), FAILS_AT));
            NewJob job = new NewJob(TYPE, id, yaml.user(), "", timeline, failure);
            return EarlierJob.ended(job, age, VssJson.encode(yaml.error()).text());
        }
        NewJob job = new NewJob(TYPE, id, yaml.user(), "", timeline, Optional.empty());
        Outcome outcome = new Outcome(yaml.added(), yaml.deleted(), List.of(), yaml.warnings());
        return yaml.isRunning() ? EarlierJob.running(job, age) : EarlierJob.ended(job, age, outcome.text());
    }
}
