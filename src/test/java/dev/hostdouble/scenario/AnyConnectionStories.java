package dev.hostdouble.scenario;

import static dev.hostdouble.client.HosterapiClient.SERVERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import java.util.Map;
import org.eclipse.jetty.util.NanoTime;

/** What clients experience while connections fail or are slow. */
final class AnyConnectionStories {
    /** The delay of the test that waits for {@code any/latency-spikes}. */
    static final int SPIKE_MILLIS = 100;

    private static final String BEFORE = "[4001,4002,4003]";
    private static final String BODY = "{\"result\":[4001,4002,4003]}";

    static final Map<String, Story<HosterapiClient>> ALL = Map.ofEntries(
            Map.entry("any/slow-provider", AnyConnectionStories::slowProvider),
            Map.entry("any/latency-spikes", AnyConnectionStories::latencySpikes),
            Map.entry("any/slow-body", AnyConnectionStories::slowBody),
            Map.entry("any/connection-resets", AnyConnectionStories::connectionResets),
            Map.entry("any/first-connections-reset", AnyConnectionStories::firstConnectionsReset),
            Map.entry("any/outage", AnyConnectionStories::outage),
            Map.entry("any/lost-replies", AnyConnectionStories::lostReplies),
            Map.entry("any/cut-upload", AnyConnectionStories::cutUpload),
            Map.entry("any/close-without-notice", AnyConnectionStories::closeWithoutNotice),
            Map.entry("any/truncated-body", AnyConnectionStories::truncatedBody),
            Map.entry("any/reset-mid-body", AnyConnectionStories::resetMidBody),
            Map.entry("any/malformed-chunk", AnyConnectionStories::malformedChunk),
            Map.entry("any/stalled-reply", AnyConnectionStories::stalledReply),
            Map.entry("any/garbage", AnyConnectionStories::garbage));

    private AnyConnectionStories() {}

    private static Seen list(HosterapiClient client) {
        return client.submit("GET", SERVERS);
    }

    private static void slowProvider(HosterapiClient client) {
        long began = NanoTime.now();
        for (int i = 0; i < 3; i++) {
            assertThat(client.servers()).isEqualTo(BEFORE);
        }
        // A fifth of the median is four spreads below it.
        assertThat(NanoTime.millisSince(began)).isGreaterThan(120);
    }

    private static void latencySpikes(HosterapiClient client) {
        int slow = 0;
        for (int i = 0; i < 40; i++) {
            long began = NanoTime.now();
            assertThat(client.servers()).isEqualTo(BEFORE);
            slow += NanoTime.millisSince(began) >= SPIKE_MILLIS ? 1 : 0;
        }
        assertThat(slow).isBetween(1, 20);
    }

    private static void slowBody(HosterapiClient client) {
        long began = NanoTime.now();
        Seen reply = client.submit("GET", "/software/list");
        long expected = 1000L * reply.body().length() / 400;
        assertThat(NanoTime.millisSince(began)).isGreaterThan(expected / 2);
    }

    private static void connectionResets(HosterapiClient client) {
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

    private static void firstConnectionsReset(HosterapiClient client) {
        for (int i = 0; i < 2; i++) {
            assertThat(client.submit("POST", SERVERS, HosterapiClient.smallServer()))
                    .isEqualTo(new Seen("", End.RESET));
        }
        client.advance("1m");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void outage(HosterapiClient client) {
        String job = client.order();
        client.advance("30s");
        assertThat(list(client)).isEqualTo(new Seen("", End.CLOSED));
        client.advance("119s");
        assertThat(client.submit("GET", job)).isEqualTo(new Seen("", End.CLOSED));
        client.advance("1s");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void lostReplies(HosterapiClient client) {
        int orders = 20;
        int lost = 0;
        for (int i = 0; i < orders; i++) {
            Seen seen = client.submit("POST", SERVERS, HosterapiClient.smallServer());
            lost += seen.equals(new Seen("", End.CLOSED)) ? 1 : 0;
        }
        assertThat(lost).isBetween(1, orders / 2);
        client.advance("1m");
        Seen list = list(client);
        while (list.bytes().isEmpty()) {
            list = list(client);
        }
        assertThat(list.json().path("result")).hasSize(3 + orders);
    }

    private static void cutUpload(HosterapiClient client) {
        assertThat(client.servers()).isEqualTo(BEFORE);
        assertThat(client.submit("POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo(new Seen("", End.RESET));
        client.advance("1m");
        assertThat(client.servers()).isEqualTo(BEFORE);
        client.order();
    }

    private static void closeWithoutNotice(HosterapiClient client) {
        Seen reply = client.keepAlive("GET", "/api/v1" + SERVERS, Credentials.bearer(Credentials.HOSTERAPI_TOKEN));
        assertThat(reply.body()).isEqualTo(BODY);
        assertThat(reply.header("Connection")).isEmpty();
        assertThat(reply.end()).isEqualTo(End.CLOSED);
    }

    private static void truncatedBody(HosterapiClient client) {
        assertThat(client.servers()).isEqualTo(BEFORE);
        assertThat(client.servers()).isEqualTo(BEFORE);
        Seen cut = client.call("GET", SERVERS);
        assertThat(cut.bytes())
                .contains("Content-Length: " + BODY.length())
                .endsWith("\r\n\r\n" + BODY.substring(0, 10));
        assertThat(cut.end()).isEqualTo(End.CLOSED);
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void resetMidBody(HosterapiClient client) {
        Seen broken = client.call("GET", SERVERS);
        assertThat(broken.end()).isEqualTo(End.RESET);
        assertThat(broken.bytes()).doesNotContain(BODY);
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void malformedChunk(HosterapiClient client) {
        Seen damaged = client.call("GET", SERVERS);
        assertThat(damaged.bytes())
                .contains("Transfer-Encoding: chunked")
                .contains("\r\nA\r\n" + BODY.substring(0, 10) + "\r\n")
                .doesNotContain(BODY)
                .doesNotContain("\r\n0\r\n");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void stalledReply(HosterapiClient client) {
        client.timeout(300);
        Seen stalled = client.call("GET", SERVERS);
        assertThat(stalled.bytes()).endsWith("\r\n\r\n" + BODY.substring(0, 10));
        assertThat(stalled.end()).isEqualTo(End.OPEN);
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void garbage(HosterapiClient client) {
        Seen garbage = client.call("GET", SERVERS);
        assertThat(garbage.bytes()).isNotEmpty().doesNotStartWith("HTTP/");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }
}
