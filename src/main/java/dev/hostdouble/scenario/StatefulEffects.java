package dev.hostdouble.scenario;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.OperationHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Effects that remember what callers did before. */
final class StatefulEffects {
    private static final int TOO_MANY = 429;
    private static final int NANOS_BELOW_A_SECOND = 999_999_999;

    private StatefulEffects() {}

    /** A caller's calls since the window began. */
    private static final class Window {
        private Instant ends = Instant.MIN;
        private int calls;
    }

    static Reply apply(Effect.RateLimitEffect effect, RuleContext strike, OperationHandler next) {
        Window window = strike.memory().get("rate " + strike.credential(), Window::new);
        Instant now = strike.now();
        if (!now.isBefore(window.ends)) {
            window.ends = now.plus(effect.per());
            window.calls = 0;
        }
        window.calls++;
        return window.calls > effect.limit()
                ? tooMany(strike, Duration.between(now, window.ends), next)
                : next.handle(strike.call());
    }

    private static Reply tooMany(RuleContext strike, Duration wait, OperationHandler next) {
        Call call = strike.call();
        long seconds = wait.plusNanos(NANOS_BELOW_A_SECOND).toSeconds();
        Headers retry = Headers.of("Retry-After", String.valueOf(seconds));
        Optional<ApiError> error = call.provider().tooManyCalls();
        if (error.isPresent()) {
            ErrorCatalogue.of(call, error.get().name(), Map.of())
                    .ifPresent(words -> call.injectError(words.withHeaders(retry)));
            return next.handle(call);
        }
        // A provider without words for it has a gateway that has.
        Reply gateway = GatewayPages.reply(TOO_MANY)
                .with(retry.plus(GatewayPages.HEADERS))
                .with(Evidence.ASSUMED);
        call.rewriteReply(reply -> gateway.withDelivery(reply.delivery()));
        return RuleContext.notPerformed();
    }

    /** Replies to reads, by what was asked; those nobody asked for longest go first where it is too much. */
    private static final class Past {
        private static final long MAX_BYTES = 8L << 20;

        private final Map<String, Deque<Reply>> replies = new LinkedHashMap<>(16, 0.75f, true);
        private long bytes;

        /** Remembers a reply, and returns the one of so many reads ago, or else the first. */
        Reply remember(String read, Reply reply, int reads) {
            Deque<Reply> before = replies.computeIfAbsent(read, none -> new ArrayDeque<>());
            before.addLast(reply);
            bytes += weight(read, reply);
            if (before.size() > reads + 1) {
                bytes -= weight(read, before.removeFirst());
            }
            Reply past = before.getFirst();
            Iterator<Map.Entry<String, Deque<Reply>>> eldest =
                    replies.entrySet().iterator();
            while (bytes > MAX_BYTES) {
                Map.Entry<String, Deque<Reply>> gone = eldest.next();
                gone.getValue().forEach(old -> bytes -= weight(gone.getKey(), old));
                eldest.remove();
            }
            return past;
        }

        private static long weight(String read, Reply reply) {
            return read.length() + reply.body().length() + 500L;
        }
    }

    static Reply apply(Effect.StaleEffect effect, RuleContext strike, OperationHandler next) {
        Call call = strike.call();
        String read = strike.credential() + " " + call.request().method() + " "
                + call.request().path() + "?" + call.request().query() + " "
                + call.request().body().text();
        Past past = strike.memory().get("stale", Past::new);
        call.rewriteReply(reply -> past.remember(read, reply, effect.reads()).withDelivery(reply.delivery()));
        return next.handle(call);
    }
}
