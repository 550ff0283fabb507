package dev.hostdouble.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What a client has seen of a connection: one reply, or whatever came before the connection ended.
 *
 * @param bytes each byte as one character
 * @param end how the connection ended
 */
public record Seen(String bytes, End end) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLANK = "\r\n\r\n";

    /** How a connection ended for its client; it is open if nothing more came within the client's timeout. */
    public enum End {
        CLOSED,
        RESET,
        OPEN
    }

    public String statusLine() {
        return bytes.lines().findFirst().orElse("");
    }

    public int status() {
        return Integer.parseInt(statusLine().split(" ", -1)[1]);
    }

    /** The header lines as they came. */
    public List<String> headers() {
        return head().lines().skip(1).toList();
    }

    /** The value of the first header of that name, or the empty string. */
    public String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    private String head() {
        int blank = bytes.indexOf(BLANK);
        return blank < 0 ? bytes : bytes.substring(0, blank);
    }

    /** The body, each byte as one character. */
    public String raw() {
        int blank = bytes.indexOf(BLANK);
        return blank < 0 ? "" : bytes.substring(blank + BLANK.length());
    }

    /** The body as UTF-8. */
    public String body() {
        return new String(raw().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return parse(body());
    }

    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
