package dev.hostdouble.provider;

import dev.hostdouble.core.Dates;
import dev.hostdouble.core.Durations;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.IpAddress;
import dev.hostdouble.job.StepYaml;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.yaml.Document;
import java.time.Duration;
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

    /** Checks that a text is an IP address. */
    public void address(String at, String text) {
        if (!IpAddress.isAny(text)) {
            document.addProblem(
                    at,
                    "'" + Excerpt.of(text)
                            + "' is not an IP address: expected an IPv4 or IPv6 address such as 192.0.2.10 or 2001:db8::10");
        }
    }

    /** Checks that a text is a time in ISO 8601, UTC. */
    public void time(String at, String text) {
        try {
            Dates.parse(text);
        } catch (IllegalArgumentException e) {
            document.addProblem(at, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks the age of a job: how long before the start of the world it began, if it runs, or else ended.
     *
     * @param timeline how it runs
     */
    public void age(String at, String age, boolean isRunning, Timeline timeline) {
        try {
            Duration ago = Durations.parse(age);
            Duration length = timeline.length().orElseThrow();
            if (isRunning && ago.compareTo(length) >= 0) {
                document.addProblem(
                        at,
                        "a job that began " + age + " ago does not run any more: expected less than "
                                + length.toMillis() + "ms");
            }
        } catch (IllegalArgumentException e) {
            document.addProblem(at, String.valueOf(e.getMessage()));
        }
    }

    /** Checks that each list of steps is a timeline; returns whether all are. */
    public boolean areTimelines(Map<String, List<StepYaml>> timelines) {
        boolean areTimelines = true;
        for (Map.Entry<String, List<StepYaml>> timeline : timelines.entrySet()) {
            try {
                StepYaml.timeline(timeline.getValue());
            } catch (IllegalArgumentException e) {
                document.addProblem("/timelines/" + timeline.getKey(), String.valueOf(e.getMessage()));
                areTimelines = false;
            }
        }
        return areTimelines;
    }
}
