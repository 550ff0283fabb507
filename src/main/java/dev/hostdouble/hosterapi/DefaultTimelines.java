package dev.hostdouble.hosterapi;

import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long things take unless the world says otherwise. Status words and the progress 0, 0.33 and 1 stand on the page;
 * 0.66 and the durations are assumed.
 */
final class DefaultTimelines {
    /** The usual course of each operation that takes time. */
    static final Map<String, Timeline> USUAL = Map.ofEntries(
            Map.entry("server.create", job("queued", 1, 3, 6)),
            Map.entry("server.reinstall", job("queued", 1, 3, 6)),
            Map.entry("server.change", job("queued", 1, 2, 3)),
            Map.entry("software.install", job("queued", 1, 3, 5)),
            Map.entry("software.uninstall", job("queued", 1, 2, 3)),
            Map.entry("server.backups_create", job("pending", 2, 4, 6)),
            Map.entry("server.backups_restore", job("pending", 2, 4, 6)),
            Map.entry("server.start", signal(2)),
            Map.entry("server.shutdown", signal(5)),
            Map.entry("server.stop", signal(1)),
            Map.entry("server.reboot", signal(7)),
            Map.entry("server.reboot_force", signal(3)),
            Map.entry("dedicated.order", signal(30)),
            Map.entry("dedicated.reinstall", signal(30)),
            Map.entry("dedicated.start", signal(5)),
            Map.entry("dedicated.shutdown", signal(5)),
            Map.entry("dedicated.reboot", signal(10)));

    private DefaultTimelines() {}

    private static Timeline job(String first, int third, int twoThirds, int end) {
        return new Timeline(
                List.of(
                        step(0, first, 0),
                        step(third, "executing", 0.33),
                        step(twoThirds, "executing", 0.66),
                        step(end, "finished", 1)),
                Timeline.Ending.FINISHED);
    }

    private static Timeline signal(int seconds) {
        return new Timeline(List.of(step(0, "queued", 0), step(seconds, "finished", 1)), Timeline.Ending.FINISHED);
    }

    private static Step step(int seconds, String status, double progress) {
        return new Step(Duration.ofSeconds(seconds), status, progress);
    }
}
