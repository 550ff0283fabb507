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
    private static final String LIMIT_HEADER = "X-RateLimit-Limit";

    private final boolean enforced;
    private final RateWindow calls = new RateWindow();

    RateLimit(boolean enforced) {
        this.enforced = enforced;
    }

    /** The windows of operations and users. */
    RateWindow windows() {
        return calls;
    }

    /** Counts a call of that user; throws a 429 over the limit. */
    void count(Call call, String user) {
        Duration per = untilBoundary(call.now());
        String key = call.operation().name() + " " + user;
        Usage usage = call.trace().isRehearsal()
                ? calls.expect(key, LIMIT, per, call.elapsed())
                : calls.count(key, LIMIT, per, call.elapsed());
        boolean refused = enforced && !usage.allowed();
        // A rule of a scenario that limits the whole world is checked before the caller, and its headers stay.
        if (refused || call.trace().replyHeaders().first(LIMIT_HEADER).isEmpty()) {
            show(call, LIMIT, usage);
        }
        if (refused) {
            // A date that was set since the window opened may end it within the current second.
            throw exceeded(Math.max(1, reset(call, usage) - call.now().getEpochSecond()));
        }
    }

    /** Adds the headers of a limit to the reply, in place of those of another limit. */
    static void show(Call call, int limit, Usage usage) {
        call.trace().replyHeader(LIMIT_HEADER, limit);
        call.trace().replyHeader("X-RateLimit-Remaining", usage.remaining());
        call.trace().replyHeader("X-RateLimit-Reset", reset(call, usage));
    }

    /** When a window ends, in seconds since 1970. */
    private static long reset(Call call, Usage usage) {
        return call.now().plus(usage.untilEnd()).getEpochSecond();
    }

    /**
     * The 429.
     *
     * @param wait the seconds until the window ends
     */
    static ApiException exceeded(long wait) {
        return VssError.TOO_MANY_REQUESTS.with().withHeaders(Headers.of("Retry-After", String.valueOf(wait)));
    }

    /** How long a window lasts that opens at that date. */
    private static Duration untilBoundary(Instant date) {
        long current = Math.floorDiv(date.getEpochSecond(), WINDOW_SECONDS);
        return Duration.between(date, Instant.ofEpochSecond((current + 1) * WINDOW_SECONDS));
    }
}
