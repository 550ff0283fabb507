package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Files and folders of scenarios at the start, and how changes of them are followed. */
@Isolated("it asserts on what is logged")
class WatchTest {
    private static final String STATUS = "/datacenter/server/4001/status";
    private static final int PATIENCE_MILLIS = 20_000;

    /** Longer than the watcher waits for a burst of changes to end. */
    private static final int QUIET_MILLIS = 500;

    @TempDir
    private Path folder = Path.of("");

    @AutoClose
    private final CapturedLogs logs = CapturedLogs.of("start");

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String teapot(String name, int status) {
        return "scenario: " + name
                + "\nrules:\n  - { name: tea, on: hosterapi/server.status, effect: { reply: { status: " + status
                + " } } }\n";
    }

    private Hostdouble start(boolean watched, Path... references) throws IOException, InvalidFileException {
        List<String> texts = List.of(references).stream().map(Path::toString).toList();
        return Hostdouble.start(Settings.forTests().withScenarios(texts, watched));
    }

    private static int status(AllProviders client) {
        return client.hosterapi().call("GET", STATUS).status();
    }

    private static List<String> active(AllProviders client) {
        return client.control("GET", "scenarios", "").json().path("scenarios").findValuesAsText("name");
    }

    private static List<Integer> matched(AllProviders client) {
        return client.hits().stream().map(rule -> rule.path("matched").asInt()).toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long begun = NanoTime.now();
        while (!condition.getAsBoolean()) {
            assertThat(NanoTime.millisSince(begun)).isLessThan(PATIENCE_MILLIS);
            Thread.sleep(20);
        }
    }

    @Test
    void an_unrelated_file_and_a_file_that_stays_the_same_change_nothing() throws Exception {
        Path tea = file("tea.yaml", teapot("tea", 418));
        try (Hostdouble started = start(true, tea)) {
            AllProviders client = new AllProviders(started, "unrelated");
            assertThat(status(client)).isEqualTo(418);
            file("other.yaml", "not: [ a scenario");
            file("notes.txt", "tea");
            Thread.sleep(QUIET_MILLIS);
            file("tea.yaml", teapot("tea", 418));
            Thread.sleep(QUIET_MILLIS);
            assertThat(logs.messages()).isEmpty();
            assertThat(matched(client)).containsExactly(1);
            file("tea.yaml", teapot("tea", 419));
            await(() -> !logs.messages().isEmpty());
            assertThat(logs.messages()).containsExactly("scenarios reloaded: [tea]");
            assertThat(status(client)).isEqualTo(419);
        }
    }

    @Test
    void a_rule_that_did_not_change_keeps_its_counts_in_every_world() throws Exception {
        String rules = """
                scenario: two
                rules:
                  - { name: same, on: hosterapi/*, calls: 4, effect: { reply: { status: 418 } } }
                  - { name: other, on: hosterapi/*, effect: { delay: 1ms } }
                """;
        Path two = file("two.yaml", rules);
        try (Hostdouble started = start(true, two)) {
            AllProviders client = new AllProviders(started, "counts");
            AllProviders neighbour = new AllProviders(started, "counts-too");
            for (int i = 0; i < 3; i++) {
                assertThat(status(client)).isEqualTo(200);
            }
            assertThat(status(neighbour)).isEqualTo(200);
            file("two.yaml", rules.replace("1ms", "2ms") + "  - { name: new, on: vss/*, effect: { delay: 1ms } }\n");
            await(() -> client.hits().size() == 3 && neighbour.hits().size() == 3);
            assertThat(matched(client)).containsExactly(3, 0, 0);
            assertThat(matched(neighbour)).containsExactly(1, 0, 0);
            assertThat(status(client)).isEqualTo(418);
        }
    }

    @Test
    void an_error_is_said_once_and_so_is_the_success_after_it() throws Exception {
        Path tea = file("tea.yaml", teapot("tea", 418));
        try (Hostdouble started = start(true, tea)) {
            AllProviders client = new AllProviders(started, "errors");
            file("tea.yaml", teapot("tea", 42));
            await(() -> logs.problems().size() == 1);
            assertThat(logs.problems().get(0)).startsWith("scenarios not reloaded: " + tea + ":3:");
            file("tea.yaml", teapot("tea", 42));
            Thread.sleep(QUIET_MILLIS);
            assertThat(logs.messages()).hasSize(1);
            assertThat(status(client)).isEqualTo(418);
            file("tea.yaml", "scenario: tea\nrulez: []\n");
            await(() -> logs.problems().size() == 2);
            assertThat(logs.problems().get(1)).contains("'rulez'; did you mean 'rules'?");
            file("tea.yaml", teapot("tea", 418));
            await(() -> logs.messages().size() == 3);
            assertThat(logs.messages().get(2)).isEqualTo("scenarios are valid again; none has changed");
            file("tea.yaml", teapot("tea", 419));
            await(() -> logs.messages().size() == 4);
            assertThat(logs.messages()).endsWith("scenarios reloaded: [tea]");
            Thread.sleep(QUIET_MILLIS);
            assertThat(logs.messages()).hasSize(4);
        }
    }

    @Test
    void all_files_of_a_folder_are_active_and_can_be_added_changed_and_removed() throws Exception {
        file("a.yaml", teapot("a", 418));
        file("deep/er/b.yml", teapot("b", 419));
        file("c.json", "{\"scenario\":\"c\",\"use\":[\"any/slow-provider,delay=1ms\"]}");
        file("README.md", "# no scenario");
        try (Hostdouble started = start(true, folder)) {
            AllProviders client = new AllProviders(started, "folder");
            assertThat(status(client)).isEqualTo(418);
            assertThat(active(client)).containsExactly("a", "c", "b");
            assertThat(client.controlled("GET", "scenarios/catalogue", "").findValuesAsText("name"))
                    .contains("a", "b", "c");
            Files.delete(folder.resolve("a.yaml"));
            await(() -> status(client) != 418);
            assertThat(active(client)).containsExactly("c", "b");
            file("deep/er/b.yml", teapot("b", 420));
            await(() -> status(client) == 420);
            file("new/d.yaml", teapot("d", 421));
            await(() -> active(client).contains("d"));
            assertThat(status(new AllProviders(started, "folder-later"))).isEqualTo(420);
        }
    }

    @Test
    void a_folder_is_refused_if_a_file_is_wrong_or_there_is_none() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> start(false, empty).close())
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(empty + ":1: a folder without scenarios: expected *.yaml, *.yml or *.json");
        Path bad = file("some/bad.yaml", teapot("bad", 42));
        Path twin = file("some/twin.yaml", teapot("tea", 418));
        file("some/tea.yaml", teapot("tea", 418));
        assertThatThrownBy(() -> start(false, folder.resolve("some")).close())
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(bad + ":3:", twin + ":1:1: duplicate scenario 'tea'");
        assertThatThrownBy(() -> start(false, Path.of("any/slow-provder")).close())
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("no scenario, file or folder 'any/slow-provder'; did you mean 'any/slow-provider'?");
    }

    @Test
    void files_use_files_beside_them_and_names_take_parameters() throws Exception {
        file(
                "base/tea.yaml",
                "parameters: { status: 418 }\n" + teapot("tea", 418).replace(": 418", ": \"{{param.status}}\""));
        Path day = file("day.yaml", "scenario: day\nuse: [\"base/tea.yaml,status=420\"]\n");
        try (Hostdouble started = start(false, day, Path.of("any/slow-provider,delay=1ms"))) {
            AllProviders client = new AllProviders(started, "used");
            assertThat(status(client)).isEqualTo(420);
            assertThat(active(client)).containsExactly("day", "any/slow-provider");
            assertThat(client.hits().get(0).path("rule").asText()).isEqualTo("tea.tea");

            // By name it works as it did at the start, even if the file it uses is gone meanwhile.
            Files.delete(folder.resolve("base/tea.yaml"));
            client.controlled("DELETE", "scenarios/day", "");
            assertThat(client.hosterapi()
                            .call("GET", STATUS, "", "Emulator-Scenario: day")
                            .status())
                    .isEqualTo(420);
            client.controlled("PUT", "scenarios/day", "");
            assertThat(status(client)).isEqualTo(420);
            client.controlled("POST", "scenarios", "scenario: more\nuse: [day]\n");
        }
    }

    @Test
    void a_file_that_others_use_is_followed_too() throws Exception {
        Path day = file("days/day.yaml", "scenario: day\nuse: [../base/tea.yaml]\n");
        Path tea = file("base/tea.yaml", teapot("tea", 418));
        try (Hostdouble started = start(true, day)) {
            AllProviders client = new AllProviders(started, "base");
            assertThat(status(client)).isEqualTo(418);
            file("base/tea.yaml", teapot("tea", 419));
            await(() -> status(client) == 419);
            Files.delete(tea);
            await(() -> logs.problems().size() == 1);
            assertThat(logs.problems().get(0)).contains(day + ":2:", "cannot read the scenario ../base/tea.yaml");
            assertThat(status(client)).isEqualTo(419);
            file("base/tea.yaml", teapot("tea", 420));
            await(() -> status(client) == 420);
            file("other/tea.yaml", teapot("tea", 421));
            file("days/day.yaml", "scenario: day\nuse: [../other/tea.yaml]\n");
            await(() -> status(client) == 421);
            file("other/tea.yaml", teapot("tea", 422));
            await(() -> status(client) == 422);
        }
    }

    @Test
    void a_folder_that_is_replaced_is_followed() throws Exception {
        file("day/tea.yaml", teapot("tea", 418));
        file("next/tea.yaml", teapot("tea", 419));
        Path day = folder.resolve("day");
        try (Hostdouble started = start(true, day)) {
            AllProviders client = new AllProviders(started, "replaced");
            assertThat(status(client)).isEqualTo(418);
            Files.move(day, folder.resolve("before"));
            await(() -> logs.problems().size() == 1);
            Files.move(folder.resolve("next"), day);
            await(() -> status(client) == 419);
            file("day/tea.yaml", teapot("tea", 420));
            await(() -> status(client) == 420);
        }
    }
}
