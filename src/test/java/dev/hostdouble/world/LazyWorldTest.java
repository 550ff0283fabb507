package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Providers;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.StartStates.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A world opens its database with its first use; nothing in a reply depends on when that is. */
class LazyWorldTest {
    private static final StartDate FIXED = StartDate.at(EmulatorClock.START);

    private final InProcessWorlds all = new InProcessWorlds();

    @Test
    void neither_making_nor_resetting_a_world_opens_it() {
        all.worlds.create("a");
        assertThat(all.isOpen("a")).isFalse();
        all.world("a").reset();
        assertThat(all.isOpen("a")).isFalse();
        all.call("a", InProcessWorlds.LIST);
        assertThat(all.isOpen("a")).isTrue();
        all.world("a").reset();
        assertThat(all.isOpen("a")).isFalse();
    }

    @Test
    void at_the_start_only_providers_whose_state_is_a_users_are_opened() throws Exception {
        StartStates states = new StartStates(Providers.ALL);
        Map<String, Source> own = Map.of("vss.yaml", new Source("mine.yaml", "speed: 2"));
        for (Map<String, Source> sources : List.of(Map.<String, Source>of(), own)) {
            Worlds worlds = new Worlds(
                    new WorldSettings(ClockMode.parse("manual"), 1, true, false, 100, 200, all.wall),
                    states.open(sources, states.shipped()));
            worlds.openDefault();
            assertThat(worlds.get(Worlds.DEFAULT)
                            .<Integer>with(session ->
                                    session.state().open().providers().opened().size()))
                    .isEqualTo(sources.size());
        }
    }

    @Test
    void only_a_call_that_waits_for_nothing_is_answered_at_once() {
        World world = all.world("a");
        assertThat(isAnsweredAtOnce(InProcessWorlds.LIST)).isFalse();
        all.call("a", InProcessWorlds.LIST);
        assertThat(isAnsweredAtOnce(InProcessWorlds.LIST)).isTrue();
        assertThat(isAnsweredAtOnce("GET /v2/iso")).isFalse(); // nobody has called this provider
        assertThat(isAnsweredAtOnce("GET /api/v1/datacenter/nowhere")).isFalse(); // a warning is logged
        assertThat(isAnsweredAtOnce("GET /nowhere")).isFalse();
        world.run(session -> {
            Thread other = new Thread(
                    () -> assertThat(isAnsweredAtOnce(InProcessWorlds.LIST)).isFalse());
            AtomicReference<Throwable> failure = new AtomicReference<>();
            other.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(failure).hasNullValue();
        });
        world.reset();
        assertThat(isAnsweredAtOnce(InProcessWorlds.LIST)).isFalse();
        all.worlds.delete("a");
        assertThat(isAnsweredAtOnce(InProcessWorlds.LIST)).isFalse();
    }

    private boolean isAnsweredAtOnce(String call) {
        return all.worlds.handleIfFree("a", InProcessWorlds.request(call)).isPresent();
    }

    @Test
    void looking_at_clock_scenarios_and_journal_opens_nothing() {
        all.world("a").run(session -> {
            session.time();
            session.startedAt();
            session.scenarios().counts();
            session.journal().entries();
            session.journal().log();
        });
        assertThat(all.isOpen("a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "step:1500ms", "real", "x60"})
    void a_world_that_opens_late_answers_with_the_same_bytes(String clock) {
        InProcessWorlds worlds = new InProcessWorlds(clock, FIXED, MemoryBudget.ofHeap());
        worlds.open("early");
        worlds.worlds.create("late");
        worlds.world("late").run(WorldSession::time);
        worlds.wall.pass(Duration.ofSeconds(10));
        assertThat(worlds.story("late")).isEqualTo(worlds.story("early"));
        List.of("early", "late").forEach(world -> worlds.world(world).reset());
        worlds.open("early");
        worlds.wall.pass(Duration.ofSeconds(10));
        assertThat(worlds.story("late")).isEqualTo(worlds.story("early"));
        assertThat(WorldContent.hash(worlds.world("late"))).isEqualTo(WorldContent.hash(worlds.world("early")));
        assertThat(worlds.world("late").with(WorldSession::time))
                .isEqualTo(worlds.world("early").with(WorldSession::time));
    }

    @Test
    void a_world_starts_when_it_is_made_or_reset_and_not_when_it_is_first_used() {
        InProcessWorlds worlds = new InProcessWorlds("real", StartDate.HOST, MemoryBudget.ofHeap());
        Instant made = worlds.wall.instant();
        worlds.world("a").run(WorldSession::time); // as PUT worlds/a does, which shows the clock
        worlds.wall.pass(Duration.ofHours(1));
        worlds.call("a", InProcessWorlds.LIST);
        assertThat(worlds.world("a").with(WorldSession::startedAt)).isEqualTo(made);
        Instant reset = worlds.wall.instant();
        worlds.world("a").reset();
        worlds.wall.pass(Duration.ofHours(1));
        worlds.call("a", InProcessWorlds.LIST);
        worlds.world("a").run(session -> {
            assertThat(session.startedAt()).isEqualTo(reset);
            assertThat(session.time().elapsed()).isEqualTo(Duration.ofHours(1));
        });
    }

    @Test
    void a_reset_forgets_everything_of_a_world_that_is_open() {
        List<String> first = all.story("a");
        all.world("a").reset();
        all.world("a").run(session -> {
            assertThat(session.journal().nextNumber()).isEqualTo(1);
            assertThat(session.time().elapsed()).isZero();
        });
        assertThat(all.story("a")).isEqualTo(first);
    }

    @Test
    void a_clock_that_is_moved_before_the_first_use_counts_from_the_start() {
        all.world("late").advance(Duration.ofMinutes(7));
        all.open("early");
        all.world("early").advance(Duration.ofMinutes(7));
        assertThat(all.story("late")).isEqualTo(all.story("early"));
    }

    @Test
    void a_world_that_is_not_open_keeps_little_and_gives_back_what_it_kept() {
        all.worlds.create("a");
        all.world("a").run(WorldSession::time);
        long closed = all.world("a").bytes();
        assertThat(closed).isLessThan(10_000);
        all.open("a");
        assertThat(all.world("a").bytes()).isGreaterThan(100_000);
        all.world("a").reset();
        assertThat(all.world("a").bytes()).isEqualTo(closed);
        all.worlds.delete("a");
        assertThat(all.worlds.memory().used()).isZero();
    }

    @Test
    void a_world_that_finds_no_room_opens_when_there_is_some() {
        InProcessWorlds worlds = new InProcessWorlds("step:1s", FIXED, new MemoryBudget(600 << 10));
        worlds.worlds.create("late");
        List<String> others =
                IntStream.range(0, 15).mapToObj(number -> "w" + number).toList();
        others.forEach(worlds.worlds::create); // they are not open yet, so they all have room
        assertThatThrownBy(() -> others.forEach(name -> worlds.world(name).run(session -> session.settled(Jobs::list))))
                .isInstanceOf(NoRoomException.class)
                .hasMessageContaining("no memory for the state of a world");
        assertThatThrownBy(() -> worlds.call("late", InProcessWorlds.LIST))
                .isInstanceOf(NoRoomException.class)
                .hasMessageContaining("no memory for the state of a world");
        assertThat(worlds.isOpen("late")).isFalse();
        others.forEach(worlds.worlds::delete);
        InProcessWorlds other = new InProcessWorlds("step:1s", FIXED, MemoryBudget.ofHeap());
        assertThat(worlds.call("late", InProcessWorlds.LIST)).isEqualTo(other.call("late", InProcessWorlds.LIST));
        assertThat(worlds.world("late").with(WorldSession::time))
                .isEqualTo(other.world("late").with(WorldSession::time));
    }

    @Test
    void a_saved_state_has_the_same_content_whether_or_not_its_world_is_open() {
        all.worlds.create("closed");
        all.open("open");
        SavedWorld closed = SavedWorld.of(all.world("closed"));
        assertThat(closed).isEqualTo(SavedWorld.of(all.world("open")));
        assertThat(all.isOpen("closed")).isFalse();
        assertThat(all.story("closed")).isEqualTo(all.story("open"));
        assertThat(all.world("closed")
                        .<Integer>with(session -> session.settled(Jobs::list).size()))
                .isPositive();
    }
}
