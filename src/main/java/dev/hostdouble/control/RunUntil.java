package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.world.Passage;
import dev.hostdouble.world.PassedEvent;
import dev.hostdouble.world.PassedEvent.CredentialExpired;
import dev.hostdouble.world.PassedEvent.JobEnded;
import dev.hostdouble.world.PassedEvent.ScenarioEventHappened;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST clock/run-until}: lets time pass until something has happened, no further than needed and never back. Between the
 * steps of a long way the world is free for others, and each step is recorded.
 */
final class RunUntil {
    /** How many jobs end in a step, besides those that end at the same moment. */
    private static final int JOBS = 200;

    private final World world;
    private final RunGoal goal;
    private final Passage passage = new Passage();
    private Duration passed = Duration.ZERO;
    private boolean isBegun;

    private RunUntil(World world, RunGoal goal) {
        this.world = world;
        this.goal = goal;
    }

    /** Answers a call, whose body names one goal. */
    static Reply answer(ControlCall call) {
        JsonNode body = call.body();
        RunGoal goal = RunGoal.of(body);
        return new RunUntil(call.world(), goal).run();
    }

    private Reply run() {
        Optional<Reply> reply = Optional.empty();
        while (reply.isEmpty()) {
            reply = world.with(session -> passage.observe(session, this::step));
        }
        return reply.get();
    }

    /** Lets time pass up to the next thing that may matter; returns the reply if the goal is reached. */
    private Optional<Reply> step(WorldSession session) {
        session.settled(jobs -> jobs);
        Duration now = session.time().elapsed();
        try {
            if (!isBegun) {
                goal.begin(session);
                isBegun = true;
            }
            Optional<Duration> next = goal.next(session);
            if (next.isEmpty()) {
                return Optional.of(reply(session));
            }
            Passage.step(session, next.get(), JOBS);
        } catch (ControlException e) {
            throw passed.isZero() ? e : new ControlException(e.status(), e.getMessage() + "; " + clock(session));
        }
        passed = passed.plus(session.time().elapsed().minus(now));
        return Optional.empty();
    }

    private static String clock(WorldSession session) {
        return "the clock shows " + session.now();
    }

    /** What this step notes is added when it ends, so nothing of it happened in the last one. */
    private Reply reply(WorldSession session) {
        return ControlJson.reply(
                200,
                new RunJson(
                        session.clockMode().text(),
                        session.now().toString(),
                        goal.reached(session),
                        passed.toString(),
                        passage.total(),
                        passage.events().stream().map(RunUntil::json).toList()));
    }

    /**
     * The clock, and what happened on the way.
     *
     * @param passed how much time has passed, ISO 8601
     * @param total how many events there were
     * @param events the first of them
     */
    private record RunJson(String mode, String now, String reached, String passed, long total, List<Object> events) {}

    private static Object json(PassedEvent event) {
        String at = event.at().toString();
        if (event instanceof JobEnded ended) {
            return JobJson.of(at, ended.job());
        } else if (event instanceof CredentialExpired expired) {
            return new CredentialJson(at, "credential-expired", expired.provider(), expired.account());
        }
        return ScenarioJson.of(at, (ScenarioEventHappened) event);
    }

    private record JobJson(
            String at,
            String kind,
            String api,
            String job,
            String operation,
            String target,
            String status,
            double progress,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable @JsonRawValue
            String output) {
        static JobJson of(String at, Job job) {
            return new JobJson(
                    at,
                    job.hasFailed() ? "job-failed" : "job-finished",
                    job.provider(),
                    job.id(),
                    job.operation(),
                    job.target(),
                    job.timeline().last().status(),
                    job.timeline().last().progress(),
                    job.output().orElse(null));
        }
    }

    private record CredentialJson(String at, String kind, String api, String account) {}

    /** {@code changed} is left out where it is not known. */
    private record ScenarioJson(
            String at,
            String kind,
            String scenario,
            String change,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean changed) {
        static ScenarioJson of(String at, ScenarioEventHappened happened) {
            RequestedChange change = happened.event().event().change();
            return new ScenarioJson(
                    at,
                    "scenario-event",
                    happened.event().scenario(),
                    change.kind().key() + " " + change.target(),
                    happened.event().changed().orElse(null));
        }
    }
}
