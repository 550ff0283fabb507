package dev.hostdouble.report;

import java.util.Optional;

/** JSON with a line for each member. Every token stays as it is: numbers, escapes, even names that are there twice. */
public final class JsonIndent {
    private static final int MAX_DEPTH = 60;
    private static final int SHORT = 2_000;

    private final String text;
    private final StringBuilder out;
    private final int mostLength;
    private int at;
    private int depth;

    private JsonIndent(String text) {
        this.text = text;
        this.out = new StringBuilder(2 * text.length());
        this.mostLength = 4 * text.length() + SHORT;
    }

    /** Returns the text with line breaks; empty if it is not like JSON, or too deep to be read. */
    public static Optional<String> of(String text) {
        String stripped = text.strip();
        boolean mayBe = !stripped.isEmpty() && "{[".indexOf(stripped.charAt(0)) >= 0;
        return mayBe ? new JsonIndent(stripped).indented() : Optional.empty();
    }

    private Optional<String> indented() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '{', '[' -> open(c);
                case '}', ']' -> close(c);
                case ',' -> {
                    out.append(c);
                    line();
                }
                case ':' -> out.append(": ");
                case '\n' -> out.append(depth == 0 ? "\n" : "");
                case ' ', '\r', '\t' -> {}
                case '"' -> string();
                default -> out.append(c);
            }
            at++;
            if (depth < 0 || depth > MAX_DEPTH || at > text.length() || out.length() > mostLength) {
                return Optional.empty();
            }
        }
        return depth == 0 ? Optional.of(out.toString()) : Optional.empty();
    }

    private void open(char c) {
        out.append(c);
        int next = at + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && "}]".indexOf(text.charAt(next)) >= 0) {
            out.append(text.charAt(next));
            at = next;
            return;
        }
        depth++;
        line();
    }

    private void close(char c) {
        depth--;
        line();
        out.append(c);
    }

    private void line() {
        out.append('\n').append("  ".repeat(Math.max(0, depth)));
    }

    /** Copies a string; goes beyond the end of the text if it has no end. */
    private void string() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        out.append(text, at, Math.min(end + 1, text.length()));
        at = end;
    }
}
