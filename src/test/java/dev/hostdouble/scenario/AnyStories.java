package dev.hostdouble.scenario;

import static dev.hostdouble.scenario.ScenarioClient.SERVERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hostdouble.http.RawSocket.RawReply;
import dev.hostdouble.scenario.ScenarioClient.Seen;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import org.eclipse.jetty.util.NanoTime;

/** What clients of every provider go through. */
final class AnyStories {
    private static final String BEFORE = "[4001,4002,4003]";
    private static final String BODY = "{\"result\":[4001,4002,4003]}";

    static final Map<String, Story> ALL = Map.ofEntries(
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

    private static RawReply list(ScenarioClient caller) throws IOException {
        return caller.hoster("GET", SERVERS);
    }

    private static void rateLimitStorm(ScenarioClient caller) throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(caller.servers()).isEqualTo(BEFORE);
        }
        RawReply refused = list(caller);
        assertThat(refused.status()).isEqualTo(429);
        caller.advance(refused.header("Retry-After") + "s");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void badGateway(ScenarioClient caller) throws IOException {
        RawReply nobody = list(caller);
        assertThat(nobody.status()).isEqualTo(502);
        assertThat(nobody.header("Content-Type")).isEqualTo("text/html");
        RawReply overloaded = list(caller);
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.header("Retry-After")).isEqualTo("2");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void gatewayTimeout(ScenarioClient caller) throws IOException {
        assertThat(caller.hoster("POST", SERVERS, ScenarioClient.wish()).status())
                .isEqualTo(504);
        caller.advance("1m");
        assertThat(caller.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void slowProvider(ScenarioClient caller) throws IOException {
        long began = NanoTime.now();
        for (int i = 0; i < 3; i++) {
            assertThat(caller.servers()).isEqualTo(BEFORE);
        }
        // A fifth of the median is four spreads below it.
        assertThat(NanoTime.millisSince(began)).isGreaterThan(120);
    }

    private static void connectionResets(ScenarioClient caller) throws IOException {
        int resets = 0;
        for (int i = 0; i < 100; i++) {
            try {
                assertThat(list(caller).status()).isEqualTo(200);
            } catch (SocketException e) {
                resets++;
            }
        }
        assertThat(resets).isBetween(3, 20);
    }

    private static void truncatedBody(ScenarioClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        assertThat(caller.servers()).isEqualTo(BEFORE);
        Seen cut = caller.wire();
        assertThat(cut.bytes())
                .contains("Content-Length: " + BODY.length())
                .endsWith("\r\n\r\n" + BODY.substring(0, 10));
        assertThat(cut.ended()).isTrue();
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void malformedChunk(ScenarioClient caller) throws IOException {
        Seen damaged = caller.wire();
        assertThat(damaged.bytes())
                .contains("Transfer-Encoding: chunked")
                .contains("\r\nA\r\n" + BODY.substring(0, 10) + "\r\n")
                .doesNotContain(BODY)
                .doesNotContain("\r\n0\r\n");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void slowBody(ScenarioClient caller) throws IOException {
        long began = NanoTime.now();
        RawReply reply = caller.hoster("GET", "/software/list");
        long expected = 1000L * reply.body().length() / 400;
        assertThat(NanoTime.millisSince(began)).isGreaterThan(expected / 2);
    }

    private static void stalledReply(ScenarioClient caller) throws IOException {
        Seen stalled = caller.wire();
        assertThat(stalled.bytes()).endsWith("\r\n\r\n" + BODY.substring(0, 10));
        assertThat(stalled.ended()).isFalse();
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void garbage(ScenarioClient caller) throws IOException {
        Seen garbage = caller.wire();
        assertThat(garbage.bytes()).isNotEmpty().doesNotStartWith("HTTP/");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void htmlWith200(ScenarioClient caller) throws IOException {
        for (int i = 0; i < 2; i++) {
            RawReply page = caller.hoster("POST", SERVERS, ScenarioClient.wish());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.body()).startsWith("<!DOCTYPE html>");
        }
        caller.advance("1m");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void byteOrderMark(ScenarioClient caller) throws IOException {
        RawReply reply = list(caller);
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(BODY.length() + 3));
        assertThat(reply.body()).isEqualTo("\uFEFF" + BODY);
    }

    private static void wrongCharset(ScenarioClient caller) throws IOException {
        RawReply reply = list(caller);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(BODY.length() * 2));
        assertThat(reply.body().replace("\0", "")).isEqualTo(BODY);
        assertThatThrownBy(() -> ScenarioClient.json(reply)).isInstanceOf(JsonProcessingException.class);
    }

    private static void providerBug(ScenarioClient caller) throws IOException {
        RawReply bug = list(caller);
        assertThat(bug.status()).isEqualTo(500);
        assertThat(ScenarioClient.json(bug).path("message").asText()).isEqualTo("Server Error");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void maintenanceWindow(ScenarioClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        String job = caller.order();
        caller.advance("10s");
        RawReply closed = list(caller);
        assertThat(closed.status()).isEqualTo(503);
        caller.advance(closed.header("Retry-After") + "s");
        assertThat(caller.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void outageAfterOrder(ScenarioClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        String job = caller.order();
        assertThat(caller.hoster("GET", job).status()).isEqualTo(502);
        assertThat(caller.hoster("GET", job).status()).isEqualTo(502);
        caller.advance("1m");
        assertThat(caller.result("GET", job).path("status").asText()).isEqualTo("finished");
    }
}
