package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.TlsClient;
import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that break TLS handshakes: which handshakes they meet, and what they count. */
@Isolated("it asserts on what is logged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsScenariosTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests().withHttps(0));

    TlsScenariosTest() throws Exception {}

    private ProviderClient activate(String world, String rules) {
        ProviderClient client = new ProviderClient(emulator, world);
        client.controlled("POST", "scenarios", "scenario: t\nrules:\n" + rules);
        return client;
    }

    /** What becomes of some handshakes, one after the other: {@code ok}, or the kind of failure. */
    private static String handshakes(TlsClient client, int number) {
        StringJoiner all = new StringJoiner(" ");
        for (int i = 0; i < number; i++) {
            try {
                client.connect().close();
                all.add("ok");
            } catch (IOException e) {
                all.add(kind(e));
            }
        }
        return all.toString();
    }

    private static String kind(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String text = at.toString();
            if (text.contains("CertificateExpired")) {
                return "expired";
            }
            if (text.contains("No subject alternative")) {
                return "wrong_host";
            }
            if (text.contains("terminated the handshake")) {
                return "cut";
            }
        }
        return failure.toString();
    }

    private static String counts(ProviderClient client, int rule) {
        JsonNode counts = client.controlled("GET", "scenarios", "").at("/scenarios/0/rules/" + rule);
        return counts.path("matched") + " " + counts.path("chosen") + " " + counts.path("applied");
    }

    @Test
    void calls_select_handshakes_and_the_first_rule_wins() {
        ProviderClient client = activate("first", """
                  - { on: tls, calls: [1, 3], effect: { tls: cut } }
                  - { on: tls, calls: "1-2", effect: { tls: expired }, expect: 1 }
                """);
        assertThat(handshakes(client.tls(), 4)).isEqualTo("cut expired cut ok");
        assertThat(counts(client, 0)).isEqualTo("4 2 2");
        assertThat(counts(client, 1)).isEqualTo("4 2 1");
        assertThat(client.control("POST", "verify", "{}").status()).isEqualTo(200);
        assertThat(client.controlled("GET", "requests", "").path("total").asInt())
                .as("handshakes are no calls")
                .isZero();
    }

    @Test
    void window_after_and_probability_are_those_of_any_rule() {
        ProviderClient client = activate("window", """
                  - { name: w, on: tls, window: { after: 10s, for: 10s }, calls: first, effect: { tls: wrong_host } }
                  - { on: tls, after: w, probability: 0.5, effect: { tls: cut } }
                """);
        assertThat(handshakes(client.tls(), 2)).isEqualTo("ok ok");
        client.controlled("POST", "clock/advance", "{\"by\":\"15s\"}");
        String seen = handshakes(client.tls(), 12);
        assertThat(seen).startsWith("wrong_host ").contains("cut", "ok");
        client.controlled("POST", "reset", "");
        activate("window", """
                  - { name: w, on: tls, window: { after: 10s, for: 10s }, calls: first, effect: { tls: wrong_host } }
                  - { on: tls, after: w, probability: 0.5, effect: { tls: cut } }
                """);
        client.controlled("POST", "clock/advance", "{\"by\":\"15s\"}");
        assertThat(handshakes(client.tls(), 12)).as("the same seed").isEqualTo(seen);
    }

    @Test
    void the_host_of_the_handshake_selects_the_world() throws IOException {
        ProviderClient broken = activate("broken", "  - { on: tls, effect: { tls: cut } }\n");
        assertThat(handshakes(new ProviderClient(emulator, "whole").tls(), 1)).isEqualTo("ok");
        assertThat(handshakes(new TlsClient(emulator, "localhost"), 1)).isEqualTo("ok");
        assertThat(handshakes(broken.tls(), 1)).isEqualTo("cut");
        ProviderClient usual = activate("default", "  - { on: tls, effect: { tls: expired } }\n");
        assertThat(handshakes(new TlsClient(emulator, "localhost"), 1)).isEqualTo("expired");
        assertThat(handshakes(new TlsClient(emulator, "127.0.0.1"), 1)).isEqualTo("expired");
        usual.controlled("DELETE", "scenarios/t", "");
        TlsClient localhost = new TlsClient(emulator, "localhost");
        assertThat(localhost.get("/_emulator/worlds").json().path("worlds").findValuesAsText("name"))
                .as("a handshake creates no world")
                .doesNotContain("whole");
    }

    @Test
    void who_names_the_world_by_a_path_learns_that_handshakes_need_its_host() {
        ProviderClient client = new ProviderClient(emulator, "by-path");
        String rules = "{\"scenario\":\"t\",\"rules\":[{\"on\":\"tls\",\"effect\":{\"tls\":\"cut\"},\"expect\":1}]}";
        String hint = "a TLS handshake has no path, only its host selects the world:"
                + " call https://by-path.localhost at the HTTPS port";
        JsonNode activated = client.controlled("POST", "scenarios", rules);
        assertThat(activated.path("warnings").path(0).asText()).isEqualTo("t: " + hint);
        assertThat(client.controlled("PUT", "scenarios/any/tls-handshake-cut", "")
                        .path("warnings")
                        .path(0)
                        .asText())
                .isEqualTo("any/tls-handshake-cut: " + hint);
        assertThat(note(client)).isEqualTo(hint);
        assertThat(client.control("POST", "verify", "{}")
                        .json()
                        .at("/problems/0/nearest/1")
                        .asText())
                .isEqualTo(hint);
        HostdoubleClient typed = HostdoubleClient.at(emulator.url());
        assertThat(typed.world("by-path")
                        .scenarios()
                        .explain("t")
                        .rules()
                        .get(0)
                        .note())
                .contains(hint);

        client.controlled("DELETE", "scenarios/any/tls-handshake-cut", "");
        assertThat(handshakes(client.tls(), 1)).isEqualTo("cut");
        assertThat(note(client)).as("a handshake was counted").isEmpty();
        assertThat(client.controlled("POST", "verify", "{}").path("verified").asBoolean())
                .isTrue();
    }

    private static String note(ProviderClient client) {
        return client.controlled("GET", "scenarios/t/explain", "")
                .at("/rules/0/note")
                .asText();
    }

    @Test
    void who_names_the_world_by_its_host_needs_no_hint() {
        String path = "/_emulator/scenarios/any/tls-wrong-host";
        ProviderClient client = new ProviderClient(emulator, "by-host");
        assertThat(client.send("PUT", path, "", "Host: By-Host.localhost:1")
                        .json()
                        .path("warnings"))
                .isEmpty();
        ProviderClient usual = new ProviderClient(emulator, "default");
        assertThat(usual.controlled("PUT", "scenarios/any/tls-wrong-host", "").path("warnings"))
                .isEmpty();
        assertThat(usual.control("POST", "verify", "{}").json().at("/problems/0/nearest"))
                .hasSize(1);
        usual.controlled("DELETE", "scenarios/any/tls-wrong-host", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"By-Path", "by_path", "-path", "path-", "by.-path", ".path"})
    void a_world_that_no_host_can_name_is_named(String world) {
        ProviderClient client = new ProviderClient(emulator, world);
        assertThat(client.controlled("PUT", "scenarios/any/tls-wrong-host", "")
                        .path("warnings")
                        .path(0)
                        .asText())
                .endsWith("no host can name '" + world + "': use a world whose name has only a-z, 0-9 and hyphens");
    }

    @Test
    void wildcards_and_scenarios_for_one_call_leave_handshakes_alone() throws IOException {
        ProviderClient client = activate("wild", "  - { on: \"*\", effect: { gateway: 502 } }\n");
        TlsClient tls = client.tls();
        assertThat(tls.get("/vm.php").status()).isEqualTo(502);
        client.controlled("DELETE", "scenarios/t", "");
        assertThat(tls.get("/vm.php", "Emulator-Scenario: any/tls-handshake-cut")
                        .status())
                .isEqualTo(200);
        assertThat(client.controlled("GET", "requests/2", "").path("notes").toString())
                .contains("cannot apply: the TLS handshake came before the call");
    }

    @Test
    void a_saved_state_and_a_replay_carry_such_rules() throws Exception {
        ProviderClient client = activate("saved", "  - { on: tls, calls: first, effect: { tls: cut } }\n");
        assertThat(handshakes(client.tls(), 2)).isEqualTo("cut ok");
        String state = client.control("GET", "state", "").body();
        ProviderClient other = new ProviderClient(emulator, "restored");
        other.controlled("PUT", "state", state);
        assertThat(counts(other, 0)).isEqualTo("2 1 1");
        assertThat(handshakes(other.tls(), 1)).isEqualTo("ok");
        assertThat(client.controlled("GET", "scenarios/t/explain", "")
                        .at("/rules/0/applied")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void without_https_a_warning_says_that_nothing_can_apply() throws Exception {
        String needs = "any/tls-wrong-host: HTTPS is off, so rules with on: tls cannot apply;"
                + " start the server with --https-port";
        try (CapturedLogs logs = CapturedLogs.of("HttpsPort");
                Hostdouble plain =
                        Hostdouble.start(Settings.forTests().withScenarios(List.of("any/tls-wrong-host"), false))) {
            HosterapiClient client = new HosterapiClient(plain, "w");
            JsonNode activated = client.controlled("PUT", "scenarios/any/tls-wrong-host", "");
            assertThat(activated.path("warnings").path(0).asText()).isEqualTo(needs);
            assertThat(client.control("POST", "verify", "{}").status()).isEqualTo(422);
            assertThat(client.control("GET", "ca.pem", "").body())
                    .contains("no HTTPS here: start the server with --https-port or HOSTDOUBLE_HTTPS_PORT");
            assertThat(logs.problems().toString()).contains(needs);
        }
    }

    @Test
    void worlds_start_with_the_rules_of_the_server() throws Exception {
        try (Hostdouble server = Hostdouble.start(
                Settings.forTests().withHttps(0).withScenarios(List.of("any/tls-handshake-cut,calls=first"), false))) {
            ProviderClient client = new ProviderClient(server, "fresh");
            assertThat(handshakes(client.tls(), 2)).isEqualTo("cut ok");
        }
    }
}
