package dev.hostdouble.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.world.World;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of {@code --state}. */
class StateFileTest {
    private static final String WORLD = "kept";

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("state.json");
    }

    private Settings settings() {
        return Settings.forTests().withState(file(), Optional.empty());
    }

    @Test
    void the_next_start_goes_on_where_the_last_one_ended() throws Exception {
        String servers;
        try (Hostdouble emulator = Hostdouble.start(settings())) {
            HosterapiClient client = new HosterapiClient(emulator, WORLD);
            client.call("POST", HosterapiClient.SERVERS + "/4001/delete?force=1");
            servers = client.servers();
            emulator.world(WORLD).advance(Duration.ofMinutes(5));
        }
        String saved = Files.readString(file());
        assertThat(saved).contains("\"default\"", "\"kept\"");
        try (Hostdouble emulator = Hostdouble.start(settings())) {
            World world = emulator.world(WORLD);
            assertThat(world.clock().orElseThrow().time().elapsed()).isEqualTo(Duration.ofMinutes(5));
            assertThat(new HosterapiClient(emulator, WORLD).servers())
                    .isEqualTo(servers)
                    .doesNotContain("4001");
        }
    }

    @Test
    void worlds_that_are_not_open_yet_are_saved_too() throws Exception {
        String expected;
        try (Hostdouble emulator = Hostdouble.start(settings())) {
            HosterapiClient client = new HosterapiClient(emulator, WORLD);
            client.call("POST", HosterapiClient.SERVERS + "/4001/delete?force=1");
            client.controlled("PUT", "worlds/copy", "{\"from\":\"kept\"}");
            client.controlled("PUT", "worlds/fresh", "");
            expected = client.servers();
        }
        try (Hostdouble emulator = Hostdouble.start(settings())) {
            assertThat(new HosterapiClient(emulator, "copy").servers()).isEqualTo(expected);
            assertThat(new HosterapiClient(emulator, "fresh").servers())
                    .isEqualTo(new HosterapiClient(emulator, "other").servers())
                    .isNotEqualTo(expected);
        }
    }

    @Test
    void what_nobody_touches_is_saved_with_the_same_bytes() throws Exception {
        Hostdouble.start(settings()).close();
        String first = Files.readString(file());
        Hostdouble.start(settings()).close();
        assertThat(Files.readString(file())).isEqualTo(first);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("state.json", "state.json.lock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"states\":1|line 1, column ",
                "{\"states\":9,\"worlds\":{},\"starts\":[]}|/states: unknown version 9 of the format: expected 1",
                "{\"state\":1}|expected a JSON object with the member \"states\": 1",
                "{\"states\":1}|expected a list \"starts\" and an object \"worlds\"",
                "{\"states\":1,\"worlds\":{\"a b\":{}},\"starts\":[]}|invalid world name",
                "{\"states\":1,\"worlds\":{\"a\":{\"state\":3,\"start\":0}},\"starts\":[{}]}|/worlds/a/state: unknown version 3",
                "{\"states\":1,\"worlds\":{\"a\":{\"start\":1}},\"starts\":[{}]}|/worlds/a/start: expected a number from 0 to below 1",
                "{\"states\":1,\"worlds\":{\"a\":{\"start\":0}},\"starts\":[{}]}|/worlds/a: expected a JSON object",
                "{\"states\":1,\"worlds\":{},\"starts\":[],\"world\":{}}|unknown member 'world'",
                "secret=hunter2|invalid JSON",
            })
    void a_file_that_is_none_is_refused_at_the_start_and_stays_as_it_is(String text, String why) throws IOException {
        Files.writeString(file(), text);
        assertThatThrownBy(() -> Hostdouble.start(settings()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining(why)
                .message()
                .doesNotContain("hunter2");
        assertThat(file()).hasContent(text);
    }

    @Test
    void two_servers_cannot_use_one_file() throws Exception {
        try (Hostdouble first = Hostdouble.start(settings())) {
            assertThatThrownBy(() -> Hostdouble.start(settings()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another server uses it");
            assertThat(first.port()).isPositive();
        }
        Hostdouble.start(settings()).close();
    }

    /** A process that closes a file loses its locks on it, so the second server must not open the file at all. */
    @Test
    void a_server_that_was_refused_leaves_the_file_locked_for_other_processes() throws Exception {
        try (StateFile first = new StateFile(file(), "test")) {
            assertThatThrownBy(() -> new StateFile(folder.resolve("./state.json"), "test"))
                    .hasMessageContaining("another server uses it");
            Process other = endlessSaves().redirectErrorStream(true).start();
            try {
                String said = other.inputReader(StandardCharsets.UTF_8).readLine();
                assertThat(said).contains("another server uses it");
            } finally {
                other.destroyForcibly();
            }
            assertThat(first).isNotNull();
        }
    }

    @Test
    void a_last_state_that_cannot_be_saved_is_no_success() throws Exception {
        Hostdouble emulator = Hostdouble.start(settings());
        Path next = Files.createDirectory(folder.resolve("state.json.next"));
        Files.createFile(next.resolve("in-the-way"));
        assertThatThrownBy(emulator::close).hasMessageContaining("the state was not saved");
    }

    @Test
    void a_folder_that_does_not_exist_is_refused_at_the_start() {
        Settings nowhere = Settings.forTests().withState(folder.resolve("none/state.json"), Optional.empty());
        assertThatThrownBy(() -> Hostdouble.start(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no folder");
    }

    /** A process that saves as fast as it can is killed: the file has what it last said to have saved, or what came next. */
    @Test
    void a_process_that_is_killed_while_it_saves_leaves_its_last_state() throws Exception {
        for (int kill = 1; kill <= 4; kill++) {
            Process process = endlessSaves()
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Duration said = Duration.ZERO;
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < 3 * kill; i++) {
                    said = Duration.parse(out.readLine());
                }
                process.toHandle().destroyForcibly(); // Process.destroyForcibly closes the stream
                process.waitFor();
                for (String line = out.readLine(); line != null && line.endsWith("S"); line = out.readLine()) {
                    said = Duration.parse(line);
                }
            }
            try (Hostdouble emulator = Hostdouble.start(settings())) {
                Duration kept =
                        emulator.world(WORLD).clock().orElseThrow().time().elapsed();
                assertThat(kept).isIn(said, said.plusSeconds(1));
            }
        }
    }

    private ProcessBuilder endlessSaves() {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessSaves.class.getName(),
                file().toString());
    }
}
