package dev.hostdouble.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs of a world. */
public final class JobsClient {
    private static final String JOBS = "/jobs";

    private final ControlConnection connection;

    JobsClient(ControlConnection connection) {
        this.connection = connection;
    }

    /** Which jobs to list: by all the conditions it has. Immutable. */
    public static final class Filter {
        private final Map<String, String> parameters;

        private Filter(Map<String, String> parameters) {
            this.parameters = parameters;
        }

        /** Every job. */
        public static Filter all() {
            return new Filter(Map.of());
        }

        private Filter with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(parameters);
            more.put(name, value);
            return new Filter(more);
        }

        /** Those of a provider, such as {@code hosterapi}. */
        public Filter api(String api) {
            return with("api", api);
        }

        /** Those of an operation, or of a pattern such as {@code hosterapi/server.*}. */
        public Filter operation(String pattern) {
            return with("operation", pattern);
        }

        /** Those on a resource. */
        public Filter target(String target) {
            return with("target", target);
        }

        /** Those that have not ended. */
        public Filter running() {
            return with("state", "running");
        }

        /** Those that have ended. */
        public Filter ended() {
            return with("state", "ended");
        }

        /** The first ones after the job of a number; without it, the latest. */
        public Filter after(long number) {
            return with("since", Long.toString(number));
        }

        /** At most this many, up to 10000; without it, 100. */
        public Filter limit(int limit) {
            return with("limit", Integer.toString(limit));
        }
    }

    /**
     * Jobs in the order of their start.
     *
     * @param total how many the filter selects
     * @param next where the next page begins: {@link Filter#after}; empty on the last page
     */
    public record Page(long total, Optional<Long> next, List<Job> jobs) {}

    /** The latest jobs. */
    public List<Job> list() {
        return list(Filter.all()).jobs();
    }

    /** The jobs that a filter selects. */
    public Page list(Filter filter) {
        Members json = connection.get(JOBS + ControlConnection.query(filter.parameters));
        return new Page(json.number("total"), json.optionalNumber("next"), json.list("jobs", Job::of));
    }

    /**
     * Finishes a job now.
     *
     * @param id its id as the provider says it, or qualified: {@code hosterapi/15}
     */
    public Job finish(String id) {
        return Job.of(connection.json("POST", JOBS + "/" + ControlConnection.segment(id) + "/finish", ""));
    }

    /** Fails a job at the progress it has reached. */
    public Job fail(String id) {
        return Job.of(connection.json("POST", JOBS + "/" + ControlConnection.segment(id) + "/fail", ""));
    }

    /** As {@link #fail(String)}, with the text of the error, such as {@code 0xa3: timeout}. */
    public Job fail(String id, String output) {
        return Job.of(connection.send(
                "POST", JOBS + "/" + ControlConnection.segment(id) + "/fail", Map.of("output", output)));
    }
}
