package dev.hostdouble.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * All that a client has seen of a connection.
 *
 * @param bytes what came, each byte one character
 */
record Seen(String bytes, End end) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLANK = "\r\n\r\n";

    /** How a connection ended for its client. */
    enum End {
        CLOSED,
        RESET,
        OPEN
    }

    int status() {
        return Integer.parseInt(bytes.split(" ", 3)[1]);
    }

    /** The value of the first header of that name, or the empty string. */
    String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head().lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    private String head() {
        int blank = bytes.indexOf(BLANK);
        return blank < 0 ? bytes : bytes.substring(0, blank);
    }

    /** The body, each byte one character. */
    String raw() {
        int blank = bytes.indexOf(BLANK);
        return blank < 0 ? "" : bytes.substring(blank + BLANK.length());
    }

    /** The body as UTF-8. */
    String body() {
        return new String(raw().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        try {
            return JSON.readTree(body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(bytes, e);
        }
    }
}
