package dev.hostdouble.scenario;

import static dev.hostdouble.client.HosterapiClient.SERVERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hostdouble.CapturedLogs;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.util.NanoTime;

/** What clients of every provider experience while a scenario is active. */
final class AnyStories {
    private static final String BEFORE = "[4001,4002,4003]";
    private static final String BODY = "{\"result\":[4001,4002,4003]}";

    static final Map<String, Story<HosterapiClient>> ALL = Map.ofEntries(
            Map.entry("any-rate-limit-storm", AnyStories::rateLimitStorm),
            Map.entry("any-bad-gateway", AnyStories::badGateway),
            Map.entry("any-gateway-timeout", AnyStories::gatewayTimeout),
            Map.entry("any-slow-provider", AnyStories::slowProvider),
            Map.entry("any-connection-resets", AnyStories::connectionResets),
            Map.entry("any-truncated-body", AnyStories::truncatedBody),
            Map.entry("any-malformed-chunk", AnyStories::malformedChunk),
            Map.entry("any-slow-body", AnyStories::slowBody),
            Map.entry("any-stalled-reply", AnyStories::stalledReply),
            Map.entry("any-garbage", AnyStories::garbage),
            Map.entry("any-html-with-200", AnyStories::htmlWith200),
            Map.entry("any-byte-order-mark", AnyStories::byteOrderMark),
            Map.entry("any-wrong-charset", AnyStories::wrongCharset),
            Map.entry("any-provider-bug", AnyStories::providerBug),
            Map.entry("any-maintenance-window", AnyStories::maintenanceWindow),
            Map.entry("any-outage-after-order", AnyStories::outageAfterOrder));

    private AnyStories() {}

    private static Seen list(HosterapiClient client) throws IOException {
        return client.submit("GET", SERVERS);
    }

    private static void rateLimitStorm(HosterapiClient client) throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(client.servers()).isEqualTo(BEFORE);
        }
        Seen refused = list(client);
        assertThat(refused.status()).isEqualTo(429);
        client.advance(refused.header("Retry-After") + "s");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void badGateway(HosterapiClient client) throws IOException {
        Seen nobody = list(client);
        assertThat(nobody.status()).isEqualTo(502);
        assertThat(nobody.header("Content-Type")).isEqualTo("text/html");
        Seen overloaded = list(client);
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.header("Retry-After")).isEqualTo("2");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void gatewayTimeout(HosterapiClient client) throws IOException {
        assertThat(client.submit("POST", SERVERS, HosterapiClient.smallServer()).status())
                .isEqualTo(504);
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void slowProvider(HosterapiClient client) throws IOException {
        long began = NanoTime.now();
        for (int i = 0; i < 3; i++) {
            assertThat(client.servers()).isEqualTo(BEFORE);
        }
        // A fifth of the median is four spreads below it.
        assertThat(NanoTime.millisSince(began)).isGreaterThan(120);
    }

    private static void connectionResets(HosterapiClient client) throws IOException {
        int resets = 0;
        for (int i = 0; i < 100; i++) {
            Seen seen = list(client);
            if (seen.end() == End.RESET) {
                resets++;
            } else {
                assertThat(seen.status()).isEqualTo(200);
            }
        }
        assertThat(resets).isBetween(3, 20);
    }

    private static void truncatedBody(HosterapiClient client) throws IOException {
        assertThat(client.servers()).isEqualTo(BEFORE);
        assertThat(client.servers()).isEqualTo(BEFORE);
        Seen cut = client.call("GET", SERVERS);
        assertThat(cut.bytes())
                .contains("Content-Length: " + BODY.length())
                .endsWith("\r\n\r\n" + BODY.substring(0, 10));
        assertThat(cut.end()).isEqualTo(End.CLOSED);
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void malformedChunk(HosterapiClient client) throws IOException {
        Seen damaged = client.call("GET", SERVERS);
        assertThat(damaged.bytes())
                .contains("Transfer-Encoding: chunked")
                .contains("\r\nA\r\n" + BODY.substring(0, 10) + "\r\n")
                .doesNotContain(BODY)
                .doesNotContain("\r\n0\r\n");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void slowBody(HosterapiClient client) throws IOException {
        long began = NanoTime.now();
        Seen reply = client.submit("GET", "/software/list");
        long expected = 1000L * reply.body().length() / 400;
        assertThat(NanoTime.millisSince(began)).isGreaterThan(expected / 2);
    }

    private static void stalledReply(HosterapiClient client) throws IOException {
        client.timeout(300);
        Seen stalled = client.call("GET", SERVERS);
        assertThat(stalled.bytes()).endsWith("\r\n\r\n" + BODY.substring(0, 10));
        assertThat(stalled.end()).isEqualTo(End.OPEN);
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void garbage(HosterapiClient client) throws IOException {
        Seen garbage = client.call("GET", SERVERS);
        assertThat(garbage.bytes()).isNotEmpty().doesNotStartWith("HTTP/");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void htmlWith200(HosterapiClient client) throws IOException {
        for (int i = 0; i < 2; i++) {
            Seen page = client.submit("POST", SERVERS, HosterapiClient.smallServer());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.body()).startsWith("<!DOCTYPE html>");
        }
        client.advance("1m");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void byteOrderMark(HosterapiClient client) throws IOException {
        Seen reply = list(client);
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(BODY.length() + 3));
        assertThat(reply.body()).isEqualTo("\uFEFF" + BODY);
    }

    private static void wrongCharset(HosterapiClient client) throws IOException {
        Seen reply = list(client);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(BODY.length() * 2));
        assertThat(reply.body().replace("\0", "")).isEqualTo(BODY);
        assertThatThrownBy(() -> reply.json()).hasCauseInstanceOf(JsonProcessingException.class);
    }

    private static void providerBug(HosterapiClient client) throws IOException {
        Seen bug;
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            bug = list(client);
            assertThat(logs.problems())
                    .containsExactly(
                            "hosterapi/server.list failed unexpectedly in world any-provider-bug: failure injected by a scenario rule");
        }
        assertThat(bug.status()).isEqualTo(500);
        assertThat(bug.json().path("message").asText()).isEqualTo("Server Error");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void maintenanceWindow(HosterapiClient client) throws IOException {
        assertThat(client.servers()).isEqualTo(BEFORE);
        String job = client.order();
        client.advance("10s");
        Seen closed = list(client);
        assertThat(closed.status()).isEqualTo(503);
        client.advance(closed.header("Retry-After") + "s");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void outageAfterOrder(HosterapiClient client) throws IOException {
        assertThat(client.servers()).isEqualTo(BEFORE);
        String job = client.order();
        assertThat(client.submit("GET", job).status()).isEqualTo(502);
        assertThat(client.submit("GET", job).status()).isEqualTo(502);
        client.advance("1m");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }
}
