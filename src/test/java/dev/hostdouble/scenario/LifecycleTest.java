package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Seen;
import dev.hostdouble.yaml.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** How scenarios are activated and removed: by files at the start, by the control API, and with their worlds. */
@Isolated("it asserts on what is logged")
class LifecycleTest extends ScenarioStory {
    private static final String STATUS = "/datacenter/server/4001/status";
    private static final int PATIENCE_MILLIS = 20_000;

    private static String teapot(String name, int status) {
        return "scenario: " + name + "\nrules:\n  - { name: tea, on: hosterapi/server.status, "
                + "effect: { reply: { status: " + status + " } } }\n";
    }

    private int status(AllProviders who) {
        return who.hosterapi().call("GET", STATUS).status();
    }

    private int status() {
        return status(client);
    }

    private List<String> active() {
        return client.control("GET", "scenarios", "").json().path("scenarios").findValuesAsText("name");
    }

    private static void await(BooleanSupplier condition) {
        long begun = NanoTime.now();
        while (!condition.getAsBoolean()) {
            assertThat(NanoTime.millisSince(begun)).isLessThan(PATIENCE_MILLIS);
            Thread.onSpinWait();
        }
    }

    @Test
    void scenarios_of_the_start_are_active_in_every_world(@TempDir Path folder) throws Exception {
        Path tea = Files.writeString(folder.resolve("tea.yaml"), teapot("tea", 418));
        Path late = Files.writeString(folder.resolve("late.yaml"), teapot("late", 503));
        try (Hostdouble started =
                Hostdouble.start(Settings.forTests().withScenarios(List.of(tea.toString(), late.toString()), false))) {
            client = new AllProviders(started, "default");
            assertThat(status()).isEqualTo(418);
            client = new AllProviders(started, "new");
            assertThat(status()).isEqualTo(418);
            assertThat(active()).containsExactly("tea", "late");
            assertThat(client.control("GET", "health", "").json().path("scenarios"))
                    .hasSize(2);
            client.control("DELETE", "scenarios/tea", "");
            assertThat(status()).isEqualTo(503);
            assertThat(status(new AllProviders(started, "newer"))).isEqualTo(418);
        }
    }

    @Test
    void a_wrong_scenario_at_the_start_is_refused_by_file_and_line(@TempDir Path folder) throws Exception {
        Path tea = Files.writeString(folder.resolve("tea.yaml"), teapot("tea", 418));
        Path bad = Files.writeString(folder.resolve("bad.yaml"), teapot("bad", 42));
        Path twin = Files.writeString(folder.resolve("twin.yaml"), teapot("tea", 418));
        Settings settings =
                Settings.forTests().withScenarios(List.of(tea.toString(), bad.toString(), twin.toString()), false);
        assertThatThrownBy(() -> Hostdouble.start(settings).close())
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(bad + ":3:")
                .hasMessageContaining(twin + ":1:1: duplicate scenario 'tea'");
    }

    @Test
    void watched_files_are_read_again_and_a_wrong_one_changes_nothing(@TempDir Path folder) throws Exception {
        Path tea = Files.writeString(folder.resolve("tea.yaml"), teapot("tea", 418));
        Path other = Files.writeString(folder.resolve("other.yaml"), teapot("other", 418));
        try (CapturedLogs logs = CapturedLogs.of("start");
                Hostdouble started = Hostdouble.start(
                        Settings.forTests().withScenarios(List.of(tea.toString(), other.toString()), true))) {
            client = new AllProviders(started, "watched");
            assertThat(status()).isEqualTo(418);
            Files.writeString(tea, "scenario: tea\nrules: [ { on: vss/nothing, effect: { delay: 1s } } ]\n");
            await(() -> logs.problems().stream().anyMatch(text -> text.contains("unknown operation 'vss/nothing'")));
            assertThat(status()).isEqualTo(418);
            Files.writeString(tea, teapot("coffee", 419));
            await(() -> active().contains("coffee"));
            assertThat(active()).containsExactlyInAnyOrder("coffee", "other");
            client.control("DELETE", "scenarios/other", "");
            await(() -> status() == 419);
            assertThat(status(new AllProviders(started, "later"))).isEqualTo(419);
        }
    }

    @Test
    void a_scenario_is_made_active_in_yaml_and_in_json() {
        Seen yaml = client.control("POST", "scenarios", "# a comment\n" + teapot("tea", 418));
        assertThat(yaml.status()).isEqualTo(201);
        assertThat(yaml.json().path("name").asText()).isEqualTo("tea");
        String json =
                "{\"scenario\":\"late\",\"description\":\"what for\",\"seed\":5,\"rules\":[{\"on\":\"hosterapi/*\","
                        + "\"calls\":2,\"expect\":\"1-2\",\"effect\":{\"reply\":{\"status\":503}}}]}";
        assertThat(client.control("PUT", "scenarios/late", json).status()).isEqualTo(201);
        assertThat(client.control("PUT", "scenarios/late", json).status()).isEqualTo(200);
        assertThat(active()).containsExactly("tea", "late");
        assertThat(status()).isEqualTo(418);
        assertThat(client.hosterapi().call("GET", "/datacenter/server").status())
                .isEqualTo(503);
        JsonNode late = client.control("GET", "scenarios", "").json().at("/scenarios/1");
        assertThat(late.path("description").asText()).isEqualTo("what for");
        assertThat(late.path("seed").asInt()).isEqualTo(5);
        assertThat(late.path("rules"))
                .hasToString(
                        "[{\"rule\":\"rule-1\",\"matched\":2,\"chosen\":1,\"applied\":1,\"expect\":\"1 to 2\",\"expectationMet\":true}]");
        assertThat(client.control("DELETE", "scenarios/tea", "").status()).isEqualTo(200);
        assertThat(status()).isEqualTo(200);
        assertThat(client.control("DELETE", "scenarios/tea", "").status()).isEqualTo(404);
    }

    @Test
    void a_scenario_put_under_another_name_is_refused() {
        Seen refused = client.control("PUT", "scenarios/coffee", teapot("tea", 418));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").asText()).contains("'tea'", "'coffee'");
        assertThat(active()).isEmpty();
    }

    @Test
    void a_wrong_scenario_is_refused_by_line_and_changes_nothing() {
        client.scenario(teapot("tea", 418));
        assertThat(status()).isEqualTo(418);
        Seen refused = client.control("PUT", "scenarios/tea", teapot("tea", 419).replace("effect:", "efect:"));
        Seen worse = client.control("POST", "scenarios", teapot("tea", 418).replace("server.status", "server.sttus"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").asText()).contains("did you mean 'effect'?");
        assertThat(worse.status()).isEqualTo(400);
        assertThat(worse.json().path("error").asText())
                .startsWith("scenario:3:")
                .contains("did you mean 'hosterapi/server.status'?");
        assertThat(client.control("POST", "scenarios", "").status()).isEqualTo(400);
        assertThat(active()).containsExactly("tea");
        assertThat(status()).isEqualTo(418);
    }

    @Test
    void putting_a_scenario_again_counts_from_the_start() {
        client.scenario(teapot("tea", 418));
        assertThat(status()).isEqualTo(418);
        assertThat(client.hits().get(0).path("applied").asInt()).isEqualTo(1);
        client.control("PUT", "scenarios/tea", teapot("tea", 419));
        assertThat(client.hits().get(0).path("applied").asInt()).isZero();
        assertThat(status()).isEqualTo(419);
    }

    @Test
    void there_are_at_most_a_hundred_scenarios() {
        for (int i = 0; i < 100; i++) {
            client.scenario(teapot("tea-" + i, 418));
        }
        assertThat(client.control("POST", "scenarios", teapot("one-more", 418)).status())
                .isEqualTo(409);
        assertThat(client.control("PUT", "scenarios/tea-7", teapot("tea-7", 418))
                        .status())
                .isEqualTo(200);
        assertThat(active()).hasSize(100);
    }

    @Test
    void a_reset_brings_back_exactly_the_scenarios_of_the_start(@TempDir Path folder) throws Exception {
        Path tea =
                Files.writeString(folder.resolve("tea.yaml"), teapot("tea", 418).replace("on:", "calls: 2, on:"));
        try (Hostdouble started = Hostdouble.start(Settings.forTests().withScenarios(List.of(tea.toString()), false))) {
            client = new AllProviders(started, "reset");
            assertThat(status()).isEqualTo(200);
            assertThat(status()).isEqualTo(418);
            client.scenario(teapot("coffee", 419));
            client.control("DELETE", "scenarios/tea", "");
            assertThat(active()).containsExactly("coffee");
            client.control("POST", "reset", "");
            assertThat(active()).containsExactly("tea");
            assertThat(client.hits().get(0).path("matched").asInt()).isZero();
            assertThat(status()).isEqualTo(200);
            assertThat(status()).isEqualTo(418);
        }
    }

    @Test
    void each_world_has_its_own_scenarios() {
        AllProviders neighbour = new AllProviders(emulator, "lifecycle-neighbour");
        client.scenario(teapot("tea", 418));
        neighbour.scenario(teapot("tea", 419));
        assertThat(status()).isEqualTo(418);
        assertThat(status(neighbour)).isEqualTo(419);
        client.control("DELETE", "scenarios/tea", "");
        assertThat(status()).isEqualTo(200);
        assertThat(status(neighbour)).isEqualTo(419);
        assertThat(status(new AllProviders(emulator, "lifecycle-empty"))).isEqualTo(200);
    }

    @Test
    void a_verification_succeeds_or_names_the_nearest_calls() {
        client.rules("""
                - { name: hit, on: hosterapi/server.status, expect: "1-", effect: { delay: 1ms } }
                - { name: idle, on: vss/*, effect: { delay: 1ms } }
                """);
        status();
        status();
        String fine = """
                {"calls":[{"operation":"hosterapi/server.*","method":"GET","status":200,"times":2},
                          {"path":"/api/v1/datacenter/*/4001/status","least":1},
                          {"operation":"vss/*","times":0}],
                 "rules":[{"rule":"test/hit","most":2},{"rule":"test/idle","times":0}]}""";
        Seen verified = client.control("POST", "verify", fine);
        assertThat(verified.status()).as(verified.body()).isEqualTo(200);
        assertThat(verified.json().path("verified").asBoolean()).isTrue();
        assertThat(verified.json().path("unusedRules")).hasToString("[\"test/idle\"]");

        Seen differs = client.control(
                "POST",
                "verify",
                "{\"calls\":[{\"operation\":\"hosterapi/server.start\",\"times\":1}],\"rules\":[{\"rule\":\"test/idle\"}]}");
        assertThat(differs.status()).isEqualTo(422);
        JsonNode problems = differs.json().path("problems");
        assertThat(problems).hasSize(2);
        assertThat(problems.at("/0/found").asInt()).isZero();
        assertThat(problems.at("/0/nearest/0").asText())
                .isEqualTo("#2 hosterapi/server.status GET /api/v1/datacenter/server/4001/status -> 200:"
                        + " operation is not hosterapi/server.start");
        assertThat(problems.at("/1/what").asText()).isEqualTo("rule test/idle");
    }

    @Test
    void expectations_of_the_rules_are_verified_in_any_case() {
        client.rules("- { name: must, on: hosterapi/*, expect: 2, effect: { delay: 1ms } }");
        Seen early = client.control("POST", "verify", "{}");
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.json().at("/problems/0/expected").asText()).isEqualTo("2 applications");
        status();
        status();
        assertThat(client.control("POST", "verify", "{}").status()).isEqualTo(200);
        status();
        assertThat(client.control("POST", "verify", "{}").status()).isEqualTo(422);
    }

    @Test
    void an_invalid_verification_is_refused() {
        client.rules("- { name: must, on: hosterapi/*, effect: { delay: 1ms } }");
        Seen unknown = client.control("POST", "verify", "{\"rules\":[{\"rule\":\"test/mist\"}]}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("did you mean 'test/must'?");
        assertThat(client.control("POST", "verify", "{\"calls\":[{\"times\":-1}]}")
                        .status())
                .isEqualTo(400);
        assertThat(client.control("POST", "verify", "{\"calls\":[{\"operator\":\"x\"}]}")
                        .status())
                .isEqualTo(400);
        assertThat(client.control("POST", "verify", "{\"calls\":[7]}").status()).isEqualTo(400);
        assertThat(client.control("POST", "verify", "{\"call\":[]}").status()).isEqualTo(400);
    }

    @Test
    void the_journal_lists_rule_hits_with_their_seed_and_draw() {
        client.scenario("""
                scenario: half
                seed: 99
                rules:
                  - { name: coin, on: hosterapi/server.status, probability: 0.5, effect: { reply: { status: 418 } } }
                """);
        for (int i = 0; i < 20; i++) {
            status();
        }
        JsonNode journal = client.journal();
        assertThat(journal).hasSize(20);
        for (int i = 0; i < 20; i++) {
            JsonNode call = journal.get(i);
            assertThat(call.path("ruleHits")).hasSize(call.path("status").asInt() == 418 ? 1 : 0);
            if (call.path("ruleHits").size() > 0) {
                JsonNode hit = call.path("ruleHits").get(0);
                assertThat(hit.path("rule").asText()).isEqualTo("half/coin");
                assertThat(hit.path("match").asInt()).isEqualTo(20 - i);
                assertThat(hit.path("seed").asInt()).isEqualTo(99);
                assertThat(hit.path("draw").asDouble()).isBetween(0.0, 0.5);
            }
        }
    }

    private static final String CHANCE = """
            scenario: chance
            rules:
              - on: "*"
                probability: 0.4
                effect: { reply: { status: 418, body: "{{random.20}} {{match}}" } }
              - { on: "hosterapi/*", probability: 0.5, effect: { content: { bom: true }, then: proceed } }
              - { on: "hosterapi/*", probability: 0.2, effect: { error: TIMEOUT } }
            """;

    private String tale(String world) {
        AllProviders teller = new AllProviders(emulator, world);
        teller.scenario(CHANCE);
        StringBuilder tale = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            tale.append(teller.hosterapi().call("GET", STATUS).bytes());
            tale.append(teller.hostkey().call("eq", "list").bytes());
            teller.advance("1s");
        }
        return tale.toString();
    }

    @Test
    void the_same_seed_gives_the_same_bytes_even_to_concurrent_clients() throws Exception {
        String first = tale("tale");
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> tales = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String world = "tale-" + i;
                tales.add(() -> tale(world));
            }
            for (Future<String> told : clients.invokeAll(tales)) {
                assertThat(told.get()).isEqualTo(first);
            }
        } finally {
            clients.shutdown();
        }
    }
}
