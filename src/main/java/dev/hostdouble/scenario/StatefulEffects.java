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

/** Applies the effects that depend on earlier calls. */
final class StatefulEffects {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NANOS_BELOW_A_SECOND = 999_999_999;

    private StatefulEffects() {}

    /** The number of calls of one caller in the current period. */
    private static final class Period {
        private Instant ends = Instant.MIN;
        private int calls;
    }

    /** Answers 429 if the caller exceeds the limit. */
    static Reply apply(Effect.RateLimitEffect effect, RuleContext context, Handler next) {
        Period period = context.memory().get("rate " + context.credential(), Period::new);
        Instant now = context.now();
        if (!now.isBefore(period.ends)) {
            period.ends = now.plus(effect.per());
            period.calls = 0;
        }
        period.calls++;
        return period.calls > effect.limit()
                ? tooManyRequests(context, Duration.between(now, period.ends), next)
                : next.handle(context.call());
    }

    private static Reply tooManyRequests(RuleContext context, Duration wait, Handler next) {
        Call call = context.call();
        long seconds = wait.plusNanos(NANOS_BELOW_A_SECOND).toSeconds();
        Headers retry = Headers.of("Retry-After", String.valueOf(seconds));
        Optional<ApiError> error = call.provider().tooManyCalls();
        if (error.isPresent()) {
            ErrorCatalogue.of(call, error.get().name(), Map.of())
                    .ifPresent(exception -> call.injectError(exception.withHeaders(retry)));
            return next.handle(call);
        }
        // The provider documents no such error, so the gateway answers.
        Reply gateway = GatewayPages.reply(TOO_MANY_REQUESTS)
                .with(retry.plus(GatewayPages.HEADERS))
                .with(Evidence.ASSUMED);
        call.rewriteReply(reply -> gateway.withDelivery(reply.delivery()));
        return RuleContext.notPerformed();
    }

    /** Earlier replies by request. Holds up to 8 MiB; drops the least recently used. */
    private static final class EarlierReplies {
        private static final long MAX_BYTES = 8L << 20;

        private final Map<String, Deque<Reply>> replies = new LinkedHashMap<>(16, 0.75f, true);
        private long bytes;

        /** Stores a reply, and returns that of {@code reads} requests ago, or the oldest one. */
        Reply remember(String read, Reply reply, int reads) {
            Deque<Reply> before = replies.computeIfAbsent(read, none -> new ArrayDeque<>());
            before.addLast(reply);
            bytes += weight(read, reply);
            if (before.size() > reads + 1) {
                bytes -= weight(read, before.removeFirst());
            }
            Reply earlier = before.getFirst();
            Iterator<Map.Entry<String, Deque<Reply>>> eldest =
                    replies.entrySet().iterator();
            while (bytes > MAX_BYTES) {
                Map.Entry<String, Deque<Reply>> dropped = eldest.next();
                dropped.getValue().forEach(old -> bytes -= weight(dropped.getKey(), old));
                eldest.remove();
            }
            return earlier;
        }

        private static long weight(String read, Reply reply) {
            return read.length() + reply.body().length() + 500L;
        }
    }

    /** Performs the call, and replaces its reply with an earlier one. */
    static Reply apply(Effect.StaleEffect effect, RuleContext context, Handler next) {
        Call call = context.call();
        String read = context.credential() + " " + call.request().method() + " "
                + call.request().path() + "?" + call.request().query() + " "
                + call.request().body().text();
        EarlierReplies earlier = context.memory().get("stale", EarlierReplies::new);
        call.rewriteReply(reply -> earlier.remember(read, reply, effect.reads()).withDelivery(reply.delivery()));
        return next.handle(call);
    }
}
