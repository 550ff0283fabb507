package dev.hostdouble.journal;

import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * How often clients got each answer of each operation. It is no part of a world's state: it stays when the world is reset, and
 * when calls are forgotten. Thread-safe; its size is bounded by the operations and their answers.
 */
public final class AnswerCounts {
    /** The effects that decide which answer a client gets. */
    static final Set<String> DECIDING =
            Set.of("error", "reply", "gateway", "break", "rate_limit", "expire_token", "out_of_stock", "ask", "stale");

    /** The effects after which an answer is no longer as its provider writes it. */
    static final Set<String> CHANGING = Set.of("edit", "content");

    private static final int CALLS = 0;
    private static final int MET = 1;
    private static final int CHANGED = 2;
    private static final int LOST = 3;
    private static final int BY_RULES = 4;
    private static final int WITHOUT_BODY = 5;
    private static final int COUNTERS = 6;

    private final Optional<AnswerCounts> whole;
    private volatile ConcurrentHashMap<Answer, AtomicLongArray> counts = new ConcurrentHashMap<>();

    /** Counts of a whole process. */
    public AnswerCounts() {
        this.whole = Optional.empty();
    }

    /** Counts of a part, such as a world; they are also added to those of the whole. */
    public AnswerCounts(AnswerCounts whole) {
        this.whole = Optional.of(whole);
    }

    /** An answer of an operation, by their names. */
    public record Answer(String operation, String name) {}

    /**
     * How often an operation gave an answer.
     *
     * @param calls the calls that it was the answer to
     * @param met how often a client got the whole answer, as the provider writes it
     * @param changed how often a client got it after a rule had changed its headers or its body
     * @param lost how often its delivery broke off, or the client left before its end
     * @param byRules how many of the met ones a rule decided, such as an injected error
     * @param withoutBody how often a client got its headers alone, because it had asked with {@code HEAD}
     */
    public record Times(long calls, long met, long changed, long lost, long byRules, long withoutBody) {
        /** An answer that was never given. */
        public static final Times NEVER = new Times(0, 0, 0, 0, 0, 0);

        private static Times of(AtomicLongArray counters) {
            return new Times(
                    counters.get(CALLS),
                    counters.get(MET),
                    counters.get(CHANGED),
                    counters.get(LOST),
                    counters.get(BY_RULES),
                    counters.get(WITHOUT_BODY));
        }
    }

    /**
     * Counts the answer to a call. What is sent at once counts now, so that a client that has read its reply finds it counted; if
     * its delivery fails, it is taken back. What is sent late, slowly or over a connection that fails counts when that has ended.
     *
     * @param operation the id of the operation
     * @param isHead whether the client asked with {@code HEAD}, and so gets no body
     * @return has to hear how the delivery of the reply ended
     */
    Consumer<Delivered> count(String operation, boolean isHead, Reply reply) {
        Answer answer = new Answer(operation, reply.answer());
        AtomicLongArray own = counters(answer);
        AtomicLongArray all = whole.isPresent() ? whole.get().counters(answer) : own;
        Sent sent = new Sent(own, all, isHead, reply);
        sent.begin();
        return sent;
    }

    private AtomicLongArray counters(Answer answer) {
        AtomicLongArray known = counts.get(answer);
        return known == null ? counts.computeIfAbsent(answer, unknown -> new AtomicLongArray(COUNTERS)) : known;
    }

    /** All answers that were given at least once. */
    public Map<Answer, Times> read() {
        Map<Answer, Times> read = new HashMap<>();
        counts.forEach((answer, counters) -> read.put(answer, Times.of(counters)));
        return read;
    }

    /** Forgets all counts. The reply to an earlier call that is still under way is not counted either. */
    public void clear() {
        counts = new ConcurrentHashMap<>();
    }

    /** A reply that is being sent. */
    private static final class Sent implements Consumer<Delivered> {
        private final AtomicLongArray own;
        private final AtomicLongArray all;
        private final boolean isAtOnce;
        private final boolean isClosedOnPurpose;
        private final boolean isByRule;
        private final int counter;

        Sent(AtomicLongArray own, AtomicLongArray all, boolean isHead, Reply reply) {
            this.own = own;
            this.all = all;
            this.isAtOnce = reply.delivery().isImmediate();
            this.isClosedOnPurpose = reply.delivery().fault() == ConnectionFault.CLOSE;
            this.counter = isHead ? WITHOUT_BODY : isAny(reply, CHANGING) ? CHANGED : MET;
            this.isByRule = counter == MET && isAny(reply, DECIDING);
        }

        private static boolean isAny(Reply reply, Set<String> effects) {
            for (RuleHit hit : reply.ruleHits()) {
                for (RuleHit.EffectHit effect : hit.effects()) {
                    if (effect.applied() && effects.contains(effect.effect())) {
                        return true;
                    }
                }
            }
            return false;
        }

        void begin() {
            add(CALLS, 1);
            if (isAtOnce) {
                arrived(1);
            }
        }

        @Override
        public void accept(Delivered delivered) {
            boolean isWhole = delivered.outcome() == Outcome.COMPLETE
                    || (delivered.outcome() == Outcome.CLOSED && isClosedOnPurpose);
            if (!isWhole) {
                add(LOST, 1);
            }
            if (isWhole != isAtOnce) {
                arrived(isWhole ? 1 : -1);
            }
        }

        private void arrived(int times) {
            add(counter, times);
            if (isByRule) {
                add(BY_RULES, times);
            }
        }

        private void add(int index, int times) {
            own.addAndGet(index, times);
            if (own != all) {
                all.addAndGet(index, times);
            }
        }
    }
}
