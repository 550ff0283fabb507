package dev.hostdouble.journal;

/** Finds strings and values in JSON text, which may be cut off or otherwise malformed. */
final class JsonText {
    private static final int UNICODE_ESCAPE = 6;

    private JsonText() {}

    /** Returns the position after the string that begins at a quotation mark. */
    static int endOfString(String text, int start) {
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                return at + 1;
            }
            at++;
        }
        return text.length();
    }

    /** Returns the position of the next character that is not white space. */
    static int skipSpace(String text, int start) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Returns the position after the value that begins at a position. */
    static int endOfValue(String text, int start) {
        int at = start;
        int open = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = endOfString(text, at);
            } else if (c == '{' || c == '[') {
                open++;
                at++;
            } else if (c == '}' || c == ']') {
                open--;
                at += open < 0 ? 0 : 1;
            } else if (open == 0 && (c == ',' || Character.isWhitespace(c))) {
                return at;
            } else {
                at++;
                continue;
            }
            if (open <= 0) {
                return at;
            }
        }
        return text.length();
    }

    /** Returns the text of a JSON string with its quotation marks; the second one may be missing. */
    static String unquote(String quoted) {
        boolean closed = quoted.length() > 1 && quoted.endsWith("\"");
        String inner = quoted.substring(1, closed ? quoted.length() - 1 : quoted.length());
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < inner.length()) {
            char c = inner.charAt(at);
            if (c != '\\' || at + 1 == inner.length()) {
                out.append(c);
                at++;
            } else if (inner.charAt(at + 1) == 'u' && isHex(inner, at + 2)) {
                out.append((char) Integer.parseInt(inner.substring(at + 2, at + UNICODE_ESCAPE), 16));
                at += UNICODE_ESCAPE;
            } else {
                out.append(escaped(inner.charAt(at + 1)));
                at += 2;
            }
        }
        return out.toString();
    }

    private static boolean isHex(String text, int start) {
        if (start + 4 > text.length()) {
            return false;
        }
        for (int i = start; i < start + 4; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }

    /** Returns a text as a JSON string in ASCII, with escaped slashes if wanted. */
    static String quote(String text, boolean escapeSlashes) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || (c == '/' && escapeSlashes)) {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
