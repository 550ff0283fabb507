package dev.hostdouble.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.MemoryBudget.Account;
import org.junit.jupiter.api.Test;

/** The budget is shared fairly: who uses most gives up first. */
class MemoryBudgetTest {
    private static final long LIMIT = 17_600;
    private static final long FOR_ALL = 12_800; // eight elevenths
    private static final long FREED = 550;

    private final MemoryBudget budget = new MemoryBudget(LIMIT);

    /** Keeps some bytes, and gives up events in steps of 100. */
    private final class User implements MemoryBudget.Owner {
        private final Account account;
        private final long kept;
        private long events;
        private boolean isBusy;

        User(String name, long kept, long events) {
            this.account = budget.newAccount(name, this);
            this.kept = kept;
            set(events);
        }

        void set(long now) {
            events = now;
            account.set(kept, events);
        }

        @Override
        public boolean giveUp(long bytes) {
            long goal = events - bytes;
            boolean canGive = !isBusy && events > 0;
            while (canGive && events > Math.max(0, goal)) {
                set(Math.max(0, events - 100));
            }
            return canGive;
        }
    }

    @Test
    void nothing_is_given_up_below_the_limit() {
        User one = new User("one", 1000, FOR_ALL - 1000);
        budget.reclaim();
        assertThat(one.events).isEqualTo(FOR_ALL - 1000);
        assertThat(budget.used()).isEqualTo(FOR_ALL);
        assertThat(budget.kept()).isEqualTo(1000);
    }

    @Test
    void the_largest_gives_up_and_not_the_one_that_adds() {
        User large = new User("large", 0, 11_000);
        User small = new User("small", 0, 1500);
        small.set(2100);
        budget.reclaim();
        assertThat(small.events).isEqualTo(2100);
        assertThat(large.events).isEqualTo(10_100);
        assertThat(budget.used()).isLessThanOrEqualTo(FOR_ALL - FREED);
    }

    @Test
    void several_large_ones_come_down_to_the_same_level() {
        User[] users = new User[4];
        for (int i = 0; i < 4; i++) {
            users[i] = new User("w" + i, 0, 1000 + i * 2000);
        }
        budget.reclaim();
        assertThat(users[0].events).isEqualTo(1000);
        assertThat(users[1].events).isEqualTo(3000);
        assertThat(users[2].events).isBetween(3900L, 4300L);
        assertThat(users[3].events).isBetween(3900L, 4300L);
    }

    @Test
    void what_is_kept_counts_but_stays() {
        User heavy = new User("heavy", 9000, 100);
        User light = new User("light", 0, 8000);
        budget.reclaim();
        assertThat(heavy.events).isZero();
        assertThat(heavy.account.bytes()).isEqualTo(9000);
        assertThat(light.events).isEqualTo(3200);
        assertThat(budget.largest().orElseThrow().name()).isEqualTo("heavy");
    }

    @Test
    void however_much_is_kept_there_is_a_little_room_for_events() {
        new User("heavy", LIMIT, 0);
        User light = new User("light", 0, 1600);
        budget.reclaim();
        assertThat(light.events).isEqualTo(1600);
        light.set(1700);
        budget.reclaim();
        assertThat(light.events).isEqualTo(1000);
    }

    @Test
    void a_busy_one_is_passed_over_until_the_next_time() {
        User busy = new User("busy", 0, 9000);
        User other = new User("other", 0, 5000);
        busy.isBusy = true;
        budget.reclaim();
        assertThat(busy.events).isEqualTo(9000);
        assertThat(other.events).isEqualTo(3200);
        busy.set(12_000);
        busy.isBusy = false;
        budget.reclaim();
        assertThat(other.events).isEqualTo(3200);
        assertThat(busy.events).isEqualTo(9000);
    }

    @Test
    void a_reserve_is_left_to_those_that_keep_less_than_their_share() {
        User hog = new User("hog", 14_000, 0);
        User other = new User("other", 500, 0);
        assertThat(hog.account.hasRoom(2000)).isTrue();
        assertThat(hog.account.hasRoom(2001)).isFalse();
        assertThat(other.account.hasRoom(3100)).isTrue();
        assertThat(other.account.hasRoom(3101)).isFalse();
        assertThat(budget.hasRoom(2000)).isTrue();
        assertThat(budget.hasRoom(2001)).isFalse();
    }

    @Test
    void a_closed_account_uses_nothing_and_cannot_be_used_again() {
        User gone = new User("gone", 1000, 1000);
        gone.account.close();
        gone.set(500);
        assertThat(budget.used()).isZero();
        assertThat(budget.largest()).isEmpty();
    }

    @Test
    void the_limit_follows_the_heap() {
        assertThat(MemoryBudget.ofHeap().limit()).isEqualTo(Runtime.getRuntime().maxMemory() / 16 * 11);
    }

    @Test
    void a_large_array_uses_whole_regions() {
        assertThat(MemoryBudget.ofArray(1000)).isEqualTo(1016);
        assertThat(MemoryBudget.ofArray(600 << 10)).isEqualTo(1 << 20);
        assertThat(MemoryBudget.ofArray(1 << 20)).isEqualTo(2 << 20);
    }
}
