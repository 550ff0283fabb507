package dev.hostdouble.core;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts calls in windows of elapsed time, for each key. It remembers at most 1000 keys and drops the one that has not been
 * used for the longest time. A window ends however the date of the clock is set.
 */
public final class RateWindow {
    private static final int MOST = 1000;

    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true); // in the order of their use

    /**
     * Counts a call. The first call of a key, and the first one after its window has ended, opens a window.
     *
     * @param limit how many calls a window allows; calls beyond it are not counted
     * @param per how long a window lasts that opens now
     * @param elapsed the elapsed time of the world
     */
    public Usage count(String key, int limit, Duration per, Duration elapsed) {
        Usage usage = expect(key, limit, per, elapsed);
        windows.put(key, new Window(elapsed.plus(usage.untilEnd), limit - usage.remaining));
        if (windows.size() > MOST) {
            windows.remove(windows.keySet().iterator().next());
        }
        return usage;
    }

    /** What {@link #count} would return; counts nothing. */
    public Usage expect(String key, int limit, Duration per, Duration elapsed) {
        Window known = windows.get(key);
        Window window = known != null && elapsed.compareTo(known.ends) < 0 ? known : new Window(elapsed.plus(per), 0);
        boolean allowed = window.calls < limit;
        int calls = allowed ? window.calls + 1 : window.calls;
        return new Usage(allowed, Math.max(0, limit - calls), window.ends.minus(elapsed));
    }

    /** The windows that it remembers, the least recently used first. */
    public List<Open> windows() {
        return windows.entrySet().stream()
                .map(one -> new Open(one.getKey(), one.getValue().ends, one.getValue().calls))
                .toList();
    }

    /** Remembers these windows and no others. */
    public void restore(List<Open> saved) {
        windows.clear();
        saved.forEach(one -> windows.put(one.key(), new Window(one.ends(), one.calls())));
    }

    /**
     * A window of a key.
     *
     * @param ends the elapsed time at which it ends
     * @param calls how many calls it has counted
     */
    public record Open(String key, Duration ends, int calls) {}

    /**
     * A call that was counted.
     *
     * @param allowed whether it is within the limit
     * @param remaining how many more calls the window allows
     * @param untilEnd how long until the window ends
     */
    public record Usage(boolean allowed, int remaining, Duration untilEnd) {
        private static final long NANOS_BELOW_A_SECOND = 999_999_999;

        /** The whole seconds after which the window has ended. */
        public long secondsUntilEnd() {
            return untilEnd.plusNanos(NANOS_BELOW_A_SECOND).toSeconds();
        }
    }

    private record Window(Duration ends, int calls) {}
}
