package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Request;
import dev.hostdouble.job.Jobs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** When the memory is used up: which calls are refused, which worlds make room, and which stay. */
@Isolated("it asserts on what is logged")
class RoomTest {
    private static Worlds worlds(int max, MemoryBudget memory, boolean evict) {
        return new Worlds(
                new WorldSettings(ClockMode.MANUAL, 1, false, false, 100, max, WorldSettings.hostClock())
                        .withNow(StartDate.at(EmulatorClock.START))
                        .withMemory(memory, evict),
                List.of());
    }

    private static List<String> names(Worlds worlds) {
        return worlds.list().stream().map(World::name).toList();
    }

    private static void use(Worlds worlds, String name) {
        worlds.get(name).run(session -> session.settled(Jobs::list)); // opens it
    }

    private static void post(Worlds worlds, String name, int bytes) {
        Request request = new Request(
                "POST", "http", "x", "", "/nowhere", "", Headers.NONE, Bytes.of(new byte[bytes]), List.of());
        worlds.handle(name, request);
    }

    @Test
    void worlds_are_refused_when_the_memory_is_used_up() {
        Worlds worlds = worlds(1000, new MemoryBudget(1 << 20), false);
        int made = 0;
        try {
            for (int i = 0; i < 1000; i++) {
                use(worlds, "w" + i);
                made++;
            }
        } catch (NoRoomException e) {
            assertThat(e).hasMessageContainingAll("no memory for a new world: the worlds keep 1 MiB of 1 MiB", "'w");
        }
        assertThat(made).isBetween(10, 30);
        assertThat(worlds.get("w0").name()).isEqualTo("w0");
        assertThat(worlds.get(Worlds.DEFAULT).name()).isEqualTo("default");
        for (int i = 0; i < 5; i++) {
            worlds.delete("w" + i);
        }
        use(worlds, "w0");
    }

    @Test
    void the_world_that_uses_most_gives_up_its_events() {
        Worlds worlds = worlds(10, new MemoryBudget(1 << 20), false);
        post(worlds, "small", 1000);
        for (int i = 0; i < 50; i++) {
            post(worlds, "large", 100_000);
        }
        assertThat(worlds.memory().used()).isLessThanOrEqualTo(1 << 20);
        assertThat(worlds.get("small")
                        .<Integer>with(session -> session.journal().entries().size()))
                .isEqualTo(1);
        worlds.get("large").run(session -> {
            assertThat(session.journal().entries().size()).isBetween(5, 8);
            assertThat(session.journal().entries().get(0).number()).isGreaterThan(40);
            assertThat(session.journal().log().incomplete()).isPresent();
        });
    }

    @Test
    void the_least_recently_used_world_makes_room_if_that_is_allowed() {
        Worlds worlds = worlds(2, MemoryBudget.ofHeap(), true);
        use(worlds, Worlds.DEFAULT);
        use(worlds, "a");
        use(worlds, "b");
        use(worlds, "a");
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            use(worlds, "c");
            assertThat(logs.messages()).containsExactly("world b was evicted to make room for world c");
        }
        assertThat(names(worlds)).containsExactly("a", "c", "default");
    }

    @Test
    void a_world_that_somebody_is_in_stays() {
        Worlds worlds = worlds(1, MemoryBudget.ofHeap(), true);
        use(worlds, "a");
        worlds.get("a").run(session -> assertThatThrownBy(() -> worlds.get("b")).isInstanceOf(NoRoomException.class));
        use(worlds, "b");
        assertThat(names(worlds)).containsExactly("b");
    }

    @Test
    void worlds_also_make_room_in_memory() {
        Worlds worlds = worlds(1000, new MemoryBudget(1 << 20), true);
        for (int i = 0; i < 100; i++) {
            use(worlds, "w" + i);
        }
        assertThat(names(worlds)).contains("w99").doesNotContain("w0").hasSizeBetween(10, 30);
    }

    @Test
    void what_a_world_would_keep_is_refused_but_reading_is_not() {
        Worlds worlds = worlds(10, new MemoryBudget(1 << 20), false);
        worlds.get("a").run(session -> {
            session.requireRoom("a new scenario", 1000);
            assertThatThrownBy(() -> session.requireRoom("a new scenario", 2 << 20))
                    .isInstanceOf(NoRoomException.class)
                    .hasMessageContaining("no memory for a new scenario");
        });
    }
}
