package dev.hostdouble.vss;

import dev.hostdouble.job.Job;
import dev.hostdouble.job.Timeline;
import java.time.Duration;
import java.util.List;

/**
 * The result of a request.
 *
 * @param added the paths of new images
 * @param deleted the paths of images that are gone
 * @param warnings such as files that are not images
 */
record Outcome(List<String> added, List<String> deleted, List<String> errors, List<String> warnings) {
    static final Outcome NONE = new Outcome(List.of(), List.of(), List.of(), List.of());

    Outcome {
        added = List.copyOf(added);
        deleted = List.copyOf(deleted);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    static Outcome failed(String why) {
        return new Outcome(List.of(), List.of(), List.of(why), List.of());
    }

    /** The result of a job; nothing until it has ended. */
    static Outcome of(Job job) {
        boolean failed = job.settled() && job.at(Duration.ZERO).status().equals(Timeline.FAILED);
        return job.output()
                .map(output ->
                        failed ? failed(VssJson.decode(output, String.class)) : VssJson.decode(output, Outcome.class))
                .orElse(NONE);
    }

    /** The result as the output of a job. */
    String text() {
        return VssJson.encode(this).text();
    }
}
