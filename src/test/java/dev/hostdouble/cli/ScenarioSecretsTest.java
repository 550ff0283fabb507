package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.ProviderClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that only a scenario names have stand-ins too: in a recording, in a report and in the state inside. */
class ScenarioSecretsTest {
    private static final String JSON = "Content-Type: application/json";
    private static final List<String> SECRETS = List.of(
            "clientSECRETSCEN",
            "SCENTOK99",
            "SCENHEAD1",
            "SCENHEAD2",
            "SCENNOTPW",
            "SCENBEAR7",
            "SCENCOOK7",
            "SCENREPLY5",
            "SCENEDIT5",
            "scenweak",
            "739164",
            "SCENSET5");
    private static final String SCENARIO = """
            scenario: secret
            rules:
              - on: hostkey/auth.login
                when: { body.password: clientSECRETSCEN, body.token: SCENTOK99, body.a.pin: 739164 }
                effect: { gateway: 503 }
              - on: hosterapi/server.list
                when:
                  header.x-api-key: { in: [ SCENHEAD1, SCENHEAD2, scenweak ] }
                  body.password: { not: SCENNOTPW }
                effect: { reply: { json: { token: SCENREPLY5, n: 1 }, headers: { Set-Cookie: a=SCENSET5 } } }
              - on: hosterapi/server.status
                when: { header.authorization: { not: Bearer SCENBEAR7 }, header.cookie: { not: a=SCENCOOK7 } }
                effect: { edit: { add: { /api_key: SCENEDIT5 } } }
            """;

    @TempDir
    private Path folder = Path.of("");

    private static void story(Hostdouble emulator, ProviderClient client) {
        client.scenario(SCENARIO);
        String bearer = Credentials.bearer(Credentials.HOSTERAPI_TOKEN);
        for (String key : List.of("SCENHEAD2", "scenweak", "other")) {
            client.send("GET", "/api/v1/datacenter/server", "", bearer, "X-Api-Key: " + key);
        }
        client.send("GET", "/api/v1/datacenter/server/4001/status", "", bearer);
        client.send("PUT", "/api/v1/datacenter/server/4001/reinstall", "{\"template\":\"Debian10.0\"}", bearer, JSON);
        new HostkeyClient(emulator, "default").login();
        client.awaitDeliveries();
    }

    @Test
    void in_a_recording_that_is_still_played() throws Exception {
        assertThat(new Recorder(folder)
                        .assertSame(Settings.forTests(), ScenarioSecretsTest::story)
                        .toString())
                .doesNotContain(SECRETS.toArray(String[]::new));
    }

    @Test
    void in_a_report_whose_state_is_still_loaded() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            ProviderClient client = new ProviderClient(emulator, "default");
            story(emulator, client);
            for (String as : List.of("html", "markdown")) {
                String report =
                        client.send("GET", "/_emulator/report?as=" + as, "").body();
                assertThat(report.replace("\\", "")).doesNotContain(SECRETS.toArray(String[]::new));
                assertThat(report).doesNotContain("may come out differently", "may go on differently");
                ProviderClient copy = new ProviderClient(emulator, as);
                assertThat(copy.send("PUT", "/_emulator/state", report).status())
                        .isEqualTo(200);
                String again =
                        copy.send("GET", "/_emulator/report?as=" + as, "").body();
                assertThat(again).contains("secret").doesNotContain(SECRETS.toArray(String[]::new));
            }
        }
    }

    @Test
    void a_regular_expression_keeps_no_literal_text_and_makes_the_file_incomplete() throws Exception {
        Path file = new Recorder(folder).record(Settings.forTests(), (emulator, client) -> {
            client.rules("- { on: hosterapi/*, when: { query.api_key: { matches: '(?i)SCENKEY42[A-Z]+\\d{2}.*' } },"
                    + " effect: { gateway: 503 } }");
            Recorder.hosterapi(client, "GET", "/datacenter/server", "");
        });
        String text = Recorder.json(file).toString();
        assertThat(text)
                .doesNotContain("SCENKEY42")
                .containsPattern("\\(\\?i\\)[A-Z]{7}[1-9]{2}\\[A-Z]\\+[\\\\]+d\\{2}");
        assertThat(Recorder.json(file).path("incomplete").asText())
                .contains("compares query.api_key with a regular expression: export with ?secrets=keep");
        assertThat(Recorder.replay(file).code()).isEqualTo(1);
    }

    @Test
    void the_key_of_a_callback_stays() throws Exception {
        new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            client.rules("- { on: hostkey/eq_callback.check, when: { query.key: 0a461c00000000000000000000000461 },"
                    + " effect: { gateway: 503 } }");
            client.send("GET", "/eq_callback.php?action=check&key=0a461c00000000000000000000000461", "");
            assertThat(client.hits()).isNotEmpty();
        });
    }
}
