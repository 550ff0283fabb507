package dev.hostdouble.control;

import dev.hostdouble.control.Verdict.Problem;
import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Compares the calls of a journal with expectations. Each call is compared once with each of them. */
final class CallVerifier {
    private static final int NEAREST = 3;

    private final List<CallFacts> calls;
    private final long dropped;
    private final List<CallExpectation> expectations;
    private final List<BitSet> matches = new ArrayList<>();
    private final List<Problem> notMet = new ArrayList<>();
    private final List<Problem> undecided = new ArrayList<>();

    /**
     * Compares them.
     *
     * @param calls those of the journal
     * @param dropped how many calls it no longer holds
     */
    CallVerifier(List<CallFacts> calls, long dropped, List<CallExpectation> expectations) {
        this.calls = calls;
        this.dropped = dropped;
        this.expectations = expectations;
        for (CallExpectation expectation : expectations) {
            BitSet found = new BitSet(calls.size());
            for (int i = 0; i < calls.size(); i++) {
                found.set(i, expectation.matches(calls.get(i)));
            }
            matches.add(found);
        }
    }

    /** The expectations that are not met, whatever the calls were that the journal no longer holds. */
    List<Problem> notMet() {
        return notMet;
    }

    /** The expectations that depend on calls which the journal no longer holds. */
    List<Problem> undecided() {
        return undecided;
    }

    /** Checks how often there are such calls. */
    void counts() {
        for (int i = 0; i < expectations.size(); i++) {
            CallExpectation expectation = expectations.get(i);
            CountRange range = expectation.range();
            int found = matches.get(i).cardinality();
            if (!range.isDecided(found, dropped)) {
                undecided(expectation.what(), range.text("call"), found);
            } else if (!range.includes(found)) {
                List<String> nearest =
                        found > range.most() ? lines(matches.get(i)) : misses(expectation, matches.get(i));
                notMet.add(new Problem(expectation.what(), range.text("call"), found, nearest));
            }
        }
    }

    /** Checks that the expected calls come in the order of the list. Other calls may come between them. */
    void order() {
        int from = 0;
        String before = "";
        for (int i = 0; i < expectations.size(); i++) {
            CallExpectation expectation = expectations.get(i);
            BitSet found = matches.get(i);
            if (expectation.range().least() == 0 || (found.isEmpty() && dropped == 0)) {
                continue; // need not be there, or is reported as missing
            }
            int next = found.nextSetBit(from);
            if (next >= 0) {
                from = next + 1;
                before = "after " + calls.get(next).line();
                continue;
            }
            String expected = "in order" + (before.isEmpty() ? "" : ": " + before);
            if (dropped > 0) {
                undecided(expectation.what(), expected, found.cardinality());
            } else {
                notMet.add(new Problem(expectation.what(), expected, found.cardinality(), lines(found)));
            }
            return;
        }
    }

    /** Checks that every call is expected. */
    void noOthers() {
        BitSet others = new BitSet(calls.size());
        others.set(0, calls.size());
        matches.forEach(others::andNot);
        if (!others.isEmpty()) {
            notMet.add(new Problem("noOthers", "no other calls", others.cardinality(), lines(others)));
        } else if (dropped > 0) {
            undecided("noOthers", "no other calls", 0);
        }
    }

    private void undecided(String what, String expected, long found) {
        undecided.add(new Problem(what, expected, found, List.of(Verdict.lost(dropped))));
    }

    private List<String> lines(BitSet which) {
        return which.stream().limit(NEAREST).mapToObj(i -> calls.get(i).line()).toList();
    }

    /** The calls that fail the fewest conditions, then those with the most similar operation, then the latest. */
    private List<String> misses(CallExpectation expectation, BitSet found) {
        Map<String, Integer> distances = new HashMap<>();
        PriorityQueue<Miss> best = new PriorityQueue<>(Miss.BEST_FIRST.reversed());
        for (int i = found.nextClearBit(0); i < calls.size(); i = found.nextClearBit(i + 1)) {
            CallFacts call = calls.get(i);
            int distance = distances.computeIfAbsent(
                    call.entry().operation(), operation -> NearestName.distance(expectation.operation(), operation));
            int failed = 0;
            for (CallCondition condition : expectation.conditions()) {
                failed += condition.holds().test(call) ? 0 : 1;
            }
            best.add(new Miss(call, failed, distance));
            if (best.size() > NEAREST) {
                best.remove();
            }
        }
        return best.stream()
                .sorted(Miss.BEST_FIRST)
                .map(miss -> miss.call().line() + ": " + String.join("; ", expectation.failures(miss.call())))
                .toList();
    }

    private record Miss(CallFacts call, int failed, int distance) {
        static final Comparator<Miss> BEST_FIRST = Comparator.comparingInt(Miss::failed)
                .thenComparingInt(Miss::distance)
                .thenComparing(miss -> -miss.call().entry().number());
    }
}
