package dev.hostdouble.job;

import dev.hostdouble.core.WorldTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How jobs go on as time passes: when one gets to a point, what keeps it from there for good, and which ones have ended. */
public final class JobOutlook {
    private static final int MOST_HELD = 100;

    private final JobDao dao;
    private final ResourceJobDao resources;
    private final JobTypes types;
    private final RuleJobDao rules;
    private @Nullable Consumer<Job> observer;

    JobOutlook(JobDao dao, ResourceJobDao resources, JobTypes types, RuleJobDao rules) {
        this.dao = dao;
        this.resources = resources;
        this.types = types;
        this.rules = rules;
    }

    /** The jobs whose course a rule {@code <scenario>/<rule>} has changed. */
    public RuleJobs ofRule(String rule) {
        return new RuleJobs(rules, this, rule);
    }

    /** Whether and when a job gets to a point, as far as is known now. */
    public sealed interface Point permits Reached, Later, Never {}

    /** It is there. */
    public record Reached() implements Point {}

    /**
     * It is not there before some time, and may be there then.
     *
     * @param at the elapsed time
     */
    public record Later(Duration at) implements Point {}

    /**
     * It never gets there.
     *
     * @param why what keeps it from there, such as {@code job 15 is held at 0.33 by hosterapi/job-stuck/stuck}
     * @param held the job that does not end by itself; empty if the job has failed or will fail
     * @param isOther whether that is another job, which this one waits for
     */
    public record Never(String why, Optional<Job> held, boolean isOther) implements Point {}

    /** When a job ends, finished or failed. */
    public Point end(Job job) {
        if (job.settled()) {
            return new Reached();
        }
        if (job.isWaiting()) {
            return begin(job);
        }
        return job.endsAt().<Point>map(Later::new).orElseGet(() -> held(job));
    }

    /**
     * When a job makes some progress.
     *
     * @param now the elapsed time
     * @param progress from 0 to 1
     */
    public Point progress(Job job, Duration now, double progress) {
        if (job.at(now).progress() >= progress) {
            return new Reached();
        }
        Duration run = job.isWaiting() ? Duration.ZERO : now.minus(job.startsAt());
        Optional<Step> next = job.timeline().steps().stream()
                .filter(step -> step.progress() >= progress && step.after().compareTo(run) > 0)
                .findFirst()
                .filter(step -> !job.settled());
        if (next.isEmpty()) {
            return job.timeline().ending() == Timeline.Ending.NEVER
                    ? held(job)
                    : new Never(outcome(job), Optional.empty(), false);
        }
        return job.isWaiting()
                ? begin(job)
                : new Later(WorldTime.capped(job.startsAt().plus(next.get().after())));
    }

    private Never held(Job job) {
        return new Never(
                "job " + job.id() + " is held at " + job.timeline().last().progress() + by(job),
                Optional.of(job),
                false);
    }

    private String outcome(Job job) {
        double progress = job.timeline().last().progress();
        if (job.timeline().ending() != Timeline.Ending.FAILED) {
            return "job " + job.id() + " ends at " + progress;
        }
        String why = job.failure()
                .filter(text -> !text.isEmpty())
                .map(text -> " (" + text + ")")
                .orElse("");
        return "job " + job.id() + (job.settled() ? " failed at " : " fails at ") + progress + why + by(job);
    }

    private String by(Job job) {
        return dao.rule(job.number()).map(rule -> " by " + rule).orElse("");
    }

    /** When a job that waits may begin: not before the first of those that it waits for has ended. */
    Point begin(Job job) {
        Optional<Job> stuck = resources.held(job.provider(), job.target(), job.number(), MOST_HELD).stream()
                .filter(earlier -> job.waitsFor().contains(types.of(earlier).slot()))
                .findFirst();
        if (stuck.isPresent()) {
            return waitsFor(job, stuck.get(), held(stuck.get()));
        }
        ResourceJobs others = new ResourceJobs(dao, resources, types, job.provider(), job.target());
        Optional<Job> first = others.firstOpen(job.waitsFor()).filter(earlier -> earlier.number() < job.number());
        if (first.isPresent()) {
            return end(first.get()) instanceof Never never ? waitsFor(job, first.get(), never) : end(first.get());
        }
        // What it waited for is gone: it begins when any other job there ends.
        List<Duration> ends = others.running().stream()
                .filter(other -> !types.of(other).slot().isEmpty())
                .flatMap(other -> other.endsAt().stream())
                .sorted()
                .toList();
        return ends.isEmpty()
                ? new Never(
                        "job " + job.id() + " waits for a job on " + job.target() + " that is gone",
                        Optional.of(job),
                        false)
                : new Later(ends.get(0));
    }

    private static Never waitsFor(Job job, Job earlier, Never why) {
        return new Never(
                "job " + job.id() + " waits for job " + earlier.id() + ", which never ends: " + why.why(),
                why.held(),
                true);
    }

    /** The elapsed time by which that many open jobs end after one time and by another; empty if fewer do. */
    public Optional<Duration> nthEnd(Duration after, Duration to, int nth) {
        return dao.nthEnd(after, to, nth);
    }

    /** Notes which rule of a scenario has changed the course of a job. */
    public void noteRule(NewJob job, String rule) {
        dao.noteRule(job.type().provider(), job.id(), rule);
    }

    /** From now on tells somebody of each job that ends, as it has ended; null for nobody. */
    public void observe(@Nullable Consumer<Job> newObserver) {
        observer = newObserver;
    }

    /** The end of a job has taken effect. */
    void ended(Job open) {
        Consumer<Job> told = observer;
        if (told != null) {
            told.accept(dao.find(open.number()).orElse(open));
        }
    }
}
