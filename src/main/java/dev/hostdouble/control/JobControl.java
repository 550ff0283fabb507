package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobQuery;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Step;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.world.WorldSession;
import dev.hostdouble.yaml.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs: list them, end one now. */
final class JobControl {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;
    private static final int LOOKED_AT = 100;
    private static final int LISTED = 5;
    private static final String ENDED = "ended";
    private static final QueryParam STATE =
            QueryParam.optionalWord("state", "Jobs that are running, or that have ended.", List.of("running", ENDED));
    private static final QueryParam SINCE = QueryParam.number(
            "since", "The first jobs after the one of this number, instead of the latest; `next` is the next page's.");
    private static final QueryParam LIMIT =
            QueryParam.number("limit", "At most this many jobs.", MAX_LIMIT, DEFAULT_LIMIT);
    private static final String BY_HAND = "failed by the control API";

    private final KnownOperations operations;
    private final List<String> apis;

    JobControl(List<Provider> providers) {
        this.operations = new KnownOperations(providers);
        this.apis = providers.stream().map(Provider::name).toList();
    }

    /** The parameters of the list. */
    List<QueryParam> filters() {
        return List.of(
                QueryParam.optionalWord("api", "Jobs of this provider.", apis),
                QueryParam.text("operation", "Jobs that this operation started; the id may contain `*`."),
                QueryParam.text("target", "Jobs on this resource."),
                STATE,
                SINCE,
                LIMIT);
    }

    /**
     * {@code GET jobs?api=&operation=&target=&state=&since=&limit=}: those without a ticket too, in order of start. Without
     * {@code since}, the latest; otherwise the first after the job of that number, and {@code next} is the {@code since} of
     * the next page.
     */
    Reply list(ControlCall call) {
        JobQuery query = query(call.query());
        boolean isPage = call.query().containsKey("since");
        long since = SINCE.numberOf(call.query());
        int limit = LIMIT.numberOf(call.query());
        Page page = call.world()
                .with(session -> session.settled(jobs -> new Page(
                        jobs.count(query, since),
                        isPage ? jobs.page(query, since, limit) : jobs.latest(query, limit),
                        session.time())));
        boolean isMore = isPage && page.total() > page.jobs().size() && limit > 0;
        return ControlJson.reply(
                200,
                new JobList(
                        page.total(),
                        isMore ? page.jobs().get(limit - 1).number() : null,
                        page.jobs().stream()
                                .map(job -> JobJson.of(job, page.now()))
                                .toList()));
    }

    private JobQuery query(Map<String, String> query) {
        Optional<List<String>> ids = Optional.ofNullable(query.get("operation"))
                .map(Glob::of)
                .map(pattern -> operations.matching(pattern, "").stream()
                        .map(Operation::id)
                        .toList());
        return new JobQuery(
                Optional.ofNullable(query.get("api")),
                ids,
                Optional.ofNullable(query.get("target")),
                Optional.ofNullable(query.get("state")).map(ENDED::equals),
                Optional.empty());
    }

    /** What a list shows, read under the lock of the world. */
    private record Page(long total, List<Job> jobs, WorldTime now) {}

    /** {@code POST jobs/{id}/finish}. */
    Reply finish(ControlCall call) {
        return end(call, Jobs::finish);
    }

    /** {@code POST jobs/{id}/fail {"output":"0xb0: …"}}: at the progress it has reached. */
    Reply fail(ControlCall call) {
        String why = call.body().path("output").asText(BY_HAND);
        return end(call, (jobs, job, now) -> jobs.fail(job, now, why));
    }

    /** How a running job ends. */
    private interface End {
        void of(Jobs jobs, Job job, WorldTime now);
    }

    private static Reply end(ControlCall call, End how) {
        String id = call.path("id");
        return call.world().with(session -> {
            session.settled(jobs -> {
                Job job = find(jobs, id);
                if (job.settled()) {
                    throw new ControlException(409, "job " + job.id() + " has already ended");
                }
                jobs.steer(job);
                how.of(jobs, job, session.time());
                return job;
            });
            return session.settled(jobs -> ControlJson.reply(200, JobJson.of(find(jobs, id), session.time())));
        });
    }

    /** The job of an id, which may be qualified as in {@code hosterapi/15}. */
    static Job find(WorldSession session, String id) {
        return session.settled(jobs -> find(jobs, id));
    }

    /** The job of an id; empty if there is none, or several. */
    static Optional<Job> findOnly(WorldSession session, String id) {
        return session.settled(jobs ->
                Optional.of(all(jobs, id)).filter(found -> found.size() == 1).map(one -> one.get(0)));
    }

    private static List<Job> all(Jobs jobs, String id) {
        int slash = id.indexOf('/');
        return slash < 0
                ? jobs.find(id)
                : jobs.find(id.substring(0, slash), id.substring(slash + 1)).stream()
                        .toList();
    }

    private static Job find(Jobs jobs, String id) {
        List<Job> found = all(jobs, id);
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ControlException(
                404,
                found.isEmpty()
                        ? "no job '" + Excerpt.of(id) + "'" + others(jobs, id)
                        : "several jobs '" + id + "': name one by <api>/" + id);
    }

    /** The id that was probably meant, and else the latest ones. */
    private static String others(Jobs jobs, String id) {
        List<Job> latest = jobs.latest(JobQuery.ALL, LOOKED_AT);
        List<String> ids =
                latest.stream().map(job -> job.provider() + "/" + job.id()).toList();
        String asked = id.indexOf('/') < 0 && !latest.isEmpty() ? latest.get(0).provider() + "/" + id : id;
        if (ids.isEmpty()) {
            return "; this world has no jobs";
        }
        // One number is like any other.
        boolean isNumber = asked.chars().skip(asked.indexOf('/') + 1L).allMatch(Character::isDigit);
        return NearestName.nearest(asked, isNumber ? List.of() : ids)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; the latest are "
                        + String.join(", ", ids.subList(Math.max(0, ids.size() - LISTED), ids.size())));
    }

    /** {@code next} is left out on the last page, and without {@code since}. */
    private record JobList(
            long total,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long next,

            List<JobJson> jobs) {}

    private record JobJson(
            String id,
            String api,
            String operation,
            String target,
            String startedAt,
            @Nullable String endsAt,
            String status,
            double progress,
            @JsonRawValue String output,
            long number) {
        static JobJson of(Job job, WorldTime now) {
            Step step = job.at(now.elapsed());
            return new JobJson(
                    job.id(),
                    job.provider(),
                    job.operation(),
                    job.target(),
                    now.dateOf(job.startsAt()).toString(),
                    job.endsAt().map(end -> now.dateOf(end).toString()).orElse(null),
                    step.status(),
                    step.progress(),
                    job.output().orElse("null"),
                    job.number());
        }
    }
}
