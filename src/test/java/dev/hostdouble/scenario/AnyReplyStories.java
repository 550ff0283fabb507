package dev.hostdouble.scenario;

import static dev.hostdouble.client.HosterapiClient.SERVERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import java.util.Map;

/** What clients experience while a gateway or the provider itself answers wrongly. */
final class AnyReplyStories {
    private static final String BEFORE = "[4001,4002,4003]";
    private static final String BODY = "{\"result\":[4001,4002,4003]}";

    static final Map<String, Story<HosterapiClient>> ALL = Map.ofEntries(
            Map.entry("any/rate-limit-storm", AnyReplyStories::rateLimitStorm),
            Map.entry("any/bad-gateway", AnyReplyStories::badGateway),
            Map.entry("any/intermittent-502", AnyReplyStories::intermittent502),
            Map.entry("any/gateway-timeout", AnyReplyStories::gatewayTimeout),
            Map.entry("any/html-with-200", AnyReplyStories::htmlWith200),
            Map.entry("any/empty-body", AnyReplyStories::emptyBody),
            Map.entry("any/byte-order-mark", AnyReplyStories::byteOrderMark),
            Map.entry("any/wrong-charset", AnyReplyStories::wrongCharset),
            Map.entry("any/duplicate-members", AnyReplyStories::duplicateMembers),
            Map.entry("any/unknown-members", AnyReplyStories::unknownMembers),
            Map.entry("any/provider-bug", AnyReplyStories::providerBug),
            Map.entry("any/maintenance-window", AnyReplyStories::maintenanceWindow),
            Map.entry("any/retry-after-date", AnyReplyStories::retryAfterDate),
            Map.entry("any/outage-after-order", AnyReplyStories::outageAfterOrder));

    private AnyReplyStories() {}

    private static Seen list(HosterapiClient client) {
        return client.submit("GET", SERVERS);
    }

    private static void rateLimitStorm(HosterapiClient client) {
        for (int i = 0; i < 3; i++) {
            assertThat(client.servers()).isEqualTo(BEFORE);
        }
        Seen refused = list(client);
        assertThat(refused.status()).isEqualTo(429);
        client.advance(refused.header("Retry-After") + "s");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void badGateway(HosterapiClient client) {
        Seen nobody = list(client);
        assertThat(nobody.status()).isEqualTo(502);
        assertThat(nobody.header("Content-Type")).isEqualTo("text/html");
        Seen overloaded = list(client);
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.header("Retry-After")).isEqualTo("2");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void intermittent502(HosterapiClient client) {
        int failed = 0;
        for (int i = 0; i < 50; i++) {
            Seen seen = list(client);
            if (seen.status() == 502) {
                failed++;
            } else {
                assertThat(seen.body()).isEqualTo(BODY);
            }
        }
        assertThat(failed).isBetween(3, 20);
    }

    private static void gatewayTimeout(HosterapiClient client) {
        assertThat(client.submit("POST", SERVERS, HosterapiClient.smallServer()).status())
                .isEqualTo(504);
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void htmlWith200(HosterapiClient client) {
        for (int i = 0; i < 2; i++) {
            Seen page = client.submit("POST", SERVERS, HosterapiClient.smallServer());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.body()).startsWith("<!DOCTYPE html>");
        }
        client.advance("1m");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void emptyBody(HosterapiClient client) {
        Seen nothing = client.submit("POST", SERVERS, HosterapiClient.smallServer());
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.header("Content-Length")).isEqualTo("0");
        assertThat(nothing.body()).isEmpty();
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void byteOrderMark(HosterapiClient client) {
        Seen reply = list(client);
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(BODY.length() + 3));
        assertThat(reply.body()).isEqualTo("\uFEFF" + BODY);
    }

    private static void wrongCharset(HosterapiClient client) {
        Seen reply = list(client);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(BODY.length() * 2));
        assertThat(reply.body().replace("\0", "")).isEqualTo(BODY);
        assertThatThrownBy(() -> reply.json()).hasCauseInstanceOf(JsonProcessingException.class);
    }

    private static void duplicateMembers(HosterapiClient client) {
        assertThat(list(client).body()).isEqualTo("{\"result\":[4001,4002,4003],\"result\":[4001,4002,4003]}");
    }

    private static void unknownMembers(HosterapiClient client) {
        Seen reply = list(client);
        assertThat(reply.body()).startsWith("{\"result\":[4001,4002,4003],");
        assertThat(reply.json().path("request_id").asText()).matches("[A-Za-z0-9]{12}");
        assertThat(client.submit("GET", SERVERS + "/9/status").json().has("request_id"))
                .isTrue();
    }

    private static void providerBug(HosterapiClient client) {
        Seen bug = list(client);
        assertThat(bug.status()).isEqualTo(500);
        assertThat(bug.json().path("message").asText()).isEqualTo("Server Error");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void maintenanceWindow(HosterapiClient client) {
        assertThat(client.servers()).isEqualTo(BEFORE);
        String job = client.order();
        client.advance("10s");
        Seen closed = list(client);
        assertThat(closed.status()).isEqualTo(503);
        client.advance(closed.header("Retry-After") + "s");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void retryAfterDate(HosterapiClient client) {
        Seen closed = list(client);
        assertThat(closed.status()).isEqualTo(503);
        assertThat(closed.header("Retry-After")).isEqualTo("Fri, 01 Jan 2038 00:00:00 GMT");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void outageAfterOrder(HosterapiClient client) {
        assertThat(client.servers()).isEqualTo(BEFORE);
        String job = client.order();
        assertThat(client.submit("GET", job).status()).isEqualTo(502);
        assertThat(client.submit("GET", job).status()).isEqualTo(502);
        client.advance("1m");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }
}
