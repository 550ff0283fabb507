package dev.hostdouble.yaml;

import dev.hostdouble.core.Excerpt;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that was probably meant by a mistyped one. */
public final class NearestName {
    private static final int MAX_DISTANCE = 3;
    private static final int MAX_LISTED = 100;
    private static final int MANY = 20;
    private static final int LONGEST_LISTED = 100;
    private static final int MAX_LENGTH = 200;

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
        Optional<String> nearest = nearest(name, allowed);
        String unknown = "unknown " + what + " '" + Excerpt.of(name) + "'" + of;
        if (nearest.isPresent() && allowed.size() > MANY) {
            return unknown + "; did you mean '" + nearest.get() + "'?";
        }
        String suggestion =
                nearest.map(near -> "; did you mean '" + near + "'?").orElse(".");
        return unknown + suggestion + " Allowed: " + list(allowed);
    }

    private static String list(Collection<String> allowed) {
        if (allowed.isEmpty()) {
            return "none";
        }
        String names = allowed.stream()
                .limit(MAX_LISTED)
                .map(name -> Excerpt.of(name, LONGEST_LISTED))
                .collect(Collectors.joining(", "));
        return allowed.size() <= MAX_LISTED ? names : names + " and " + (allowed.size() - MAX_LISTED) + " more";
    }

    /** Returns the allowed name with the fewest edits; empty if even that is more than three, or half of its letters. */
    public static Optional<String> nearest(String name, Collection<String> allowed) {
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return allowed.stream()
                .min(Comparator.comparingInt(candidate -> slips(name, candidate)))
                .filter(candidate -> slips(name, candidate) <= Math.min(MAX_DISTANCE, candidate.length() / 2));
    }

    /** Upper and lower case alone are no slip. */
    private static int slips(String name, String candidate) {
        return name.equalsIgnoreCase(candidate) ? 0 : distance(name, candidate);
    }

    /** Returns the number of insertions, deletions, replacements and swaps of neighbours between two names. */
    public static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j < last.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean isSame = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (isSame ? 0 : 1), Math.min(row[j - 1], last[j]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
