package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits the calls per minute of each token. A window starts with the first call. Off unless the world sets {@code
 * throttle}. Counts are kept outside the transaction, so failed calls count too. Headers and body: observed
 * (framework).
 */
final class Throttle {
    private static final long WINDOW_SECONDS = 60;
    private static final int MAX_WINDOWS = 1000;

    private final Optional<Integer> perMinute;
    private final Map<String, Window> windows = new HashMap<>();

    Throttle(Optional<Integer> perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts a call of a token; throws the framework's 429 above the limit. */
    void count(Call call, String token) {
        if (perMinute.isEmpty()) {
            return;
        }
        int limit = perMinute.get();
        Instant now = call.now();
        Window window = windows.get(token);
        if (window == null || !now.isBefore(window.ends())) {
            window = new Window(now.plusSeconds(WINDOW_SECONDS), 0);
        }
        boolean full = window.calls() >= limit;
        if (!full) {
            window = new Window(window.ends(), window.calls() + 1);
        }
        if (windows.size() >= MAX_WINDOWS) {
            windows.values().removeIf(old -> !now.isBefore(old.ends()));
            windows.keySet().removeIf(other -> windows.size() >= MAX_WINDOWS); // with a stopped clock, no window ends
        }
        windows.put(token, window);
        header(call, "X-RateLimit-Limit", limit);
        header(call, "X-RateLimit-Remaining", limit - window.calls());
        if (full) {
            long wait = Math.max(1, window.ends().getEpochSecond() - now.getEpochSecond());
            throw HosterError.TOO_MANY_ATTEMPTS
                    .with()
                    .withHeaders(Headers.of(
                            "Retry-After", String.valueOf(wait),
                            "X-RateLimit-Reset", String.valueOf(now.getEpochSecond() + wait)));
        }
    }

    private static void header(Call call, String name, long value) {
        call.replyHeaders().add(new Header(name, String.valueOf(value)));
    }

    private record Window(Instant ends, int calls) {}
}
