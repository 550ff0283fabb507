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

/** What clients of every provider go through. */
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

    private static Seen list(HosterapiClient caller) throws IOException {
        return caller.submit("GET", SERVERS);
    }

    private static void rateLimitStorm(HosterapiClient caller) throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(caller.servers()).isEqualTo(BEFORE);
        }
        Seen refused = list(caller);
        assertThat(refused.status()).isEqualTo(429);
        caller.advance(refused.header("Retry-After") + "s");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void badGateway(HosterapiClient caller) throws IOException {
        Seen nobody = list(caller);
        assertThat(nobody.status()).isEqualTo(502);
        assertThat(nobody.header("Content-Type")).isEqualTo("text/html");
        Seen overloaded = list(caller);
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.header("Retry-After")).isEqualTo("2");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void gatewayTimeout(HosterapiClient caller) throws IOException {
        assertThat(caller.submit("POST", SERVERS, HosterapiClient.smallServer()).status())
                .isEqualTo(504);
        caller.advance("1m");
        assertThat(caller.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void slowProvider(HosterapiClient caller) throws IOException {
        long began = NanoTime.now();
        for (int i = 0; i < 3; i++) {
            assertThat(caller.servers()).isEqualTo(BEFORE);
        }
        // A fifth of the median is four spreads below it.
        assertThat(NanoTime.millisSince(began)).isGreaterThan(120);
    }

    private static void connectionResets(HosterapiClient caller) throws IOException {
        int resets = 0;
        for (int i = 0; i < 100; i++) {
            Seen seen = list(caller);
            if (seen.end() == End.RESET) {
                resets++;
            } else {
                assertThat(seen.status()).isEqualTo(200);
            }
        }
        assertThat(resets).isBetween(3, 20);
    }

    private static void truncatedBody(HosterapiClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        assertThat(caller.servers()).isEqualTo(BEFORE);
        Seen cut = caller.call("GET", SERVERS);
        assertThat(cut.bytes())
                .contains("Content-Length: " + BODY.length())
                .endsWith("\r\n\r\n" + BODY.substring(0, 10));
        assertThat(cut.end()).isEqualTo(End.CLOSED);
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void malformedChunk(HosterapiClient caller) throws IOException {
        Seen damaged = caller.call("GET", SERVERS);
        assertThat(damaged.bytes())
                .contains("Transfer-Encoding: chunked")
                .contains("\r\nA\r\n" + BODY.substring(0, 10) + "\r\n")
                .doesNotContain(BODY)
                .doesNotContain("\r\n0\r\n");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void slowBody(HosterapiClient caller) throws IOException {
        long began = NanoTime.now();
        Seen reply = caller.submit("GET", "/software/list");
        long expected = 1000L * reply.body().length() / 400;
        assertThat(NanoTime.millisSince(began)).isGreaterThan(expected / 2);
    }

    private static void stalledReply(HosterapiClient caller) throws IOException {
        caller.timeout(300);
        Seen stalled = caller.call("GET", SERVERS);
        assertThat(stalled.bytes()).endsWith("\r\n\r\n" + BODY.substring(0, 10));
        assertThat(stalled.end()).isEqualTo(End.OPEN);
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void garbage(HosterapiClient caller) throws IOException {
        Seen garbage = caller.call("GET", SERVERS);
        assertThat(garbage.bytes()).isNotEmpty().doesNotStartWith("HTTP/");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void htmlWith200(HosterapiClient caller) throws IOException {
        for (int i = 0; i < 2; i++) {
            Seen page = caller.submit("POST", SERVERS, HosterapiClient.smallServer());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.body()).startsWith("<!DOCTYPE html>");
        }
        caller.advance("1m");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void byteOrderMark(HosterapiClient caller) throws IOException {
        Seen reply = list(caller);
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(BODY.length() + 3));
        assertThat(reply.body()).isEqualTo("\uFEFF" + BODY);
    }

    private static void wrongCharset(HosterapiClient caller) throws IOException {
        Seen reply = list(caller);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(BODY.length() * 2));
        assertThat(reply.body().replace("\0", "")).isEqualTo(BODY);
        assertThatThrownBy(() -> reply.json()).hasCauseInstanceOf(JsonProcessingException.class);
    }

    private static void providerBug(HosterapiClient caller) throws IOException {
        Seen bug;
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            bug = list(caller);
            assertThat(logs.problems())
                    .containsExactly(
                            "hosterapi/server.list failed unexpectedly in world any-provider-bug: broken on demand");
        }
        assertThat(bug.status()).isEqualTo(500);
        assertThat(bug.json().path("message").asText()).isEqualTo("Server Error");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void maintenanceWindow(HosterapiClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        String job = caller.order();
        caller.advance("10s");
        Seen closed = list(caller);
        assertThat(closed.status()).isEqualTo(503);
        caller.advance(closed.header("Retry-After") + "s");
        assertThat(caller.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void outageAfterOrder(HosterapiClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        String job = caller.order();
        assertThat(caller.submit("GET", job).status()).isEqualTo(502);
        assertThat(caller.submit("GET", job).status()).isEqualTo(502);
        caller.advance("1m");
        assertThat(caller.result("GET", job).path("status").asText()).isEqualTo("finished");
    }
}
