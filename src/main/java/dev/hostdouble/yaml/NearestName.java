package dev.hostdouble.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Names that people mistype. */
public final class NearestName {
    private static final int FAR = 3;

    private NearestName() {}

    /** Says that a name is unknown, which are allowed, and which was probably meant. */
    public static String unknown(String what, String name, Collection<String> allowed) {
        String meant = nearest(name, allowed)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(".");
        return "unknown " + what + " '" + name + "'" + meant + " Allowed: " + String.join(", ", allowed);
    }

    /** The allowed name that is fewest edits away, however far; {@code allowed} is not empty. */
    public static String of(String name, Collection<String> allowed) {
        return allowed.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElseThrow();
    }

    /** The allowed name that is fewest edits away, if it is near at all. */
    static Optional<String> nearest(String name, Collection<String> allowed) {
        return allowed.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= FAR);
    }

    /** How many insertions, deletions and replacements lie between two names (Levenshtein). */
    public static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j - 1], diagonal) + 1);
            }
        }
        return row[other.length()];
    }
}
