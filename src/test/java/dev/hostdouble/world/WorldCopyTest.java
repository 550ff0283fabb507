package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.db.TableCopies;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.effect.ErrorEffect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Copies of worlds: what they have, and what of it they share until they are used. */
class WorldCopyTest {
    private static final StartDate FIXED = StartDate.at(EmulatorClock.START);

    private final InProcessWorlds all = new InProcessWorlds();

    private static TableCopies tables(World world) {
        return WorldCopy.of(world).tables().orElseThrow().tables();
    }

    /** A world in the middle of its story: with open jobs, calls in its journal and calls that count for rates. */
    private void prepare(String name) {
        InProcessWorlds.STORY.forEach(call -> all.call(name, call));
        all.world(name).advance(Duration.ofSeconds(2));
    }

    /** Everything that is saved of a world, and the answers that it gives from there. */
    private List<Object> future(String name) {
        SavedWorld saved = SavedWorld.of(all.world(name));
        return List.of(saved, all.story(name), SavedWorld.of(all.world(name)));
    }

    @Test
    void a_copy_is_open_when_it_is_used_and_goes_on_as_the_other_world_does() {
        prepare("trunk");
        all.fork("trunk", "branch");
        assertThat(all.isOpen("branch")).isFalse();
        assertThat(future("branch")).isEqualTo(future("trunk"));
        assertThat(all.isOpen("branch")).isTrue();
    }

    @Test
    void a_copy_of_a_copy_that_is_not_open_goes_on_alike() {
        prepare("trunk");
        all.fork("trunk", "branch");
        all.fork("branch", "twig");
        assertThat(all.isOpen("branch")).isFalse();
        List<Object> expected = future("trunk");
        assertThat(future("twig")).isEqualTo(expected);
        assertThat(future("branch")).isEqualTo(expected);
    }

    @Test
    void a_copy_of_a_world_that_was_never_used_needs_no_tables() {
        all.world("trunk").advance(Duration.ofSeconds(3));
        all.world("trunk").reset();
        all.world("trunk")
                .run(session -> session.install(
                        new Rule("once", "hosterapi/server.list", new ErrorEffect("UNAUTHORIZED", Map.of()))));
        all.fork("trunk", "branch");
        assertThat(all.isOpen("trunk")).isFalse();
        assertThat(WorldCopy.of(all.world("branch")).tables()).isEmpty();
        assertThat(all.world("branch").scenarioNames()).hasSize(1);
        assertThat(all.story("branch")).isEqualTo(all.story("trunk"));
    }

    @Test
    void a_provider_that_is_not_open_in_a_world_is_not_open_in_its_copy() {
        all.call("trunk", InProcessWorlds.DELETE);
        all.fork("trunk", "branch");
        assertThat(all.call("branch", InProcessWorlds.LIST)).isEqualTo(all.call("trunk", InProcessWorlds.LIST));
        assertThat(all.world("branch")
                        .<Integer>with(session ->
                                session.state().open().providers().opened().size()))
                .isEqualTo(1);
        assertThat(future("branch")).isEqualTo(future("trunk"));
    }

    @Test
    void a_copy_stays_as_it_is_when_the_other_world_changes_or_goes() {
        prepare("trunk");
        all.fork("trunk", "kept");
        SavedWorld then = SavedWorld.of(all.world("trunk"));
        all.fork("trunk", "a");
        all.call("trunk", "PUT /api/v1/datacenter/server/4001/reboot");
        assertThat(SavedWorld.of(all.world("a"))).isEqualTo(then);
        all.fork("kept", "trunk");
        all.fork("trunk", "b");
        all.world("trunk").advance(Duration.ofHours(1));
        assertThat(SavedWorld.of(all.world("b"))).isEqualTo(then);
        all.fork("kept", "trunk");
        all.fork("trunk", "c");
        all.world("trunk").reset();
        assertThat(SavedWorld.of(all.world("c"))).isEqualTo(then);
        all.fork("kept", "trunk");
        all.fork("trunk", "d");
        all.worlds.delete("trunk");
        assertThat(SavedWorld.of(all.world("d"))).isEqualTo(then);
        all.call("d", InProcessWorlds.LIST);
        assertThat(all.isOpen("d")).isTrue();
    }

    @Test
    void copies_share_tables_while_nothing_changes_them() {
        prepare("trunk");
        TableCopies tables = tables(all.world("trunk"));
        all.call("trunk", "GET /nowhere"); // only the journal counts it
        all.world("trunk").run(WorldSession::time);
        assertThat(tables(all.world("trunk"))).isSameAs(tables);
        all.fork("trunk", "branch");
        assertThat(tables(all.world("branch"))).isSameAs(tables);
        all.call("trunk", InProcessWorlds.REINSTALL);
        assertThat(tables(all.world("trunk"))).isNotSameAs(tables);
        assertThat(tables(all.world("branch"))).isSameAs(tables);
    }

    @Test
    void every_kind_of_change_shows_in_the_next_copy() {
        prepare("trunk");
        List<Runnable> changes = List.of(
                () -> all.call("trunk", "PUT /api/v1/datacenter/server/4001/reboot"),
                () -> all.call("trunk", "GET /nowhere"), // counts in the journal
                () -> all.world("trunk").advance(Duration.ofSeconds(1)),
                () -> all.world("trunk").advance(Duration.ofHours(1)), // jobs end
                () -> all.world("trunk")
                        .run(session -> session.settled(jobs -> {
                            jobs.forget(jobs.list().get(0));
                            return jobs;
                        })),
                () -> all.world("trunk")
                        .run(session -> session.install(
                                new Rule("no", "hosterapi/server.list", new ErrorEffect("UNAUTHORIZED", Map.of())))),
                () -> all.call("trunk", InProcessWorlds.LIST), // counts for the rule
                () -> all.world("trunk").run(WorldSession::deactivateAll),
                () -> all.world("trunk").reset(),
                () -> all.call("trunk", InProcessWorlds.DELETE),
                () -> all.fork("other", "trunk"));
        all.call("other", "PUT /api/v1/datacenter/server/4001/password/reset");
        SavedWorld before = SavedWorld.of(all.world("trunk"));
        for (Runnable change : changes) {
            all.fork("trunk", "unused"); // so that a copy is kept
            change.run();
            all.fork("trunk", "branch");
            SavedWorld now = SavedWorld.of(all.world("trunk"));
            assertThat(now).isNotEqualTo(before);
            assertThat(SavedWorld.of(all.world("branch"))).isEqualTo(now);
            all.call("branch", "GET /api/v1/x");
            before = now;
        }
    }

    @Test
    void a_change_that_is_taken_back_is_in_no_copy() {
        all.open("trunk");
        SavedWorld before = SavedWorld.of(all.world("trunk"));
        assertThatThrownBy(() -> all.world("trunk")
                        .run(session -> session.settled(jobs -> {
                            session.state().database().startSequence("changed", 5);
                            all.fork("trunk", "branch"); // sees what is not committed
                            throw new IllegalStateException("for a test");
                        })))
                .hasMessage("for a test");
        assertThat(SavedWorld.of(all.world("branch")).tables()).isNotEqualTo(before.tables());
        all.fork("trunk", "branch");
        assertThat(SavedWorld.of(all.world("branch"))).isEqualTo(before);
    }

    @Test
    void a_copy_counts_as_if_it_were_open() {
        prepare("trunk");
        all.fork("trunk", "branch");
        long closed = all.world("branch").bytes();
        all.world("branch").run(session -> session.state().open());
        assertThat(all.world("branch").bytes()).isBetween(closed - 1000, closed + 1000);
        assertThat(closed).isGreaterThan(100_000);
    }

    @Test
    void a_copy_that_has_no_room_is_refused_and_one_that_is_there_can_be_opened() {
        InProcessWorlds few = new InProcessWorlds("manual", FIXED, new MemoryBudget(2 << 20));
        few.call("trunk", InProcessWorlds.DELETE);
        List<String> made = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        few.fork("trunk", "w" + i);
                        made.add("w" + i);
                    }
                })
                .isInstanceOf(NoRoomException.class)
                .hasMessageContaining("no memory for");
        assertThat(made).hasSizeBetween(3, 20);
        String expected = few.call("trunk", InProcessWorlds.LIST);
        for (String name : made) {
            assertThat(few.call(name, InProcessWorlds.LIST)).isEqualTo(expected);
        }
    }

    @Test
    void threads_that_copy_reset_use_and_delete_the_same_worlds_disturb_nothing() throws Exception {
        prepare("base");
        SavedWorld base = SavedWorld.of(all.world("base"));
        all.worlds.create("start");
        SavedWorld start = SavedWorld.of(all.world("start"));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Random random = new Random(i);
                work.add(() -> disturb(random));
            }
            int done = 0;
            for (Future<Integer> one : threads.invokeAll(work)) {
                done += one.get();
            }
            assertThat(done).isEqualTo(16 * 40);
        } finally {
            threads.shutdown();
        }
        assertThat(SavedWorld.of(all.world("base"))).isEqualTo(base);
        for (int i = 0; i < 3; i++) {
            all.fork("base", "w" + i);
            assertThat(SavedWorld.of(all.world("w" + i))).isEqualTo(base);
            all.world("w" + i).reset();
            assertThat(SavedWorld.of(all.world("w" + i))).isEqualTo(start);
        }
    }

    private int disturb(Random random) {
        int done = 0;
        for (int i = 0; i < 40; i++) {
            String name = "w" + random.nextInt(3);
            int what = random.nextInt(6);
            all.worlds.retryIfDeleted(() -> {
                switch (what) {
                    case 0 -> all.world(name).reset();
                    case 1 -> all.worlds.delete(name);
                    case 2 -> all.call(name, InProcessWorlds.DELETE);
                    case 3 -> all.fork(name, "w" + (name.charAt(1) - '0' + 1) % 3);
                    default -> all.fork("base", name);
                }
                return name;
            });
            done++;
        }
        return done;
    }
}
