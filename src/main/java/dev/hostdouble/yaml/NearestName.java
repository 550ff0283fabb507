package dev.hostdouble.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that was probably meant by a mistyped one. */
public final class NearestName {
    private static final int MAX_DISTANCE = 3;
    private static final int MAX_LISTED = 100;

    private NearestName() {}

    /**
     * Returns a message such as {@code unknown key 'sed'; did you mean 'seed'? Allowed: rules, scenario, seed}.
     *
     * @param what the kind of name, such as {@code key}
     */
    public static String unknown(String what, String name, Collection<String> allowed) {
        return unknown(what, name, "", allowed);
    }

    /**
     * Returns a message such as {@code unknown error 'NOT_FUND' of vss; did you mean 'NOT_FOUND'? Allowed: …}.
     *
     * @param what the kind of name, such as {@code error}
     * @param of what it belongs to, for example {@code " of vss"}, or the empty string
     */
    public static String unknown(String what, String name, String of, Collection<String> allowed) {
        String suggestion = nearest(name, allowed)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(".");
        return "unknown " + what + " '" + name + "'" + of + suggestion + " Allowed: " + list(allowed);
    }

    private static String list(Collection<String> allowed) {
        if (allowed.isEmpty()) {
            return "none";
        }
        String names = allowed.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
        return allowed.size() <= MAX_LISTED ? names : names + " and " + (allowed.size() - MAX_LISTED) + " more";
    }

    /** Returns the allowed name with the fewest edits; empty if even that is more than three edits away. */
    public static Optional<String> nearest(String name, Collection<String> allowed) {
        return allowed.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= MAX_DISTANCE);
    }

    /** Returns the number of insertions, deletions and replacements between two names (Levenshtein distance). */
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
