package dev.hostdouble.db;

/**
 * The SQL function {@code LIKE_PATTERN(text, pattern, ignore case[, underscores])}: {@code LIKE} without an escape character. The {@code
 * LIKE} of H2 takes exponential time in the number of {@code %}. This one compares each piece between two {@code %} at
 * most once with each position of the text. A schema declares it with {@code CREATE ALIAS}; H2 needs a public class.
 */
public final class LikePattern {
    private static final int NONE = -1;

    private LikePattern() {}

    /**
     * Whether a text matches a pattern as a whole.
     *
     * @param pattern {@code %} stands for any characters, {@code _} for one; everything else stands for itself
     * @param ignoreCase whether upper and lower case letters are equal
     */
    public static boolean matches(String text, String pattern, boolean ignoreCase) {
        return matches(text, pattern, ignoreCase, true);
    }

    /**
     * Whether a text matches a pattern as a whole.
     *
     * @param underscores whether {@code _} stands for any character, and not for itself
     */
    public static boolean matches(String text, String pattern, boolean ignoreCase, boolean underscores) {
        int at = 0;
        int next = 0;
        int piece = NONE; // the start of the piece after the last %
        int start = 0; // where in the text that piece is tried
        while (at < text.length()) {
            int sign = next < pattern.length() ? pattern.codePointAt(next) : NONE;
            int letter = text.codePointAt(at);
            if (sign == '%') {
                next++;
                piece = next;
                start = at;
            } else if ((underscores && sign == '_') || (sign != NONE && equal(sign, letter, ignoreCase))) {
                next += Character.charCount(sign);
                at += Character.charCount(letter);
            } else if (piece == NONE) {
                return false;
            } else {
                // The earliest place of a piece leaves most room for the rest, so earlier pieces stay where they are.
                start += Character.charCount(text.codePointAt(start));
                at = start;
                next = piece;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == '%') {
            next++;
        }
        return next == pattern.length();
    }

    private static boolean equal(int one, int other, boolean ignoreCase) {
        return one == other || (ignoreCase && Character.toLowerCase(one) == Character.toLowerCase(other));
    }
}
