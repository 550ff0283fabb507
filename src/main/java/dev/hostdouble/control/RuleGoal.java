package dev.hostdouble.control;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobOutlook.Later;
import dev.hostdouble.job.JobOutlook.Never;
import dev.hostdouble.job.JobOutlook.Point;
import dev.hostdouble.job.JobOutlook.Reached;
import dev.hostdouble.job.RuleJobs;
import dev.hostdouble.scenario.RuleCounts;
import dev.hostdouble.scenario.RuleOutlook;
import dev.hostdouble.world.WorldSession;
import dev.hostdouble.yaml.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A job shows what a rule did to it: the first in time of those that have not shown it yet. All else that rules do comes with a
 * call, so no time is enough for it.
 */
final class RuleGoal implements RunGoal {
    private final String id;
    private List<Job> awaited = List.of();
    private @Nullable Job shown;

    RuleGoal(String id) {
        this.id = id;
    }

    @Override
    public void begin(WorldSession session) {
        Duration now = session.time().elapsed();
        awaited = session.settled(jobs -> {
            RuleJobs ofRule = jobs.outlook().ofRule(id);
            return ofRule.open().stream()
                    .filter(job -> !(ofRule.point(job, now) instanceof Reached))
                    .toList();
        });
    }

    @Override
    public Optional<Duration> next(WorldSession session) {
        Duration now = session.time().elapsed();
        List<Point> points = session.settled(jobs -> points(jobs.outlook().ofRule(id), now));
        if (shown != null) {
            return Optional.empty();
        }
        Optional<Duration> first = points.stream()
                .filter(Later.class::isInstance)
                .map(point -> ((Later) point).at())
                .min(Comparator.naturalOrder());
        if (first.isEmpty()) {
            throw refusal(session, points);
        }
        return first;
    }

    /** Looks at the awaited jobs as they are now; those that are gone, or that a caller has ended, are not awaited any more. */
    private List<Point> points(RuleJobs ofRule, Duration now) {
        Map<Long, Job> open = new LinkedHashMap<>();
        ofRule.open().forEach(job -> open.put(job.number(), job));
        List<Job> left = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (Job before : awaited) {
            Optional<Job> job = Optional.ofNullable(open.get(before.number())).or(() -> ofRule.find(before.number()));
            job.ifPresent(found -> {
                left.add(found);
                points.add(ofRule.point(found, now));
            });
        }
        awaited = left;
        shown = IntStream.range(0, left.size())
                .filter(i -> points.get(i) instanceof Reached)
                .mapToObj(left::get)
                .min(Comparator.comparing((Job job) -> RuleJobs.moment(job).orElse(now)))
                .orElse(null);
        return points;
    }

    private ControlException refusal(WorldSession session, List<Point> points) {
        for (Point point : points) {
            if (point instanceof Never never) {
                return new ControlException(
                        409, "rule " + id + " shows at no job by itself: " + never.why() + RunGoal.wayOut(never));
            }
        }
        Optional<String> outlook = RuleOutlook.of(session.scenarios(), id).map(rule -> rule.text(session.time()));
        Optional<String> latest = session.settled(
                        jobs -> jobs.outlook().ofRule(id).latest())
                .map(job -> "rule " + id + " has already shown at job " + job.id() + " (" + RuleJobs.text(job)
                        + "), and no other job has yet to show it");
        if (latest.isPresent()) {
            return new ControlException(
                    409, latest.get() + outlook.map(text -> "; " + text).orElse(""));
        }
        return outlook.map(text -> new ControlException(409, text))
                .orElseGet(() -> new ControlException(404, unknown(session)));
    }

    private String unknown(WorldSession session) {
        return NearestName.unknown(
                "rule",
                id,
                " in the active scenarios",
                session.scenarios().counts().stream().map(RuleCounts::id).toList());
    }

    @Override
    public String reached(WorldSession session) {
        Job job = Objects.requireNonNull(shown);
        return "rule " + Excerpt.of(id) + " showed at job " + job.id() + ": " + RuleJobs.text(job);
    }
}
