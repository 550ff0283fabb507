package dev.hostdouble.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers that share a folder of worlds, as users meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("it asserts on what is logged")
class SharedFolderTest {
    private final Path folder;
    private final Hostdouble first;
    private final Hostdouble second;

    SharedFolderTest(@TempDir Path parent) throws Exception {
        this.folder = parent.resolve("worlds");
        Settings settings = Settings.forTests().withState(folder.resolve("."), Optional.empty());
        this.first = Hostdouble.start(settings);
        this.second = Hostdouble.start(settings);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    private static String worlds(Hostdouble server) {
        return new HosterapiClient(server, "unused")
                .send("GET", "/_emulator/worlds", "")
                .body();
    }

    private static Seen state(Hostdouble server, String world) {
        return new HosterapiClient(server, world).send("GET", "/_emulator/state", "");
    }

    @Test
    void a_world_moves_to_the_server_that_is_called_and_goes_on_there() {
        HosterapiClient here = new HosterapiClient(first, "mover");
        HosterapiClient there = new HosterapiClient(second, "mover");
        String job = here.order();
        here.advance("5s");
        String before = state(first, "mover").body();
        assertThat(state(second, "mover").body()).isEqualTo(before);
        assertThat(worlds(second)).contains("\"mover\"");
        assertThat(worlds(first)).doesNotContain("\"mover\"");
        there.advance("1h");
        assertThat(here.call("GET", job).body()).contains("\"finished\"");
        assertThat(worlds(first)).contains("\"mover\"");
    }

    @Test
    void both_can_change_a_world_in_turns_and_nothing_is_lost() {
        List<HosterapiClient> both = List.of(new HosterapiClient(first, "turns"), new HosterapiClient(second, "turns"));
        for (int i = 0; i < 6; i++) {
            both.get(i % 2).advance("1s");
        }
        assertThat(second.world("turns").clock().orElseThrow().time().elapsed()).isEqualTo(Duration.ofSeconds(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {".lock", ".wanted", "...", "Capital"})
    void any_name_of_a_world_moves(String name) {
        new HosterapiClient(first, name).advance("1s");
        new HosterapiClient(second, name).advance("1s");
        assertThat(second.world(name).clock().orElseThrow().time().elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void questions_about_a_server_move_no_world() {
        new HosterapiClient(first, "stays").order();
        for (String path : List.of("health", "worlds", "schemas", "scenarios/catalogue")) {
            assertThat(new HosterapiClient(second, "stays")
                            .send("GET", "/_emulator/" + path, "")
                            .status())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(worlds(first)).contains("\"stays\"");
    }

    @Test
    void a_world_that_exists_nowhere_is_not_created_by_a_question() {
        assertThat(state(first, "nowhere").status()).isEqualTo(404);
        assertThat(state(second, "nowhere").status()).isEqualTo(404);
        assertThat(folder.resolve("nowhere.json")).doesNotExist();
    }

    @Test
    void a_deleted_world_is_gone_on_both_with_its_file() {
        new HosterapiClient(first, "doomed").call("POST", HosterapiClient.SERVERS + "/4001/delete?force=1");
        HosterapiClient there = new HosterapiClient(second, "doomed");
        assertThat(there.servers()).doesNotContain("4001");
        assertThat(folder.resolve("doomed.json")).exists();
        HosterapiClient other = new HosterapiClient(first, "default");
        assertThat(other.send("DELETE", "/_emulator/worlds/doomed", "").status())
                .isEqualTo(200);
        assertThat(folder.resolve("doomed.json")).doesNotExist();
        assertThat(other.send("DELETE", "/_emulator/worlds/doomed", "").status())
                .isEqualTo(404);
        assertThat(there.servers()).contains("4001");
    }

    @Test
    void a_world_can_be_created_once_and_forked_from_elsewhere() {
        HosterapiClient here = new HosterapiClient(first, "trunk");
        HosterapiClient there = new HosterapiClient(second, "trunk");
        assertThat(here.send("PUT", "/_emulator/worlds/trunk", "").status()).isEqualTo(201);
        assertThat(there.send("PUT", "/_emulator/worlds/trunk", "").status()).isEqualTo(200);
        here.order();
        assertThat(there.send("PUT", "/_emulator/worlds/branch", "{\"from\":\"trunk\"}")
                        .status())
                .isEqualTo(201);
        assertThat(state(first, "branch").body())
                .isEqualTo(state(first, "trunk").body());
    }

    @Test
    void names_that_differ_by_case_only_have_different_files() throws IOException {
        new HosterapiClient(first, "Case.A").advance("1s");
        new HosterapiClient(first, "case.a").advance("2s");
        state(second, "Case.A");
        state(second, "case.a");
        assertThat(folder.resolve("+case.+a.json")).content().contains("\"elapsed\":\"PT1S\"");
        assertThat(folder.resolve("case.a.json")).content().contains("\"elapsed\":\"PT2S\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("case.a.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_cannot_be_loaded_costs_its_own_world_alone() throws IOException {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{\"state\": 9}");
        HosterapiClient client = new HosterapiClient(first, "broken");
        try (CapturedLogs logs = CapturedLogs.of("saved")) {
            Seen refused = client.call("GET", HosterapiClient.SERVERS);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("world 'broken' cannot be loaded; the log of the server says why");
            assertThat(client.send("PUT", "/_emulator/worlds/broken", "").status())
                    .isEqualTo(503);
            assertThat(client.send("GET", "/_emulator/clock", "").status()).isEqualTo(503);
            assertThat(logs.problems())
                    .hasSize(3)
                    .containsOnly("world broken cannot be loaded: " + file
                            + ": /state: unknown version 9 of the format: expected 1");
        }
        assertThat(new HosterapiClient(first, "whole").servers()).contains("4001");
        assertThat(file).hasContent("{\"state\": 9}");
        assertThat(client.send("DELETE", "/_emulator/worlds/broken", "").status())
                .isEqualTo(200);
        assertThat(client.servers()).contains("4001");
    }

    @Test
    void a_request_for_a_world_that_nobody_waits_for_any_more_does_no_harm() throws IOException {
        Files.createFile(folder.resolve(".wanted").resolve("left"));
        Files.createFile(folder.resolve(".wanted").resolve("no world"));
        HosterapiClient client = new HosterapiClient(first, "left");
        client.advance("1s");
        assertThat(folder.resolve(".wanted").resolve("left")).doesNotExist();
        assertThat(client.servers()).contains("4001");
    }

    @Test
    void a_folder_in_a_folder_that_does_not_exist_is_refused_at_the_start() {
        Settings nowhere = Settings.forTests().withState(folder.resolve("no/where/."), Optional.empty());
        assertThatThrownBy(() -> Hostdouble.start(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no folder");
    }
}
