package dev.hostdouble.core;

import java.util.Arrays;

/** A pattern in which {@code *} stands for any characters, also none. Everything else stands for itself. */
public final class Glob {
    /** The maximum length of a pattern, in characters. */
    public static final int MAX_LENGTH = 200;

    private final String pattern;

    private Glob(String pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is longer than {@link #MAX_LENGTH}
     */
    public static Glob of(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("pattern too long: expected at most " + MAX_LENGTH + " characters");
        }
        return new Glob(pattern);
    }

    /** Whether the pattern has no star, so that only the same text matches. */
    public boolean isExact() {
        return pattern.indexOf('*') < 0;
    }

    /** Whether the pattern matches a whole text. */
    public boolean matches(String text) {
        return matches(text, WorkLimit.none());
    }

    /** As {@link #matches(String)}; at most the product of both lengths is counted as work. */
    public boolean matches(String text, WorkLimit work) {
        long steps = 1;
        int at = 0;
        int next = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            steps++;
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                // Only the last star is tried again: what an earlier one took can stay as it is.
                next = star + 1;
                at = ++resume;
            } else {
                break;
            }
        }
        work.spend(steps);
        if (at < text.length()) {
            return false;
        }
        while (next < pattern.length() && pattern.charAt(next) == '*') {
            next++;
        }
        return next == pattern.length();
    }

    /**
     * Whether some path matches both this pattern and a template.
     *
     * @param template a path in which {@code *} stands for any characters except slashes
     */
    public boolean overlaps(String template) {
        boolean[] reachable = new boolean[template.length() + 1];
        reachable[0] = true;
        skipStars(reachable, template);
        for (int i = 0; i < pattern.length(); i++) {
            reachable = step(reachable, pattern.charAt(i), template);
        }
        return reachable[template.length()];
    }

    /** The positions in the template that can be reached after one more character of the pattern. */
    private static boolean[] step(boolean[] before, char own, String template) {
        boolean[] after = new boolean[before.length];
        for (int j = 0; j < before.length; j++) {
            if (!before[j]) {
                continue;
            }
            if (own == '*') {
                Arrays.fill(after, j, after.length, true); // it takes whatever the template still has
                break;
            }
            if (j < template.length() && template.charAt(j) == '*') {
                after[j] |= own != '/';
            } else if (j < template.length() && template.charAt(j) == own) {
                after[j + 1] = true;
            }
        }
        skipStars(after, template);
        return after;
    }

    /** A star in the template may stand for nothing. */
    private static void skipStars(boolean[] reachable, String template) {
        for (int j = 0; j < template.length(); j++) {
            if (reachable[j] && template.charAt(j) == '*') {
                reachable[j + 1] = true;
            }
        }
    }

    @Override
    public String toString() {
        return pattern;
    }
}
