package dev.hostdouble.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tries pairs of faults: after one from which the client has recovered, another one at a call that comes later. So the second hits
 * the recovery, too, which an undisturbed client never shows.
 */
final class Pairs {
    private final Trials trials;
    private final ExploreOptions options;

    Pairs(Trials trials, ExploreOptions options) {
        this.trials = trials;
        this.options = options;
    }

    /**
     * Tries pairs as far as the budget goes.
     *
     * @param singles what the faults alone have shown
     * @return the results of pairs, and those of single faults that were tried because one of a pair suffices
     */
    List<Trials.Tried> after(List<Trials.Tried> singles) throws InterruptedException {
        List<Trials.Tried> tried = trials.all(ordered(candidates(singles)));
        return shrunk(tried, singles);
    }

    private List<Trial> candidates(List<Trials.Tried> singles) {
        List<Trial> pairs = new ArrayList<>();
        for (Trials.Tried single : singles) {
            Verdict verdict = single.result().verdict();
            if (verdict == Verdict.OK || verdict == Verdict.FAILED_CLEAN) {
                PlacedFault first = single.result().trial().faults().get(0);
                single.next().stream()
                        .filter(second -> options.includes(first, second))
                        .forEach(second -> pairs.add(new Trial(List.of(first, second))));
            }
        }
        return pairs;
    }

    /** Those first that combine what no pair before has combined: kinds of faults at operations. */
    private static List<Trial> ordered(List<Trial> pairs) {
        Set<String> combined = new HashSet<>();
        List<Trial> first = new ArrayList<>();
        List<Trial> later = new ArrayList<>();
        for (Trial pair : pairs) {
            (combined.add(combination(pair)) ? first : later).add(pair);
        }
        first.addAll(later);
        return first;
    }

    private static String combination(Trial pair) {
        StringBuilder text = new StringBuilder();
        pair.faults().forEach(placed -> text.append(placed.fault().name())
                .append(' ')
                .append(placed.call().operation())
                .append(' '));
        return text.toString();
    }

    /** A pair of which the second fault alone does the same is replaced by that fault alone; the first alone was harmless. */
    private List<Trials.Tried> shrunk(List<Trials.Tried> pairs, List<Trials.Tried> singles)
            throws InterruptedException {
        Map<String, Trials.Tried> known = new HashMap<>();
        singles.forEach(single -> known.put(single.result().trial().name(), single));
        List<Trial> unknown = pairs.stream()
                .filter(pair -> pair.result().verdict().isFinding())
                .map(pair -> Trial.of(pair.result().trial().faults().get(1)))
                .distinct()
                .filter(single -> !known.containsKey(single.name()))
                .toList();
        trials.all(unknown).forEach(single -> known.put(single.result().trial().name(), single));
        Map<String, Trials.Tried> results = new java.util.LinkedHashMap<>();
        for (Trials.Tried pair : pairs) {
            Trials.Tried alone =
                    known.get(Trial.of(pair.result().trial().faults().get(1)).name());
            boolean suffices = pair.result().verdict().isFinding()
                    && alone != null
                    && alone.result().verdict() == pair.result().verdict();
            if (!suffices) {
                results.put(pair.result().trial().name(), pair);
            } else if (!singles.contains(alone)) {
                results.put(alone.result().trial().name(), alone);
            }
        }
        return List.copyOf(results.values());
    }
}
