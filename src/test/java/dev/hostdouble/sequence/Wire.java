package dev.hostdouble.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Calls in one world over a connection that stays open. It remembers the last calls for the message of a failure. */
final class Wire implements AutoCloseable {
    private static final int REMEMBERED =
            Boolean.parseBoolean(System.getProperty("seq.log", "0").replace("1", "true")) ? 100000 : 12;
    private static final int LONGEST = 400;

    private final RawSocket connection;
    private final String headers;
    private final Deque<String> calls = new ArrayDeque<>();

    Wire(URI server, String world) {
        try {
            connection = new RawSocket(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        headers = "Host: " + server.getAuthority() + "\r\nEmulator-World: " + world + "\r\n";
    }

    /** An answer; its JSON is a missing node if the body is empty. */
    record Answer(int status, JsonNode json) {}

    /** Sends a request with those header lines. */
    Answer send(String method, String target, String body, String... lines) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n" + headers);
        for (String line : lines) {
            request.append(line).append("\r\n");
        }
        request.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        try {
            Seen seen = connection.send(request.toString().getBytes(StandardCharsets.ISO_8859_1), false);
            remember(method + " " + target + " " + body + " -> " + seen.status() + " " + seen.body());
            return new Answer(seen.status(), seen.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls the control API, which must succeed. */
    JsonNode control(String method, String path, String body) {
        Answer answer = send(method, "/_emulator/" + path, body);
        if (answer.status() >= 300) {
            throw new AssertionError("control API: " + method + " " + path + " " + body + " gives " + answer.json());
        }
        return answer.json();
    }

    private void remember(String call) {
        calls.add(call.length() > LONGEST ? call.substring(0, LONGEST) + "…" : call);
        if (calls.size() > REMEMBERED) {
            calls.remove();
        }
    }

    /** The last calls with their answers, the latest last. */
    List<String> lastCalls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
