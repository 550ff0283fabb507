package dev.hostdouble.provider;

import dev.hostdouble.job.JobFailure;
import dev.hostdouble.job.JobFault.Purge;
import dev.hostdouble.job.JobType;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.NewJob;
import dev.hostdouble.job.RuleFault;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Starts the jobs of calls: the one place where a job meets the fault that a scenario has for it. */
public final class CallJobs {
    private final Jobs jobs;
    private final Map<String, Timeline> timelines;

    /**
     * Starts jobs of one provider in one world.
     *
     * @param timelines the timelines of this world, by operation name
     */
    public CallJobs(Jobs jobs, Map<String, Timeline> timelines) {
        this.jobs = jobs;
        this.timelines = Map.copyOf(timelines);
    }

    /** Starts the job of the call's operation, and returns its first step. */
    public Step start(Call call, String id, String target, String argument) {
        return start(call, id, target, argument, Optional.empty(), Set.of());
    }

    /** Starts the job of the call's operation, which fails where the provider refuses it; returns its first step. */
    public Step start(Call call, String id, String target, String argument, Optional<JobFailure> failure) {
        return start(call, id, target, argument, failure, Set.of());
    }

    /**
     * Starts the job of the call's operation, and returns its first step.
     *
     * @param failure why it will fail, if the provider refuses it
     * @param waitsFor the slots whose open jobs on its target have to end before it begins
     */
    public Step start(
            Call call, String id, String target, String argument, Optional<JobFailure> failure, Set<String> waitsFor) {
        Timeline timeline =
                Objects.requireNonNull(timelines.get(call.operation().name()));
        return start(call, id, target, argument, timeline, failure, waitsFor);
    }

    /** Starts the job of the call's operation, which runs in its own time; returns its first step. */
    public Step start(Call call, String id, String target, String argument, Timeline timeline) {
        return start(call, id, target, argument, timeline, Optional.empty(), Set.of());
    }

    private Step start(
            Call call,
            String id,
            String target,
            String argument,
            Timeline timeline,
            Optional<JobFailure> failure,
            Set<String> waitsFor) {
        boolean isPurged = call.jobFault()
                .map(RuleFault::fault)
                .filter(Purge.class::isInstance)
                .isPresent();
        NewJob job =
                new NewJob(type(call), isPurged ? Purge.idOf(id) : id, target, argument, timeline, failure, waitsFor);
        boolean isChanged = jobs.start(job, call.time(), call.jobFault().map(RuleFault::fault));
        call.trace().jobStarted(isChanged);
        call.jobFault().filter(fault -> isChanged).ifPresent(fault -> jobs.outlook()
                .noteRule(job, fault.rule()));
        return timeline.at(Duration.ZERO);
    }

    /** The type of the jobs that the call's operation starts. */
    public static JobType type(Call call) {
        return call.operation()
                .job()
                .orElseThrow(() -> new IllegalStateException(call.operation().id() + " starts no job"));
    }
}
