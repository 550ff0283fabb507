package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobOutlook.Later;
import dev.hostdouble.job.JobOutlook.Never;
import dev.hostdouble.job.JobOutlook.Point;
import dev.hostdouble.job.JobOutlook.Reached;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.CredentialLife;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.Passage;
import dev.hostdouble.world.Passage.KnownCredential;
import dev.hostdouble.world.WorldSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@code run-until} waits for. */
interface RunGoal {
    /** The members of a body of which it has exactly one. */
    List<String> NAMES = List.of("job", "token", "rule", "date");

    /**
     * Looks at the world before time passes.
     *
     * @throws ControlException if the goal cannot be reached
     */
    default void begin(WorldSession session) {}

    /**
     * The elapsed time at which the goal may be reached, later than now; empty if it is reached.
     *
     * @throws ControlException if it cannot be reached, with the reason
     */
    Optional<Duration> next(WorldSession session);

    /** A sentence that says what was reached, without credentials. */
    String reached(WorldSession session);

    /**
     * The goal that a body names.
     *
     * @throws ControlException unless it names exactly one
     */
    static RunGoal of(JsonNode body) {
        List<String> named = NAMES.stream().filter(body::has).toList();
        if (named.size() != 1) {
            String found = named.isEmpty() ? "none" : String.join(" and ", named);
            throw new ControlException(
                    400,
                    "expected exactly one of job, token, rule or date, such as {\"job\":15,\"progress\":0.6}; found "
                            + found);
        }
        String value = body.path(named.get(0)).asText();
        return switch (named.get(0)) {
            case "job" ->
                new OfJob(
                        value,
                        body.has("progress")
                                ? OptionalDouble.of(body.path("progress").asDouble())
                                : OptionalDouble.empty());
            case "token" -> new OfToken(value);
            case "rule" -> new RuleGoal(value);
            default -> new OfDate(EmulatorClock.parseDate(value));
        };
    }

    /** How to end the job that does not end by itself, as the end of an error; empty if there is none. */
    static String wayOut(Never never) {
        return never.held()
                .map(held -> "; end job " + held.id() + " with POST jobs/" + held.id() + "/finish or fail")
                .orElse("");
    }

    /** A job has ended, or has made some progress. */
    record OfJob(String id, OptionalDouble progress) implements RunGoal {
        @Override
        public void begin(WorldSession session) {
            Job unused = JobControl.find(session, id);
        }

        @Override
        public Optional<Duration> next(WorldSession session) {
            Optional<Job> job = JobControl.findOnly(session, id);
            Point point = job.isEmpty() ? new Reached() : session.settled(jobs -> point(jobs, job.get(), session));
            if (point instanceof Never never) {
                throw new ControlException(409, text(never));
            }
            return point instanceof Later later ? Optional.of(later.at()) : Optional.empty();
        }

        private Point point(Jobs jobs, Job job, WorldSession session) {
            return progress.isPresent()
                    ? jobs.outlook().progress(job, session.time().elapsed(), progress.getAsDouble())
                    : jobs.outlook().end(job);
        }

        private String text(Never never) {
            String so = progress.isPresent()
                    ? ", so it never reaches " + progress.getAsDouble()
                    : ", so it does not end by itself";
            return never.why() + (never.isOther() ? "" : so) + wayOut(never);
        }

        /** An ended job that no operation can show is deleted. */
        @Override
        public String reached(WorldSession session) {
            Optional<Job> found = JobControl.findOnly(session, id);
            if (found.isEmpty()) {
                return "job " + Excerpt.of(id) + " is gone";
            }
            Job job = found.get();
            String at = " at " + job.at(session.time().elapsed()).progress();
            String what = job.hasFailed() ? " has failed" : job.settled() ? " has finished" : " is";
            return "job " + job.id() + what + at;
        }
    }

    /** A credential of any provider has expired. */
    record OfToken(String token) implements RunGoal {
        @Override
        public Optional<Duration> next(WorldSession session) {
            KnownCredential known = find(session);
            CredentialLife life = known.life();
            if (life.isRevoked()) {
                throw new ControlException(
                        409, "this token of " + known.provider() + " does not expire: it was revoked");
            }
            Duration deadline = life.deadline()
                    .orElseThrow(() -> new ControlException(
                            409, "this token of " + life.account() + " at " + known.provider() + " does not expire"));
            return Optional.of(deadline).filter(at -> !session.time().hasReached(at));
        }

        private KnownCredential find(WorldSession session) {
            return Passage.credential(session, token)
                    .orElseThrow(() -> new ControlException(
                            404,
                            "unknown token: no provider of this world has issued it,"
                                    + " or it expired so long ago that it is forgotten"));
        }

        @Override
        public String reached(WorldSession session) {
            KnownCredential known = find(session);
            return "this token of " + known.life().account() + " at " + known.provider() + " has expired";
        }
    }

    /** The clock shows a date. */
    record OfDate(Instant date) implements RunGoal {
        @Override
        public void begin(WorldSession session) {
            if (date.isBefore(session.now())) {
                throw new ControlException(409, past(session));
            }
        }

        @Override
        public Optional<Duration> next(WorldSession session) {
            Duration left = Duration.between(session.now(), date);
            return left.isZero() || left.isNegative()
                    ? Optional.empty()
                    : Optional.of(session.time().after(left));
        }

        private String past(WorldSession session) {
            return date + " is past: the clock shows " + session.now() + ", and run-until does not set it back;"
                    + " PUT clock does";
        }

        @Override
        public String reached(WorldSession session) {
            return "the clock shows " + session.now();
        }
    }
}
