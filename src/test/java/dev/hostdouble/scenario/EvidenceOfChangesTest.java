package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reply that is no longer the provider's, or not all of it, is known no better than assumed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceOfChangesTest {
    private static final String SERVERS = "/api/v1/datacenter/server";
    private static final String TOKEN = Credentials.bearer(Credentials.HOSTERAPI_TOKEN);

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    EvidenceOfChangesTest() throws Exception {}

    private static String evidence(ProviderClient client) {
        client.awaitDeliveries();
        JsonNode call = client.controlled("GET", "requests?limit=1", "").at("/requests/0");
        JsonNode alone = client.controlled("GET", "requests/" + call.path("n").asInt(), "");
        assertThat(alone.findValue("evidence")).isEqualTo(call.path("evidence"));
        return call.path("evidence").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edit: { add: { /result/x: 1 } }|assumed",
                "edit: { remove: /nothing }|documented",
                "content: { bom: true }|assumed",
                "content: { charset: UTF-16LE }|assumed",
                "content: { type: text/html }|assumed",
                "transport: { kind: truncate, after: 5 }|assumed",
                "transport: { kind: malformed_chunk, after: 5 }|assumed",
                "transport: { kind: reset, after: 5 }|assumed",
                "transport: { kind: reset, performed: true }|assumed",
                "transport: { kind: empty, performed: true }|assumed",
                "transport: garbage|assumed",
                "transport: close|documented",
                "lose_reply: true|assumed",
                "reply: { body: x }|assumed",
                "gateway: 503|assumed",
                "delay: 1ms|documented",
                "slow_body: 20|documented",
                "stale: 1|documented",
            })
    void of_a_reply(String effect, String mark) {
        ProviderClient client = new ProviderClient(emulator, Integer.toHexString(effect.hashCode()));
        client.send("GET", SERVERS, "", TOKEN);
        assertThat(evidence(client)).isEqualTo("documented");
        client.rules("- { on: hosterapi/server.list, effect: { " + effect + " } }");
        try {
            client.send("GET", SERVERS, "", TOKEN);
        } catch (RuntimeException | AssertionError e) {
            assertThat(effect).as(String.valueOf(e)).containsPattern("transport|lose_reply");
        }
        assertThat(evidence(client)).isEqualTo(mark);
        client.clearScenarios();
        client.send("GET", SERVERS, "", TOKEN);
        assertThat(evidence(client)).isEqualTo("documented");
    }

    @Test
    void a_reply_without_a_body_has_nothing_to_change() {
        ProviderClient client = new ProviderClient(emulator, "head");
        client.send("HEAD", SERVERS, "", TOKEN);
        String own = evidence(client);
        client.rules("- { on: hosterapi/server.list, effect: { edit: { add: { /result/x: 1 } } } }");
        client.send("HEAD", SERVERS, "", TOKEN);
        assertThat(evidence(client)).isEqualTo(own);
    }

    @Test
    void the_header_says_it_too_and_strict_mode_lets_it_pass() throws Exception {
        Settings settings = Settings.forTests().withStrict().withReplyHeaders(false, true);
        try (Hostdouble strict = Hostdouble.start(settings)) {
            ProviderClient client = new ProviderClient(strict, "default");
            client.rules("- { on: hosterapi/server.list, effect: { edit: { add: { /result/x: 1 } } } }");
            Seen seen = client.send("GET", SERVERS, "", TOKEN);
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.header("Emulator-Evidence")).isEqualTo("assumed");
            assertThat(evidence(client)).isEqualTo("assumed");
        }
    }
}
