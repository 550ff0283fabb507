package dev.hostdouble.core;

/** Text of somebody else in a message: its beginning, on one line, with nothing that a terminal acts on. */
public final class Excerpt {
    private static final int LONGEST = 40;

    private Excerpt() {}

    /** Returns at most 40 characters. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** Returns at most that many characters of a text; line breaks are blanks, and control characters are escaped. */
    public static String of(String text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        int at = 0;
        while (at < text.length() && at < longest) {
            int c = text.codePointAt(at);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1))) {
                line.append(' ');
            } else if (c != '\r') {
                append(line, c);
            }
            at += Character.charCount(c);
        }
        return at < text.length() ? line.append('…').toString() : line.toString();
    }

    private static void append(StringBuilder line, int c) {
        if (isInvisible(c)) {
            line.append(escape(c));
        } else {
            line.appendCodePoint(c);
        }
    }

    /** Whether a character is a control or changes others, such as the direction of a text. */
    public static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** The escape of a character. */
    public static String escape(int c) {
        String digits = Integer.toHexString(c);
        return "\\u" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
