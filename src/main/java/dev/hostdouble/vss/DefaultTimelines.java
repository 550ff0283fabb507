package dev.hostdouble.vss;

import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How long synchronizations take unless the world says otherwise (assumed; the page: images appear momentarily). */
final class DefaultTimelines {
    static final String SYNC = "user_iso.sync";

    /** The usual course of each operation that takes time. */
    static final Map<String, Timeline> USUAL = Map.of(
            SYNC,
            new Timeline(
                    List.of(
                            new Step(Duration.ZERO, "SUBMITTED", 0),
                            new Step(Duration.ofSeconds(1), "PENDING", 0.1),
                            new Step(Duration.ofSeconds(2), "IN_PROGRESS", 0.5),
                            new Step(Duration.ofSeconds(5), "PROCESSED", 1)),
                    Timeline.Ending.FINISHED));

    private DefaultTimelines() {}
}
