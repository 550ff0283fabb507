package dev.hostdouble.vss;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.core.RateWindow.Usage;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.time.Instant;

/**
 * Five calls in fifteen seconds for each operation and user, in windows that end at multiples of fifteen seconds since 1970: headers
 * always, refusals only where the world enforces them ({@code enforce-rate-limit}). All of it follows the published pattern
 * (assumed). Counts are no part of the transaction: a call that fails has been made all the same.
 */
final class RateLimit {
    private static final int LIMIT = 5;
    private static final int WINDOW_SECONDS = 15;

    private final boolean enforced;
    private final RateWindow calls = new RateWindow();

    RateLimit(boolean enforced) {
        this.enforced = enforced;
    }

    /** Counts a call of that user; throws a 429 over the limit. */
    void count(Call call, String user) {
        Duration per = untilBoundary(call.now());
        String key = call.operation().name() + " " + user;
        Usage usage = call.trace().isRehearsal()
                ? calls.expect(key, LIMIT, per, call.elapsed())
                : calls.count(key, LIMIT, per, call.elapsed());
        long now = call.now().getEpochSecond();
        long reset = call.now().plus(usage.untilEnd()).getEpochSecond();
        call.trace().replyHeader("X-RateLimit-Limit", LIMIT);
        call.trace().replyHeader("X-RateLimit-Remaining", usage.remaining());
        call.trace().replyHeader("X-RateLimit-Reset", reset);
        if (enforced && !usage.allowed()) {
            // A date that was set since the window opened may end it within the current second.
            throw exceeded(call, LIMIT, reset, Math.max(1, reset - now));
        }
    }

    /**
     * The 429 with its headers.
     *
     * @param reset when the window ends, in seconds since 1970
     * @param wait the seconds until then
     */
    static ApiException exceeded(Call call, int limit, long reset, long wait) {
        call.trace().replyHeader("X-RateLimit-Limit", limit);
        call.trace().replyHeader("X-RateLimit-Remaining", 0);
        call.trace().replyHeader("X-RateLimit-Reset", reset);
        return VssError.TOO_MANY_REQUESTS.with().withHeaders(Headers.of("Retry-After", String.valueOf(wait)));
    }

    /** How long a window lasts that opens at that date. */
    private static Duration untilBoundary(Instant date) {
        long current = Math.floorDiv(date.getEpochSecond(), WINDOW_SECONDS);
        return Duration.between(date, Instant.ofEpochSecond((current + 1) * WINDOW_SECONDS));
    }
}
