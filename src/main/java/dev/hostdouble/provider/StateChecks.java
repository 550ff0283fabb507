package dev.hostdouble.provider;

import dev.hostdouble.job.StepYaml;
import dev.hostdouble.yaml.Document;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks of a start state that a schema cannot make and that all providers need. Problems go to the document. */
public final class StateChecks {
    private final Document document;
    private final Map<String, String> seen = new HashMap<>();

    /** Checks one document. */
    public StateChecks(Document document) {
        this.document = document;
    }

    /**
     * Checks that a value occurs once.
     *
     * @param at its place, as a JSON pointer
     * @param what the kind of value; two kinds may have the same value
     */
    public void unique(String at, String what, Object value) {
        String before = seen.putIfAbsent(what + " " + value, at);
        if (before != null) {
            document.addProblem(at, what + " " + value + " is a duplicate of " + before);
        }
    }

    /** Checks that a text is a time in ISO 8601, UTC. */
    public void time(String at, String text) {
        try {
            Instant.parse(text);
        } catch (DateTimeException e) {
            document.addProblem(at, "'" + text + "' is not a time: expected ISO-8601, e.g. 2024-02-01T00:00:00Z");
        }
    }

    /** Checks that each list of steps is a timeline. */
    public void timelines(Map<String, List<StepYaml>> timelines) {
        timelines.forEach((operation, steps) -> {
            try {
                StepYaml.timeline(steps);
            } catch (IllegalArgumentException e) {
                document.addProblem("/timelines/" + operation, String.valueOf(e.getMessage()));
            }
        });
    }
}
