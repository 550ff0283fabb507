package dev.hostdouble.report;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The beginning of a body as people can read it.
 *
 * @param caption how long it is, and what of it is shown
 * @param text several lines
 */
record ShownBody(String caption, String text) {
    /** The most characters of a text that are shown. */
    static final int MOST_CHARACTERS = 8_000;

    private static final int MOST_BYTES = 512;
    private static final int IN_A_LINE = 16;

    /** Enough bytes for the most characters, and a whole one more. */
    private static final int MOST_ENCODED = 4 * (MOST_CHARACTERS + 1);

    static ShownBody of(Bytes body) {
        String bytes = body.length() + (body.length() == 1 ? " byte" : " bytes");
        Optional<String> text = text(body);
        if (text.isEmpty()) {
            String part = body.length() > MOST_BYTES ? ", the first " + MOST_BYTES : "";
            return new ShownBody(bytes + ", not UTF-8" + part + ", in hexadecimal", hexadecimal(body));
        }
        if (text.get().length() > MOST_CHARACTERS) {
            return new ShownBody(
                    bytes + ", the first " + MOST_CHARACTERS + " characters", cut(text.get(), MOST_CHARACTERS));
        }
        Optional<String> json = JsonIndent.of(text.get()).filter(lines -> !lines.equals(text.get()));
        return new ShownBody(json.isPresent() ? bytes + ", indented here" : bytes, json.orElse(text.get()));
    }

    /** The beginning of a text, never half a character. */
    static String cut(String text, int most) {
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /** The text of a body, or of more of its beginning than is shown; empty if that is not UTF-8. */
    private static Optional<String> text(Bytes body) {
        if (body.length() <= MOST_ENCODED) {
            return Utf8.decode(body.array());
        }
        byte[] first = Arrays.copyOf(body.array(), MOST_ENCODED);
        int end = MOST_ENCODED;
        while (end > MOST_ENCODED - 4 && (body.array()[end] & 0xc0) == 0x80) {
            end--;
        }
        return Utf8.decode(Arrays.copyOf(first, end));
    }

    private static String hexadecimal(Bytes body) {
        byte[] bytes = body.array();
        int length = Math.min(MOST_BYTES, bytes.length);
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < length; line += IN_A_LINE) {
            int end = Math.min(length, line + IN_A_LINE);
            lines.append(String.format("%04x ", line));
            for (int i = line; i < end; i++) {
                lines.append(String.format(" %02x", bytes[i] & 0xff));
            }
            String text = new String(bytes, line, end - line, StandardCharsets.ISO_8859_1);
            lines.append("   ".repeat(line + IN_A_LINE - end))
                    .append("  ")
                    .append(text.replaceAll("[^ -~]", "."))
                    .append('\n');
        }
        return lines.toString();
    }
}
