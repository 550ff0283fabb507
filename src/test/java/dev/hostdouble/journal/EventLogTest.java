package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.journal.WorldEvent.Settled;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The log has one limit for everything, and says what it lacks. */
class EventLogTest {
    private static final WorldTime AT = WorldTime.startingAt(Instant.EPOCH);

    private final AtomicLong bytes = new AtomicLong();
    private final Journal journal = new Journal(3, bytes);

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
    void control_actions_and_scenarios_count_too() {
        int large = (int) (EventLog.MAX_BYTES / 3);
        for (int i = 0; i < 5; i++) {
            journal.record(new ControlAction(AT, "PUT", "/stores/a", Bytes.of(new byte[large])));
        }
        journal.recordNamed(new ScenariosNamed(AT, "a", List.of("x".repeat(large))));
        assertThat(journal.log().events()).hasSizeLessThan(4);
        assertThat(bytes.get()).isPositive().isLessThanOrEqualTo(EventLog.MAX_BYTES);
        assertThat(journal.log().incomplete()).isPresent();
        journal.begin(List.of());
        assertThat(bytes.get()).isZero();
        assertThat(journal.log().incomplete()).isEmpty();
    }

    @Test
    void the_limits_fit_into_the_memory_of_the_process() {
        long memory = Runtime.getRuntime().maxMemory();
        assertThat(EventLog.MAX_BYTES).isLessThanOrEqualTo(memory / 16).isLessThanOrEqualTo(16L << 20);
        assertThat(EventLog.MAX_BYTES_ALL_WORLDS)
                .isLessThanOrEqualTo(memory / 4)
                .isLessThanOrEqualTo(256L << 20);
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
        Journal off = new Journal(0, new AtomicLong());
        off.begin(List.of());
        assertThat(off.log().incomplete()).contains("the server keeps no calls (--journal 0)");
    }
}
