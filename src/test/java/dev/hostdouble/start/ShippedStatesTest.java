package dev.hostdouble.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The start states in the jar: which there are, how one is named, and what completes a user's own. */
class ShippedStatesTest {
    static final List<String> NAMES = ShippedStates.NAMES;

    private static final Path FOLDER = Path.of("fixtures/worlds");
    private static final StartStates STATES = new StartStates(Providers.ALL);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void each_folder_has_a_name() throws Exception {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            assertThat(folders.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrderElementsOf(NAMES);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void each_file_meets_its_schema_and_names_it(String name) throws Exception {
        for (Provider provider : Providers.ALL) {
            Path file = FOLDER.resolve(name).resolve(provider.stateFile());
            StartStates.check(provider, file);
            Document document = Document.read(file.toString(), Files.readString(file));
            document.check(provider.stateSchema());
            assertThat(document.isValid()).isTrue();
            assertThat(Files.readAllLines(file).get(0))
                    .isEqualTo("# yaml-language-server: $schema=http://127.0.0.1:8080/_emulator/schemas/"
                            + Path.of(provider.stateSchema()).getFileName());
        }
    }

    @Test
    void a_shipped_state_is_found_by_its_name() throws Exception {
        assertThat(STATES.sources(Optional.of(Path.of("rich"))).keySet())
                .containsExactly("hosterapi.yaml", "hostkey.yaml", "vss.yaml");
        assertThat(STATES.sources(Optional.of(Path.of("default")))).isEmpty();
        assertThat(STATES.sources(Optional.empty())).isEmpty();
    }

    @Test
    void a_name_that_is_not_shipped_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> STATES.sources(Optional.of(Path.of("ritch"))))
                .isInstanceOf(IOException.class)
                .hasMessage("no folder ritch; shipped start states are default and rich");
    }

    @Test
    void those_of_the_default_hold_no_jobs_so_that_a_world_need_not_open_them() throws Exception {
        assertThat(STATES.read(Map.of())).hasSize(Providers.ALL.size()).noneMatch(StartState::hasJobs);
    }

    @Test
    void they_are_read_when_they_are_needed_and_those_of_users_at_once() throws Exception {
        Map<String, String> unreadable = new HashMap<>();
        Providers.ALL.forEach(provider -> unreadable.put(provider.stateFile(), "- not a mapping"));
        List<StartState> states = STATES.open(Map.of(), unreadable);
        assertThat(states).extracting(StartState::provider).isEqualTo(Providers.ALL);
        assertThat(states).allMatch(StartState::isShipped);
        assertThatThrownBy(() -> states.get(0).refuse(400))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot read the shipped " + Providers.ALL.get(0).stateFile());

        Map<String, Source> wrong = Map.of("vss.yaml", new Source("mine.yaml", "speed: fast"));
        assertThatThrownBy(() -> STATES.open(wrong, STATES.shipped()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("mine.yaml:1:");
        Map<String, Source> own = Map.of("vss.yaml", new Source("mine.yaml", "speed: 2"));
        assertThat(STATES.open(own, STATES.shipped()))
                .extracting(StartState::isShipped)
                .containsExactly(true, true, false);
    }

    private String console(Settings settings, String server) throws Exception {
        try (Hostdouble emulator = Hostdouble.start(settings)) {
            return new HosterapiClient(emulator, "w").read(server + "/console").replace("\\/", "/");
        }
    }

    @Test
    void console_urls_lead_to_this_server_in_tests_and_in_the_world_rich() throws Exception {
        for (Settings settings : List.of(
                Settings.forTests(),
                Settings.forTests().withConsoleUrl("https://hosterapi.de").withWorld("rich"))) {
            assertThat(console(settings, "/datacenter/server/4001")).startsWith("{\"result\":\"http://127.0.0.1:");
            assertThat(console(settings, "/datacenter/dedicated/1")).startsWith("{\"result\":\"http://127.0.0.1:");
        }
    }

    @Test
    void a_users_own_state_decides_where_console_urls_lead() throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "speed: 2");
        Settings settings = Settings.forTests().withWorld(folder);
        assertThat(console(settings, "/datacenter/server/4001")).startsWith("{\"result\":\"http://127.0.0.1:");
        Files.writeString(folder.resolve("hosterapi.yaml"), "console-url: https://own.example.com");
        assertThat(console(settings, "/datacenter/server/4001"))
                .startsWith("{\"result\":\"https://own.example.com/novnc");
    }

    @Test
    void without_a_setting_console_urls_are_those_of_the_page() throws Exception {
        Settings settings = Settings.forTests().withConsoleUrl("https://hosterapi.de");
        assertThat(console(settings, "/datacenter/server/4001")).startsWith("{\"result\":\"https://hosterapi.de/novnc");
        assertThat(console(settings, "/datacenter/dedicated/1"))
                .isEqualTo("{\"result\":\"https://example.com/novnc/vnc.html\"}");
        assertThat(Settings.DEFAULT.consoleUrl()).isEmpty();
    }

    @Test
    void a_setting_changes_nothing_but_the_lines_of_its_keys() throws Exception {
        Map<String, String> shipped = STATES.shipped();
        Map<String, String> changed = ShippedStates.withConsoleUrl(shipped, "self");
        assertThat(changed.get("hosterapi.yaml")).isNotEqualTo(shipped.get("hosterapi.yaml"));
        changed.put(
                "hosterapi.yaml",
                String.valueOf(changed.get("hosterapi.yaml"))
                        .replace(
                                "console-url: self\n",
                                "console-url: https://hosterapi.de   # self: the address of this server\n")
                        .replace(
                                "dedicated-console: self\n",
                                "dedicated-console: https://example.com/novnc/vnc.html\n"));
        assertThat(changed).isEqualTo(shipped);
    }
}
