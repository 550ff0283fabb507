package dev.hostdouble.job;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.JobOutlook.Later;
import dev.hostdouble.job.JobOutlook.Point;
import dev.hostdouble.job.JobOutlook.Reached;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The jobs whose course a rule of a scenario has changed, and when each of them shows it: a job that goes back shows it at that
 * moment, one that is held when it has reached its last step, and any other at its end.
 */
public final class RuleJobs {
    private final RuleJobDao dao;
    private final JobOutlook outlook;
    private final String rule;

    RuleJobs(RuleJobDao dao, JobOutlook outlook, String rule) {
        this.dao = dao;
        this.outlook = outlook;
        this.rule = rule;
    }

    /** Those that are open, in order of start; some may have shown it. */
    public List<Job> open() {
        return dao.open(rule);
    }

    /** A job as it is now; empty if it is gone, or something else has changed its course since. */
    public Optional<Job> find(long number) {
        return dao.find(rule, number);
    }

    /** The one that started last, open or not. */
    public Optional<Job> latest() {
        return dao.latest(rule);
    }

    /**
     * When a job shows what the rule did.
     *
     * @param now the elapsed time
     */
    public Point point(Job job, Duration now) {
        if (job.settled()) {
            return new Reached();
        }
        return moment(job)
                .<Point>map(at -> now.compareTo(at) >= 0 ? new Reached() : new Later(at))
                .orElseGet(() -> outlook.begin(job));
    }

    /** The elapsed time at which a job shows it, or has shown it; empty while the job waits for others. */
    public static Optional<Duration> moment(Job job) {
        if (job.isWaiting() && !job.settled()) {
            return Optional.empty();
        }
        Timeline timeline = job.timeline();
        int fall = fall(timeline).orElse(timeline.steps().size() - 1);
        return Optional.of(
                WorldTime.capped(job.startsAt().plus(timeline.steps().get(fall).after())));
    }

    /** What a job shows, such as {@code failed at 0.33}. */
    public static String text(Job job) {
        Timeline timeline = job.timeline();
        OptionalInt fall = fall(timeline);
        if (fall.isPresent()) {
            List<Step> steps = timeline.steps();
            return "went back from " + steps.get(fall.getAsInt() - 1).progress() + " to "
                    + steps.get(fall.getAsInt()).progress();
        }
        return switch (timeline.ending()) {
            case NEVER -> "held at " + timeline.last().progress();
            case FAILED -> "failed at " + timeline.last().progress();
            case FINISHED -> "finished after " + timeline.last().after();
        };
    }

    /** The first step whose progress is lower than before: only faults bring that about. */
    private static OptionalInt fall(Timeline timeline) {
        List<Step> steps = timeline.steps();
        return IntStream.range(1, steps.size())
                .filter(i -> steps.get(i).progress() < steps.get(i - 1).progress())
                .findFirst();
    }
}
