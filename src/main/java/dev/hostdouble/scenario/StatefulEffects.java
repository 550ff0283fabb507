package dev.hostdouble.scenario;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.provider.Operation.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Effects that depend on earlier calls. */
final class StatefulEffects {
    private static final int TOO_MANY = 429;
    private static final int NANOS_BELOW_A_SECOND = 999_999_999;

    private StatefulEffects() {}

    /** The calls of one caller in the current window. */
    private static final class Window {
        private Instant ends = Instant.MIN;
        private int calls;
    }

    static Reply apply(Effect.RateLimitEffect effect, RuleContext context, Handler next) {
        Window window = context.memory().get("rate " + context.credential(), Window::new);
        Instant now = context.now();
        if (!now.isBefore(window.ends)) {
            window.ends = now.plus(effect.per());
            window.calls = 0;
        }
        window.calls++;
        return window.calls > effect.limit()
                ? tooMany(context, Duration.between(now, window.ends), next)
                : next.handle(context.call());
    }

    private static Reply tooMany(RuleContext context, Duration wait, Handler next) {
        Call call = context.call();
        long seconds = wait.plusNanos(NANOS_BELOW_A_SECOND).toSeconds();
        Headers retry = Headers.of("Retry-After", String.valueOf(seconds));
        Optional<ApiError> error = call.provider().tooManyCalls();
        if (error.isPresent()) {
            ErrorCatalogue.of(call, error.get().name(), Map.of())
                    .ifPresent(words -> call.injectError(words.withHeaders(retry)));
            return next.handle(call);
        }
        // A provider that documents no such error has a gateway that answers.
        Reply gateway = GatewayPages.reply(TOO_MANY)
                .with(retry.plus(GatewayPages.HEADERS))
                .with(Evidence.ASSUMED);
        call.rewriteReply(reply -> gateway.withDelivery(reply.delivery()));
        return RuleContext.notPerformed();
    }

    /** Earlier replies by request, bounded: the least recently used go first. */
    private static final class Past {
        private static final long MAX_BYTES = 8L << 20;

        private final Map<String, Deque<Reply>> replies = new LinkedHashMap<>(16, 0.75f, true);
        private long bytes;

        /** Stores a reply, and returns the one of {@code reads} reads ago, or else the oldest. */
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

    static Reply apply(Effect.StaleEffect effect, RuleContext context, Handler next) {
        Call call = context.call();
        String read = context.credential() + " " + call.request().method() + " "
                + call.request().path() + "?" + call.request().query() + " "
                + call.request().body().text();
        Past past = context.memory().get("stale", Past::new);
        call.rewriteReply(reply -> past.remember(read, reply, effect.reads()).withDelivery(reply.delivery()));
        return next.handle(call);
    }
}
