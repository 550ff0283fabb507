package dev.hostdouble.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.cli.Main;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.job.JobFault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of scenarios: checked without activating them, and read again. */
class ScenarioTextsTest {
    private static final String STUBBORN = """
            # starts fail
            scenario: stubborn
            parameters: { error: "0xa1", 'calls': '1-' }
            rules:
              - on: hosterapi/server.start
                calls: "{{param.calls}}"
                effect: { error: "{{param.error}}", signal: start }
            """;

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    @TempDir
    Path folder = Path.of("");

    ScenarioTextsTest() throws Exception {}

    private AllProviders client(String world) {
        return new AllProviders(emulator, world);
    }

    private JsonNode check(String text) {
        return client("never-made").controlled("POST", "scenarios/check", text);
    }

    /** What {@code hostdouble check} prints about a text. */
    private List<String> printed(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("x.yaml"), text);
        StringWriter out = new StringWriter();
        Main.run(new String[] {"check", file.toString()}, new PrintWriter(out), new PrintWriter(out));
        return out.toString()
                .lines()
                .map(line -> line.replace(file + ":", ""))
                .filter(line -> !line.endsWith(" fine"))
                .toList();
    }

    private static List<String> lines(JsonNode checked) {
        List<String> lines = new ArrayList<>();
        for (String kind : List.of("warnings", "problems")) {
            checked.path(kind)
                    .forEach(one -> lines.add(one.path("line").asInt() + ":"
                            + one.path("column").asInt() + ": "
                            + one.path("message").asText()));
        }
        return lines;
    }

    @Test
    void a_valid_scenario_has_no_problems_and_is_not_activated() {
        AllProviders client = client("valid");
        client.scenario("scenario: other\nrules: [{ on: vss/*, effect: { delay: 1ms } }]");
        JsonNode checked = client.controlled("POST", "scenarios/check", STUBBORN);
        assertThat(checked.toString())
                .isEqualTo("{\"valid\":true,\"name\":\"stubborn\",\"problems\":[],\"warnings\":[]}");
        assertThat(client.controlled("GET", "scenarios", "").path("scenarios")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scenario: a\nrules:\n  - on: hosterapi/server.strat\n    effect: { error: \"0xzz\" }\n    cals: 3\n",
                "scenario: a\nrules:\n  - on: [hosterapi/server.start\n    effect: {}\n",
                "scenario: a\n\tb: 1\n",
                "scenario: a\nscenario: b\n",
                "scenario: a\npurpose: order\nrules: [{ on: vss/*, effect: { delay: 1s } }]\n",
                "scenario: a\nuse: [any/slow-provder]\n",
                "scenario: a\nuse: ['any/slow-provider,delay=never']\n",
                "# nothing\n",
                "[]",
                "scenario: a\nrules: [{ on: hosterapi/server.create, when: { body.cpuCore: 1 }, effect: { delay: 1s } }]",
                "scenario: a\nrules: [{ on: hosterapi/server.create, when: { body.cpuCore: 1 }, effect: {} }]",
            })
    void problems_and_warnings_are_those_of_the_command_with_their_places(String text) throws Exception {
        List<String> printed = printed(text);
        assertThat(printed).isNotEmpty();
        assertThat(lines(check(text))).isEqualTo(printed);
    }

    @Test
    void a_warning_leaves_the_scenario_valid() {
        JsonNode checked = check(
                "scenario: a\nrules:\n- on: hosterapi/server.create\n  when: { body.cpuCore: 1 }\n  effect: { delay: 1s }");
        assertThat(checked.path("valid").asBoolean()).isTrue();
        assertThat(checked.path("warnings")).hasSize(1);
        assertThat(checked.path("warnings").path(0).path("line").asInt()).isEqualTo(4);
    }

    @Test
    void the_name_is_left_out_where_it_cannot_be_read() {
        assertThat(check("scenario: a\nrules: []").path("name").asText()).isEqualTo("a");
        assertThat(check("scenario: [").has("name")).isFalse();
        assertThat(check("rules: []").has("name")).isFalse();
        assertThat(check("scenario: " + "a".repeat(1000)).has("name")).isFalse();
    }

    @Test
    void a_check_is_about_the_server_and_creates_no_world() {
        assertThat(check(STUBBORN).path("valid").asBoolean()).isTrue();
        assertThat(client("valid").controlled("GET", "worlds", "").toString()).doesNotContain("never-made");
    }

    @Test
    void a_text_that_is_not_utf8_is_a_problem_in_line_1() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(emulator.url().resolve("/_emulator/scenarios/check"))
                .POST(BodyPublishers.ofByteArray(
                        STUBBORN.replace("starts", "\u00e4").getBytes(ISO_8859_1)))
                .build();
        String reply = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString(UTF_8))
                .body();
        assertThat(lines(Seen.parse(reply))).containsExactly("1:1: not UTF-8");
    }

    @Test
    void an_active_scenario_has_the_text_that_was_given() {
        AllProviders client = client("given");
        client.scenario(STUBBORN);
        Seen text = client.control("GET", "scenarios/stubborn", "");
        assertThat(text.status()).isEqualTo(200);
        assertThat(text.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(text.body()).isEqualTo(STUBBORN);
        assertThat(client("given").control("POST", "scenarios", text.body()).status())
                .isEqualTo(200);
    }

    @Test
    void a_known_scenario_has_a_text_although_it_is_not_active() throws Exception {
        AllProviders client = client("known");
        client.clearScenarios();
        assertThat(client.control("GET", "scenarios/any/slow-provider", "").body())
                .isEqualTo(Files.readString(Path.of("scenarios/any/slow-provider.yaml")));
    }

    @Test
    void arguments_are_the_defaults_in_the_text() throws Exception {
        AllProviders client = client("arguments");
        client.controlled("PUT", "scenarios/any/slow-provider", "{\"parameters\":{\"delay\":\"PT3S\",\"sigma\":0.1}}");
        String shipped = Files.readString(Path.of("scenarios/any/slow-provider.yaml"));
        String text = client.control("GET", "scenarios/any/slow-provider", "").body();
        assertThat(text).isEqualTo(shipped.replace("delay: 200ms, sigma: 0.4", "delay: \"PT3S\", sigma: 0.1"));
        assertThat(check(text).path("valid").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ error: \"0xa1\", other: x }",
                "{ error: '0x''a1', other: x }",
                "{other: x,error: 0xa1 }",
                "\n  other: x # \ud83d\ude00\n  error: 0xa1   # the error",
                "\n  error: |\n    0xa1\n  other: x",
                "\n  error: >-\n    0x\n    a1\n  other: x",
                "\n  error: two\n    lines\n  other: x",
            })
    void a_default_is_replaced_however_it_is_written(String parameters) throws Exception {
        String rest = "scenario: a # \ud83d\ude00 \u00e4\ndescription: '{{param.error}} {{param.other}}'\nparameters: ";
        String rules = "\nrules: [{ on: vss/*, effect: { delay: 1ms } }]\n";
        Path file = Files.writeString(folder.resolve("a.yaml"), rest + parameters + rules);
        Settings settings = Settings.forTests().withScenarios(List.of(file + ",error=say \"no\""), false);
        try (Hostdouble server = Hostdouble.start(settings)) {
            AllProviders client = new AllProviders(server, "default");
            String text = client.control("GET", "scenarios/a", "").body();
            assertThat(text).contains("say \\\"no\\\"").endsWith(rules);
            client.controlled("POST", "scenarios", text);
            assertThat(client.controlled("GET", "scenarios", "")
                            .path("scenarios")
                            .path(0)
                            .path("description")
                            .asText())
                    .isEqualTo("say \"no\" x");
        }
    }

    @Test
    void after_a_state_is_loaded_the_text_says_the_same() {
        AllProviders client = client("saved");
        client.controlled("PUT", "scenarios/hosterapi/job-stuck", "");
        String state = client.control("GET", "state", "").body();
        AllProviders other = client("loaded");
        other.controlled("PUT", "state", state);
        String text = other.control("GET", "scenarios/hosterapi/job-stuck", "").body();
        assertThat(text).startsWith("{\n  \"scenario\": \"hosterapi/job-stuck\",\n");
        assertThat(check(text).path("valid").asBoolean()).isTrue();
        assertThat(check(text).path("name").asText()).isEqualTo("hosterapi/job-stuck");
    }

    @Test
    void an_unknown_scenario_is_404_and_the_nearest_is_named() {
        AllProviders client = client("unknown");
        client.scenario(STUBBORN);
        assertThat(client.control("GET", "scenarios/stuborn", "").body())
                .isEqualTo("{\"error\":\"unknown scenario 'stuborn'; did you mean 'stubborn'?\"}\n");
        Seen shipped = client.control("GET", "scenarios/any/slow-provder", "");
        assertThat(shipped.status()).isEqualTo(404);
        assertThat(shipped.body()).contains("did you mean 'any/slow-provider'?");
        assertThat(client("no-world")
                        .control("GET", "scenarios/any/slow-provider", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_scenario_that_java_code_built_has_no_text() {
        HosterapiClient client = client("built").hosterapi();
        client.injectJobFault("hosterapi/server.start", new JobFault.Vanish());
        Seen text = client.control("GET", "scenarios/(installed)", "");
        assertThat(text.status()).isEqualTo(409);
        assertThat(text.body()).contains("has no text: Java code built it");
    }

    @Test
    void names_do_not_hide_other_endpoints() {
        AllProviders client = client("names");
        client.scenario("scenario: catalogue\nrules: [{ on: vss/*, effect: { delay: 1ms } }]");
        client.scenario("scenario: check\nrules: [{ on: vss/*, effect: { delay: 1ms } }]");
        assertThat(client.controlled("GET", "scenarios/catalogue", "").has("purposes"))
                .isTrue();
        assertThat(client.controlled("GET", "scenarios/check/explain", "").has("rules"))
                .isTrue();
        assertThat(client.control("GET", "scenarios/check", "").body()).startsWith("scenario: check");
    }
}
