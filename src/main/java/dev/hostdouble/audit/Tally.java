package dev.hostdouble.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Calls that show the same, counted together: one finding for each subject.
 *
 * @param <K> what they have in common
 */
final class Tally<K> {
    private static final int MOST_CALLS = 10;

    /** Clients choose the subjects, so their number needs a limit. */
    private static final int MOST_SUBJECTS = 1000;

    private final Map<K, Calls> subjects = new LinkedHashMap<>();

    void add(K subject, SeenCall call) {
        Calls known = subjects.get(subject);
        if (known == null && subjects.size() < MOST_SUBJECTS) {
            known = new Calls();
            subjects.put(subject, known);
        }
        if (known != null) {
            known.add(call.number());
        }
    }

    void forEach(BiConsumer<K, Calls> action) {
        subjects.forEach(action);
    }

    /** The calls of one subject: their number, and which were the first. */
    static final class Calls {
        private final List<Long> first = new ArrayList<>();
        private long total;

        void add(long number) {
            total++;
            if (first.size() < MOST_CALLS) {
                first.add(number);
            }
        }

        List<Long> first() {
            return List.copyOf(first);
        }

        long total() {
            return total;
        }

        /** Such as {@code 1 call} or {@code 3 calls}. */
        String text() {
            return total == 1 ? "1 call" : total + " calls";
        }
    }
}
