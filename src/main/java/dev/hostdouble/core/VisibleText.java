package dev.hostdouble.core;

/** Texts of others as lines that show all of their characters: nothing in them moves a cursor or changes a direction. */
public final class VisibleText {
    private VisibleText() {}

    /** Returns a text with line feeds and tabs as they are, and escapes such as {@code \u202e} for what is not visible. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean endsLine = c == '\r' && text.startsWith("\n", at + 1);
            if (c == '\n' || c == '\t') {
                out.append((char) c);
            } else if (Excerpt.isInvisible(c)) {
                out.append(endsLine ? "" : Excerpt.escape(c));
            } else {
                out.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return out.toString();
    }
}
