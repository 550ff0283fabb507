package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.core.RateWindow.Usage;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits the calls per minute of each token. A window starts with the first call. Off unless the world sets {@code
 * throttle}. Counts are kept outside the transaction, so failed calls count too. Headers and body: observed
 * (framework).
 */
final class Throttle {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Optional<Integer> perMinute;
    private final RateWindow calls = new RateWindow();

    Throttle(Optional<Integer> perMinute) {
        this.perMinute = perMinute;
    }

    /** The windows of the tokens. */
    RateWindow windows() {
        return calls;
    }

    /** Counts a call of a token; throws the framework's 429 above the limit. */
    void count(Call call, String token) {
        if (perMinute.isEmpty()) {
            return;
        }
        int limit = perMinute.get();
        Usage usage = call.trace().isRehearsal()
                ? calls.expect(token, limit, WINDOW, call.elapsed())
                : calls.count(token, limit, WINDOW, call.elapsed());
        withinLimit(call, limit, usage.remaining());
        if (!usage.allowed()) {
            // The framework subtracts whole seconds of dates.
            long now = call.now().getEpochSecond();
            long end = call.now().plus(usage.untilEnd()).getEpochSecond();
            long wait = Math.max(1, end - now);
            throw exceeded(call, limit, wait);
        }
    }

    /** The framework's headers on every reply under a limit. */
    static void withinLimit(Call call, int limit, long remaining) {
        call.restsOn(FrameworkFact.RATE_HEADERS);
        call.trace().replyHeader("X-RateLimit-Limit", limit);
        call.trace().replyHeader("X-RateLimit-Remaining", remaining);
    }

    /**
     * The framework's 429 with its headers.
     *
     * @param wait the seconds until the window ends
     */
    static ApiException exceeded(Call call, int limit, long wait) {
        withinLimit(call, limit, 0);
        String reset = String.valueOf(call.now().getEpochSecond() + wait);
        return HosterError.TOO_MANY_ATTEMPTS
                .with()
                .withHeaders(Headers.of("Retry-After", String.valueOf(wait), "X-RateLimit-Reset", reset));
    }
}
