package dev.hostdouble.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients see of each fault with and without a balancer, as the table in {@code docs/fleet.md} says. With {@code
 * -Ddocs.write} it is written anew.
 */
class FaultsBehindBalancersIT {
    private static final Path DOCS = Path.of("docs/fleet.md");
    private static final String START = "<!-- faults -->\n";
    private static final String END = "<!-- end -->\n";
    private static final int SILENCE_MILLIS = 1500;

    /** What balancers do depends on whether the good bytes and the bad ones come to them together. */
    private static final Map<String, String> EITHER =
            Map.of("404, cut off", "404, cut off, or nothing", "nothing", "404, cut off, or nothing");

    private final Map<String, String> faults = new LinkedHashMap<>();

    FaultsBehindBalancersIT() {
        faults.put("none", "");
        faults.put("`error`", "{ error: UNAUTHORIZED }");
        faults.put("`gateway: 503`", "{ gateway: 503 }");
        faults.put("`delay: 500ms`", "{ delay: 500ms }");
        faults.put("`slow_body`", "{ slow_body: 20000 }");
        faults.put("`content`", "{ content: { type: text/html, bom: true } }");
        faults.put("`lose_reply`", "{ lose_reply: true }");
        faults.put("`transport: empty`", "{ transport: empty }");
        faults.put("`transport: reset`", "{ transport: reset }");
        faults.put("`reset` after 5 bytes", "{ transport: { kind: reset, after: 5 } }");
        faults.put("`garbage`", "{ transport: garbage }");
        faults.put("`truncate` after 5 bytes", "{ transport: { kind: truncate, after: 5 } }");
        faults.put("`malformed_chunk`", "{ transport: malformed_chunk }");
        faults.put("`stall` after 5 bytes", "{ transport: { kind: stall, after: 5 } }");
        faults.put("`close`", "{ transport: close }");
        faults.put("`reset` during the request", "{ transport: { kind: reset, during: request, after: 2 } }");
    }

    @Test
    void the_table_shows_what_clients_see(@TempDir Path folder) throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            List<Integer> three = Collections.nCopies(3, emulator.port());
            try (Balancer haproxy = Balancer.haproxy(three, folder);
                    Balancer nginx = Balancer.nginx(three, folder)) {
                String table = table(emulator, List.of(emulator.url(), haproxy.url(), nginx.url()));
                String docs = Files.readString(DOCS);
                String before = docs.substring(0, docs.indexOf(START) + START.length());
                String after = docs.substring(docs.indexOf(END));
                if (System.getProperty("docs.write") != null) {
                    Files.writeString(DOCS, before + table + after);
                }
                assertThat(Files.readString(DOCS)).isEqualTo(before + table + after);
            }
        }
    }

    private String table(Hostdouble emulator, List<URI> urls) throws IOException {
        StringBuilder table = new StringBuilder("| fault | directly | HAProxy | nginx |\n|---|---|---|---|\n");
        for (Map.Entry<String, String> fault : faults.entrySet()) {
            table.append("| ").append(fault.getKey());
            for (URI url : urls) {
                String seen = seen(emulator, url, fault.getValue());
                boolean isEither = fault.getKey().contains("chunk") && !url.equals(emulator.url());
                table.append(" | ").append(isEither ? EITHER.getOrDefault(seen, seen) : seen);
            }
            table.append(" |\n");
        }
        return table.toString();
    }

    private String seen(Hostdouble emulator, URI url, String effect) throws IOException {
        HosterapiClient control = new HosterapiClient(emulator, "faulty");
        control.clearScenarios();
        if (!effect.isEmpty()) {
            control.rules("- on: hosterapi/unknown\n  effect: " + effect);
        }
        control.send("DELETE", "/_emulator/requests", "");
        String seen;
        try (RawSocket socket = new RawSocket(url)) {
            socket.write("POST /_w/faulty/api/v1/nowhere HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Credentials.HOSTERAPI_TOKEN + "\r\nContent-Type: application/json\r\nContent-Length: 7\r\n"
                    + "Connection: close\r\n\r\n{\"a\":1}");
            seen = text(socket.readToEnd(1, SILENCE_MILLIS));
        }
        int calls = control.controlled("GET", "requests", "").path("total").asInt();
        return calls > 1 ? seen + ", and sent " + calls + " times" : seen;
    }

    private static String text(Seen seen) {
        return what(seen) + (seen.end() == End.CLOSED ? "" : seen.end() == End.RESET ? ", reset" : ", stays open");
    }

    private static String what(Seen seen) {
        if (seen.bytes().isEmpty()) {
            return "nothing";
        }
        if (!seen.bytes().startsWith("HTTP/")) {
            return "not HTTP";
        }
        String status = String.valueOf(seen.status());
        String length = seen.header("Content-Length");
        if (!length.isEmpty()) {
            int missing = Integer.parseInt(length) - seen.raw().length();
            return missing == 0 ? status : status + " without the last " + missing + " bytes";
        }
        return seen.raw().endsWith("0\r\n\r\n") ? status + " in chunks" : status + ", cut off";
    }
}
