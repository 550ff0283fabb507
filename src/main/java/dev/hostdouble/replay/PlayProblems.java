package dev.hostdouble.replay;

import dev.hostdouble.core.Excerpt;
import java.util.ArrayList;
import java.util.List;

/** What came out differently in a play, and what could not be repeated; the first 100 of it. */
final class PlayProblems {
    /** The maximum length of a text. */
    static final int LONGEST = 500;

    private static final int MOST = 100;

    private final List<String> first = new ArrayList<>();
    private int differences;

    /** Adds a reply that differs. */
    void differ(String problem) {
        differences++;
        note(problem);
    }

    /** Adds something that could not be repeated. */
    void note(String problem) {
        if (first.size() < MOST) {
            first.add(Excerpt.of(problem, LONGEST));
        }
    }

    List<String> first() {
        return List.copyOf(first);
    }

    /** The number of replies that differ. */
    int differences() {
        return differences;
    }
}
