package dev.hostdouble.journal;

import java.util.Optional;

/**
 * Writes another value into an encoded text without touching its encoding: only letters and digits change. So a masked form
 * or JSON has the length and the escapes of the original.
 */
final class InPlace {
    private static final int PERCENT_ESCAPE = 3;
    private static final int UNICODE_ESCAPE = 6;

    private InPlace() {}

    /**
     * Returns the encoded text of another value.
     *
     * @param raw the encoded text of the value
     * @param value the value, decoded
     * @param other the other value
     * @param isUrl whether the text is percent-encoded; otherwise it is a JSON string
     * @return empty if more than unescaped letters and digits differ
     */
    static Optional<String> write(String raw, String value, String other, boolean isUrl) {
        if (other.length() != value.length()) {
            return Optional.empty();
        }
        StringBuilder from = new StringBuilder();
        StringBuilder to = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            boolean isPlain = isLetterOrDigit(value.charAt(i));
            if (isPlain != isLetterOrDigit(other.charAt(i)) || (!isPlain && value.charAt(i) != other.charAt(i))) {
                return Optional.empty();
            }
            if (isPlain) {
                from.append(value.charAt(i));
                to.append(other.charAt(i));
            }
        }
        return write(raw, from, to, isUrl);
    }

    private static Optional<String> write(String raw, CharSequence from, CharSequence to, boolean isUrl) {
        StringBuilder out = new StringBuilder(raw.length());
        int next = 0;
        int at = 0;
        while (at < raw.length()) {
            int escape = isUrl ? percentEscape(raw, at) : jsonEscape(raw, at);
            if (escape > 0) {
                out.append(raw, at, at + escape);
                at += escape;
                continue;
            }
            char c = raw.charAt(at);
            if (isLetterOrDigit(c)) {
                if (next == from.length() || from.charAt(next) != c) {
                    return Optional.empty();
                }
                c = to.charAt(next++);
            }
            out.append(c);
            at++;
        }
        return next == from.length() ? Optional.of(out.toString()) : Optional.empty();
    }

    private static int percentEscape(String raw, int at) {
        boolean isEscape = raw.charAt(at) == '%'
                && at + 2 < raw.length()
                && Character.digit(raw.charAt(at + 1), 16) >= 0
                && Character.digit(raw.charAt(at + 2), 16) >= 0;
        return isEscape ? PERCENT_ESCAPE : 0;
    }

    private static int jsonEscape(String raw, int at) {
        if (raw.charAt(at) != '\\' || at + 1 == raw.length()) {
            return 0;
        }
        return raw.charAt(at + 1) == 'u' && at + UNICODE_ESCAPE <= raw.length() ? UNICODE_ESCAPE : 2;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
