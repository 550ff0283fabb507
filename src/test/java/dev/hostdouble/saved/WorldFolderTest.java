package dev.hostdouble.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Providers;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.effect.ErrorEffect;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.UnavailableWorldException;
import dev.hostdouble.world.WorldCopy;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.WorldStart;
import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Worlds that come and go: by eviction, by checkpoints, and between processes that do not give them up. */
@Isolated("it asserts on what is logged")
class WorldFolderTest {
    private final Path path;
    private final WorldFolder folder;
    private final Worlds worlds;
    private final WorldFolder otherFolder;
    private final Worlds others;

    WorldFolderTest(@TempDir Path path) throws Exception {
        this.path = path;
        WorldSettings settings = new WorldSettings(ClockMode.MANUAL, 1, false, false, 10, 2, WorldSettings.hostClock())
                .withMemory(MemoryBudget.ofHeap(), true);
        WorldStart start = new Worlds(settings, new StartStates(Providers.ALL).read(Map.of())).start();
        StateReader reader = new StateReader(Providers.ALL, new StateSchema(Providers.ALL), start);
        folder = new WorldFolder(path, "test", reader, Duration.ofMillis(300));
        otherFolder = new WorldFolder(path, "test", reader, Duration.ofMillis(300));
        worlds = new Worlds(settings, start, Optional.of(folder));
        others = new Worlds(settings, start, Optional.of(otherFolder));
    }

    @AfterEach
    void close() {
        folder.close();
        otherFolder.close();
    }

    private static Duration elapsed(Worlds of, String world) {
        return of.get(world).clock().orElseThrow().time().elapsed();
    }

    @Test
    void an_evicted_world_comes_back_as_it_was() {
        for (int i = 1; i <= 5; i++) {
            worlds.get("w" + i).advance(Duration.ofSeconds(i));
        }
        assertThat(worlds.list()).hasSize(2);
        for (int i = 1; i <= 5; i++) {
            assertThat(elapsed(worlds, "w" + i)).isEqualTo(Duration.ofSeconds(i));
        }
    }

    @Test
    void a_copy_that_nobody_has_used_moves_as_it_is() throws IOException {
        worlds.get("a").run(session -> session.settled(Jobs::list)); // opens it
        worlds.get("a").advance(Duration.ofSeconds(3));
        WorldCopy.of(worlds.get("a")).into(worlds.get("b"));
        assertThat(worlds.release("b")).isTrue();
        assertThat(elapsed(others, "b")).isEqualTo(Duration.ofSeconds(3));
        assertThat(worlds.release("a")).isTrue();
        assertThat(Files.readString(path.resolve("b.json"))).isEqualTo(Files.readString(path.resolve("a.json")));
    }

    @Test
    void whoever_waits_for_a_world_in_vain_is_told_so_in_time() {
        worlds.get("held").advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> others.get("held"))
                .isInstanceOf(UnavailableWorldException.class)
                .hasMessageContaining("in use by another server, which has not released it within 300 ms; try again");
        assertThat(others.isHere("held")).isFalse();
        assertThat(path.resolve(".wanted")).isEmptyDirectory();
        assertThat(worlds.release("held")).isTrue();
        assertThat(elapsed(others, "held")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_world_without_a_text_stays_where_it_is_until_it_can_be_saved() throws IOException {
        Rule rule = new Rule("any", "hosterapi/server.list", new ErrorEffect("UNAUTHORIZED", Map.of()));
        Scenario built = new Scenario("built", "", OptionalLong.empty(), List.of(rule), List.of(), "");
        worlds.get("java").run(session -> session.activate(built));
        SharedWorlds shared = new SharedWorlds(folder, worlds);
        try (CapturedLogs logs = CapturedLogs.of("saved")) {
            assertThatThrownBy(() -> others.get("java")).isInstanceOf(UnavailableWorldException.class);
            assertThat(logs.problems()).hasSize(1).first().asString().contains("world java stays here");
        }
        assertThat(worlds.isHere("java")).isTrue();
        assertThatThrownBy(shared::checkpoint).hasMessageContaining("Java code built the scenario 'built'");
        worlds.get("java").run(session -> session.deactivateAll());
        assertThat(others.get("java").scenarioNames()).isEmpty();
        shared.end();
    }

    @Test
    void a_checkpoint_saves_what_has_changed() throws IOException {
        SharedWorlds shared = new SharedWorlds(folder, worlds);
        worlds.get("a").advance(Duration.ofSeconds(1));
        worlds.get("b").advance(Duration.ofSeconds(1));
        shared.checkpoint();
        Files.delete(path.resolve("b.json"));
        worlds.get("a").advance(Duration.ofSeconds(1));
        shared.checkpoint();
        assertThat(path.resolve("a.json")).content().contains("\"elapsed\":\"PT2S\"");
        assertThat(path.resolve("b.json")).doesNotExist();
        worlds.get("b").reset();
        shared.checkpoint();
        assertThat(path.resolve("b.json")).content().contains("\"elapsed\":\"PT0S\"");
        shared.end();
    }

    @Test
    void a_checkpoint_that_fails_leaves_the_last_one_and_says_so() throws IOException {
        SharedWorlds shared = new SharedWorlds(folder, worlds);
        worlds.get("a").advance(Duration.ofSeconds(1));
        worlds.get("b").advance(Duration.ofSeconds(1));
        shared.checkpoint();
        String before = Files.readString(path.resolve("a.json"));
        Files.createFile(Files.createDirectory(path.resolve("a.json.next")).resolve("in-the-way"));
        worlds.get("a").advance(Duration.ofSeconds(1));
        worlds.get("b").advance(Duration.ofSeconds(1));
        assertThatThrownBy(shared::checkpoint).isInstanceOf(IOException.class).hasMessageContaining("a.json.next");
        assertThat(path.resolve("a.json")).hasContent(before.strip());
        assertThat(path.resolve("b.json")).content().contains("\"elapsed\":\"PT2S\"");
        assertThatThrownBy(shared::end).isInstanceOf(IOException.class).hasMessageContaining("a.json.next");
    }

    @Test
    void time_that_has_passed_is_saved_with_a_world_that_leaves() {
        worlds.get("fast").run(session -> session.setClock(ClockMode.parse("x1000000"), session.now()));
        worlds.release("fast");
        Duration first = elapsed(worlds, "fast");
        worlds.release("fast");
        assertThat(elapsed(worlds, "fast")).isGreaterThan(first);
    }

    @Test
    void a_world_that_nobody_has_used_leaves_no_file() {
        worlds.get("idle");
        assertThat(worlds.release("idle")).isTrue();
        assertThat(path.resolve("idle.json")).doesNotExist();
    }

    @Test
    void names_of_files_are_names_of_worlds_and_back() {
        for (String world : List.of("a", "A", "aA", "A-b_C.9", "...", ".wanted", "X".repeat(64))) {
            assertThat(WorldFileName.world(WorldFileName.of(world))).contains(world);
        }
        for (String file : List.of("", ".", "..", "A", "+", "++a", "+A", "a b", "a+1", "x".repeat(65))) {
            assertThat(WorldFileName.world(file)).as(file).isEmpty();
        }
    }
}
