package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.journal.WorldEvent.Settled;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log has one limit for everything, and says what it lacks. */
class EventLogTest {
    private static final WorldTime AT = WorldTime.startingAt(Instant.EPOCH);

    private final Journal journal = new Journal(3, new MemoryBudget(1 << 20));

    EventLogTest() {
        journal.begin(List.of("{}"));
    }

    private static void call(Journal journal, int bytes) {
        Request request =
                new Request("GET", "http", "x", "", "/", "", Headers.NONE, Bytes.of(new byte[bytes]), List.of());
        journal.record(AT, "x/y", request, Reply.of(200, Bytes.NONE), List.of());
    }

    @Test
    void it_keeps_everything_in_order() {
        journal.record(new Settled(AT));
        call(journal, 1);
        journal.record(new ControlAction(AT, "POST", "/x", Bytes.NONE));
        call(journal, 1);
        EventLog.Snapshot log = journal.log();
        assertThat(log.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Settled", "JournalEntry", "ControlAction", "JournalEntry");
        assertThat(log.incomplete()).isEmpty();
        assertThat(log.startScenarios()).containsExactly("{}");
    }

    @Test
    void it_drops_the_oldest_events() {
        journal.record(new Settled(AT));
        for (int i = 0; i < 5; i++) {
            call(journal, 1);
            journal.record(new Settled(AT));
        }
        assertThat(journal.log().events()).hasSize(7);
        assertThat(journal.entries()).extracting(JournalEntry::number).containsExactly(3L, 4L, 5L);
        assertThat(journal.log().incomplete().orElseThrow()).contains("it keeps 3 calls");
    }

    @Test
    void it_gives_up_its_oldest_events_first() {
        int large = 10_000;
        for (int i = 0; i < 4; i++) {
            journal.record(new ControlAction(AT, "PUT", "/stores/" + i, Bytes.of(new byte[large])));
        }
        journal.recordNamed(new ScenariosNamed(AT, "a", List.of("x".repeat(large))));
        assertThat(journal.bytes()).isBetween(5L * large, 6L * large);
        assertThat(journal.log().incomplete()).isEmpty();

        assertThat(journal.giveUp(2L * large)).isTrue();
        assertThat(journal.log().events()).hasSize(3);
        assertThat(journal.log().incomplete().orElseThrow()).contains("1 MiB of this heap");
        assertThat(journal.log().events()).last().isInstanceOf(ScenariosNamed.class);
        assertThat(journal.giveUp(Long.MAX_VALUE / 2)).isTrue();
        assertThat(journal.log().events()).isEmpty();
        assertThat(journal.giveUp(1)).isFalse();

        journal.begin(List.of());
        assertThat(journal.bytes()).isZero();
        assertThat(journal.log().incomplete()).isEmpty();
    }

    @Test
    void a_header_is_recorded_again_only_if_it_names_something_else() {
        journal.recordNamed(new ScenariosNamed(AT, "a", List.of("1")));
        journal.recordNamed(new ScenariosNamed(AT, "a", List.of("1")));
        journal.recordNamed(new ScenariosNamed(AT, "b", List.of("1")));
        journal.recordNamed(new ScenariosNamed(AT, "a", List.of("2")));
        assertThat(journal.log().events()).hasSize(3);
    }

    @Test
    void a_log_that_was_cleared_or_keeps_no_calls_says_so() {
        journal.clear();
        call(journal, 1);
        assertThat(journal.log().incomplete()).contains("the journal was cleared by DELETE requests");
        Journal off = new Journal(0, MemoryBudget.ofHeap());
        off.begin(List.of());
        assertThat(off.log().incomplete()).contains("the server keeps no calls (--journal 0)");
    }
}
