package dev.hostdouble.hostkey;

import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long tasks take unless the world says otherwise (assumed). Clients poll for lists at most 20 times, every 500 ms
 * (observed), so those come well before.
 */
final class DefaultTimelines {
    /** The usual course of each operation that takes time. */
    static final Map<String, Timeline> USUAL = Map.ofEntries(
            Map.entry("iso.del", course(2000)),
            Map.entry("iso.upload", course(6000)),
            Map.entry("iso.mount_iso", course(3000)),
            Map.entry("iso.unmount_iso", course(2000)),
            Map.entry("vm.create_snapshot", course(5000)),
            Map.entry("vm.get_snapshot", course(1000)),
            Map.entry("vm.load_stats", course(1000)),
            Map.entry("vm.remove_snapshot", course(3000)),
            Map.entry("vm.restore_snapshot", course(5000)),
            Map.entry("eq.status", course(1000)),
            Map.entry("eq.on", course(3000)),
            Map.entry("eq.off", course(3000)),
            Map.entry("eq.reboot", course(5000)));

    private DefaultTimelines() {}

    private static Timeline course(long millis) {
        return new Timeline(
                List.of(
                        new Step(Duration.ZERO, "pending", 0),
                        new Step(Duration.ofMillis(millis / 2), "running", 0.5),
                        new Step(Duration.ofMillis(millis), "done", 1)),
                Timeline.Ending.FINISHED);
    }
}
