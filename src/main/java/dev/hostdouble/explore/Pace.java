package dev.hostdouble.explore;

import dev.hostdouble.core.RuleHit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a client calls again sooner than it was told, in real time. */
final class Pace {
    /** Timers of clients are not exact. */
    private static final Duration TOLERANCE = Duration.ofMillis(60);

    /** More calls than this of the same request, one after the other without a pause, are a loop. */
    private static final int LOOP = 100;

    private static final Duration NO_PAUSE = Duration.ofMillis(20);

    private Pace() {}

    /**
     * What the client did too fast, as the end of a sentence; empty if nothing.
     *
     * @param usual the calls that come anyway, if the client makes several at the same time; empty for other clients, which make
     *     none before they know the reply to the last one
     */
    static Optional<String> hurry(List<SeenCall> calls, List<SeenCall> usual) {
        for (int i = 0; i < calls.size(); i++) {
            Optional<Integer> told = retryAfter(calls.get(i));
            Optional<SeenCall> next = told.isPresent() ? next(calls, i, usual) : Optional.empty();
            if (next.isPresent()) {
                Duration waited = next.get().at().minus(calls.get(i).at());
                if (waited.plus(TOLERANCE).compareTo(Duration.ofSeconds(told.get())) < 0) {
                    return Optional.of("called again after " + waited.toMillis() + " ms, although Retry-After said "
                            + told.get() + " s");
                }
            }
        }
        return loop(calls);
    }

    /** Only what a fault said: nothing else tells a client to wait in real time. */
    private static Optional<Integer> retryAfter(SeenCall call) {
        String value = call.entry().reply().headers().first("Retry-After").orElse("");
        boolean isTold = call.entry().ruleHits().stream().anyMatch(RuleHit::applied);
        return isTold && value.matches("\\d{1,5}") ? Optional.of(Integer.parseInt(value)) : Optional.empty();
    }

    /** The repetition of a refused call: another thread of the client may make the same call, and has not been told to wait. */
    private static Optional<SeenCall> next(List<SeenCall> calls, int refused, List<SeenCall> usual) {
        String request = calls.get(refused).request();
        int before = same(calls.subList(0, refused), request).size();
        int expected = Math.max(0, same(usual, request).size() - before - 1);
        return same(calls.subList(refused + 1, calls.size()), request).stream()
                .skip(expected)
                .findFirst();
    }

    private static List<SeenCall> same(List<SeenCall> calls, String request) {
        return calls.stream().filter(call -> call.request().equals(request)).toList();
    }

    private static Optional<String> loop(List<SeenCall> calls) {
        int begin = 0;
        for (int i = 1; i <= calls.size(); i++) {
            if (i == calls.size()
                    || !calls.get(i).request().equals(calls.get(begin).request())) {
                int count = i - begin;
                Duration took = calls.get(i - 1).at().minus(calls.get(begin).at());
                if (count > LOOP && took.compareTo(NO_PAUSE.multipliedBy(count)) < 0) {
                    return Optional.of(
                            "made the same call " + count + " times in " + took.toMillis() + " ms, without a pause");
                }
                begin = i;
            }
        }
        return Optional.empty();
    }
}
