package dev.hostdouble.hosterapi;

import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import java.time.Duration;
import java.util.List;

/**
 * How the jobs of HosterAPI run. Status words and the progress 0, 0.33 and 1 are documented; 0.66 and all durations are
 * assumed.
 */
final class HosterTimelines {
    private HosterTimelines() {}

    /** A job that a client sees in three steps; the seconds of each after its start. */
    static Timeline job(String first, int third, int twoThirds, int end) {
        return new Timeline(
                List.of(
                        step(0, first, 0),
                        step(third, "executing", 0.33),
                        step(twoThirds, "executing", 0.66),
                        step(end, "finished", 1)),
                Timeline.Ending.FINISHED);
    }

    /** A signal that shows after that number of seconds. */
    static Timeline signal(int seconds) {
        return new Timeline(List.of(step(0, "queued", 0), step(seconds, "finished", 1)), Timeline.Ending.FINISHED);
    }

    private static Step step(int seconds, String status, double progress) {
        return new Step(Duration.ofSeconds(seconds), status, progress);
    }
}
