package dev.hostdouble.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.net.URI;

/** What came back for one call; nothing may have come. */
record Reply(String bytes) {
    /** Calls on a connection of its own, with a form as the body. */
    static Reply to(URI server, String method, String target, String body, String... headers) {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String json = body.startsWith("{") ? "json" : "x-www-form-urlencoded";
        try (RawSocket socket = new RawSocket(server)) {
            socket.timeout(60_000);
            socket.write(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + lines
                    + "Authorization: Bearer " + Credentials.HOSTERAPI_TOKEN + "\r\nContent-Type: application/" + json
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            return new Reply(socket.readToEnd().bytes());
        } catch (IOException e) {
            return new Reply("");
        }
    }

    /** Whether the call did not get the answer of a server. */
    boolean isFailure() {
        return bytes.isEmpty() || seen().status() >= 500;
    }

    int status() {
        return bytes.isEmpty() ? 0 : seen().status();
    }

    private Seen seen() {
        return new Seen(bytes, Seen.End.CLOSED);
    }

    JsonNode json() {
        return seen().json();
    }
}
