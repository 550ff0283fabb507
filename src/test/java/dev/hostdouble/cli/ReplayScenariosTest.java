package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.effect.JobFaultEffect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay needs neither files nor the catalogue: a recording contains every scenario that was active. */
class ReplayScenariosTest {
    @TempDir
    private Path folder = Path.of("");

    private static void look(ProviderClient client) {
        for (int i = 0; i < 3; i++) {
            Recorder.hosterapi(client, "GET", "/datacenter/server", "");
        }
    }

    private static String broken(int status) {
        return "scenario: own\nrules: [{ on: hosterapi/*, probability: 0.5, effect: { gateway: " + status + " } }]\n";
    }

    @Test
    void scenarios_by_name_are_recorded_as_what_they_were() throws Exception {
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            client.controlled("PUT", "scenarios/any/bad-gateway", "");
            look(client);
            emulator.activate("default", "hosterapi/flaky-start");
            look(client);
            client.controlled("DELETE", "scenarios/any/bad-gateway", "");
            look(client);
        });
        assertThat(file.path("events").findValuesAsText("scenario"))
                .containsExactly("activated", "activated", "deactivated");
        assertThat(file.at("/events/0/source").asText()).contains("\"rules\"");
    }

    @Test
    void a_scenario_that_a_request_names_is_recorded_with_it() throws Exception {
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            for (String name : List.of("any/bad-gateway", "any/gateway-timeout", "any/bad-gateway")) {
                client.send(
                        "GET",
                        "/api/v1/datacenter/server",
                        "",
                        Credentials.bearer(Credentials.HOSTERAPI_TOKEN),
                        "Emulator-Scenario: " + name);
            }
            look(client);
        });
        assertThat(file.path("events").findValuesAsText("named"))
                .containsExactly("any/bad-gateway", "any/gateway-timeout");
        assertThat(file.at("/events/1/reply/status").asInt()).isEqualTo(502);
    }

    @Test
    void scenarios_that_are_reloaded_from_their_files_come_out_the_same() throws Exception {
        Path own = Files.writeString(folder.resolve("own.yaml"), broken(502));
        Settings watched = Settings.forTests().withScenarios(List.of(own.toString()), true);
        JsonNode file = new Recorder(folder).assertSame(watched, (emulator, client) -> {
            look(client);
            Files.writeString(own, broken(503));
            for (int i = 0;
                    i < 200
                            && !client.controlled("GET", "replay", "")
                                    .toString()
                                    .contains("reloaded");
                    i++) {
                Thread.sleep(50);
            }
            look(client);
        });
        assertThat(file.path("events").findValuesAsText("scenario")).containsExactly("reloaded");
        assertThat(file.at("/scenarios/0").asText()).contains("502");
    }

    @Test
    void characters_that_yaml_refuses_come_out_the_same() throws Exception {
        String body = "\"a\\x7f\\x85\\u0080\\ufffe\\u2028 \\u2029 \\uD83D\\uDE00b\"";
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            client.scenario("scenario: odd\nrules:\n  - { on: hosterapi/server.list, effect: { reply: { body: " + body
                    + " } } }\n");
            client.rules("- { on: hosterapi/job.info, effect: { reply: { body: " + body + " } } }");
            look(client);
            Recorder.hosterapi(client, "GET", "/job/15", "");
            String state = client.send("GET", "/_emulator/state", "").body();
            assertThat(client.send("PUT", "/_emulator/state", state, "Emulator-World: copy")
                            .status())
                    .isEqualTo(200);
            assertThat(client.send("GET", "/_emulator/state", "", "Emulator-World: copy")
                            .body())
                    .contains("\\\\u007F\\\\u0085\\\\u0080\\\\uFFFE\\\\u2028 \\\\u2029 ");
        });
        assertThat(file.toString()).contains("\\u2028 ");
    }

    @Test
    void a_reply_that_is_delivered_badly_comes_out_the_same() throws Exception {
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            client.rules(
                    "- { on: hosterapi/*, effect: [ { transport: { kind: truncate, after: 3 } }, { delay: 1ms } ] }");
            look(client);
        });
        assertThat(file.at("/events/1/reply/delivery/fault").asText())
                .isEqualTo(Delivery.ConnectionFault.TRUNCATE.name());
    }

    @Test
    void what_only_java_code_knows_makes_a_recording_incomplete() throws Exception {
        Path file = new Recorder(folder).record(Settings.forTests(), (emulator, client) -> {
            Rule rule = new Rule("mine", "hosterapi/*", new JobFaultEffect(new JobFault.Vanish()));
            emulator.world("default").run(session -> session.install(rule));
            look(client);
        });
        assertThat(Recorder.json(file).path("incomplete").asText()).contains("Java code built the rule 'mine'");
        Recorder.Result played = Recorder.replay(file);
        assertThat(played.code()).isEqualTo(1);
        assertThat(played.output()).startsWith("incomplete recording").contains("Java code built the rule 'mine'");
    }

    @Test
    void a_recording_that_lacks_calls_says_so_first_and_plays_the_rest() throws Exception {
        Path file = new Recorder(folder).record(Settings.forTests(), (emulator, client) -> {
            look(client);
            client.controlled("DELETE", "requests", "");
            look(client);
        });
        JsonNode json = Recorder.json(file);
        assertThat(json.path("complete").asBoolean()).isFalse();
        assertThat(json.path("incomplete").asText()).isEqualTo("the journal was cleared by DELETE requests");
        Recorder.Result played = Recorder.replay(file);
        assertThat(played.code()).isEqualTo(1);
        assertThat(played.output()).startsWith("incomplete recording").contains("0 of 3 replies differ");
    }
}
