package dev.hostdouble.vss;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.provider.Call;
import java.util.HashMap;
import java.util.Map;

/**
 * Five calls in fifteen seconds for each user, in windows that begin with the epoch: headers always, refusals only where
 * the world enforces them ({@code enforce-rate-limit}). All of it follows the published pattern (assumed). Counts are no
 * part of the transaction: a call that fails has been made all the same.
 */
final class RateLimit {
    private static final int LIMIT = 5;
    private static final int WINDOW_SECONDS = 15;

    private final boolean enforced;
    private final Map<String, Integer> calls = new HashMap<>();
    private long window = Long.MIN_VALUE;

    RateLimit(boolean enforced) {
        this.enforced = enforced;
    }

    /** Counts a call of that user; throws a 429 over the limit. */
    void count(Call call, String user) {
        long now = call.now().getEpochSecond();
        long current = Math.floorDiv(now, WINDOW_SECONDS);
        if (current != window) {
            calls.clear();
            window = current;
        }
        int made = calls.merge(user, 1, Integer::sum);
        long reset = (current + 1) * WINDOW_SECONDS;
        header(call, "X-RateLimit-Limit", LIMIT);
        header(call, "X-RateLimit-Remaining", Math.max(0, LIMIT - made));
        header(call, "X-RateLimit-Reset", reset);
        if (enforced && made > LIMIT) {
            throw VssError.TOO_MANY_REQUESTS.with().withHeaders(Headers.of("Retry-After", String.valueOf(reset - now)));
        }
    }

    private static void header(Call call, String name, long value) {
        call.replyHeaders().add(new Header(name, String.valueOf(value)));
    }
}
