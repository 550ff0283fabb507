package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.start.StartStates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a start state that were made for one world fit every other one. */
class PreparedStartTest {
    private static WorldStart start(String name) throws Exception {
        StartStates files = new StartStates(Providers.ALL);
        return WorldStart.of(files.read(files.sources(Optional.of(Path.of(name)))));
    }

    private static Worlds worlds(WorldStart start, long seed, boolean acceptAnyToken, String date) {
        return new Worlds(
                new WorldSettings(ClockMode.MANUAL, seed, acceptAnyToken, false, 10, 10, WorldSettings.hostClock())
                        .withNow(StartDate.at(Instant.parse(date))),
                start,
                Optional.empty());
    }

    private static long bytes(Worlds worlds, String name) {
        return worlds.get(name).with(session -> session.state().bytes());
    }

    private static SavedWorld opened(Worlds worlds, String name) {
        worlds.get(name).run(session -> session.state().instances());
        return SavedWorld.of(worlds.get(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "rich"})
    void they_depend_neither_on_seed_nor_date_nor_on_who_is_let_in(String name) throws Exception {
        WorldStart shared = start(name);
        Worlds first = worlds(shared, 1, true, "2024-02-01T00:00:00Z");
        assertThat(opened(first, "second")).isEqualTo(opened(first, "first"));
        Worlds other = worlds(shared, 7, false, "2031-07-09T12:34:56Z");
        SavedWorld expected = opened(worlds(start(name), 7, false, "2031-07-09T12:34:56Z"), "first");
        SavedWorld copied = opened(other, "third");
        assertThat(copied.tables()).isEqualTo(expected.tables());
        assertThat(copied.windows()).isEqualTo(expected.windows());
        assertThat(bytes(other, "third")).isEqualTo(bytes(first, "second"));
    }
}
