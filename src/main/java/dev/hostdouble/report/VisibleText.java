package dev.hostdouble.report;

/** Texts of others as lines that show all of their characters: nothing in them moves a cursor or changes a direction. */
final class VisibleText {
    private VisibleText() {}

    /** Returns a text with line feeds and tabs as they are, and escapes such as {@code \u202e} for what is not visible. */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean endsLine = c == '\r' && text.startsWith("\n", at + 1);
            if (c == '\n' || c == '\t') {
                out.append((char) c);
            } else if (isInvisible(c)) {
                out.append(endsLine ? "" : escape(c));
            } else {
                out.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return out.toString();
    }

    /** Whether a character is a control or changes others, such as the direction of a text. */
    static boolean isInvisible(int c) {
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
    static String escape(int c) {
        String digits = Integer.toHexString(c);
        return "\\u" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
