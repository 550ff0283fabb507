package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.ReplyListener;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.journal.EventFeed.Batch;
import dev.hostdouble.journal.FeedEvent.DeliveryEnded;
import dev.hostdouble.journal.FeedEvent.Logged;
import dev.hostdouble.journal.FeedEvent.NewLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sequence of events that readers follow: what it holds, in which order, and what it gives up. */
class EventFeedTest {
    private static final Delivered COMPLETE = new Delivered(Outcome.COMPLETE, 10, 0);
    private static final Request REQUEST =
            new Request("GET", "http", "x", "", "/", "", Headers.NONE, Bytes.NONE, List.of());

    private final Journal journal = new Journal(3, new MemoryBudget(64 << 20));

    private ReplyListener call() {
        return call(journal);
    }

    private static ReplyListener call(Journal journal) {
        journal.record(
                new WorldTime(Instant.EPOCH, Duration.ZERO), "a/b", REQUEST, Reply.of(200, Bytes.NONE), List.of());
        return journal.deliveryOfLatest();
    }

    private EventFeed feed() {
        return journal.feed(() -> "key");
    }

    private static List<String> names(Batch batch) {
        List<String> names = new ArrayList<>();
        for (FeedEvent event : batch.events()) {
            if (event instanceof Logged logged && logged.event() instanceof JournalEntry call) {
                names.add("call " + call.number());
            } else if (event instanceof DeliveryEnded delivery) {
                names.add("delivery " + delivery.number());
            } else if (event instanceof NewLog fresh) {
                names.add(fresh.cause().word());
            }
        }
        return names;
    }

    private List<String> all() {
        return names(feed().read(1, Integer.MAX_VALUE));
    }

    @Test
    void a_delivery_that_was_under_way_when_the_feed_was_made_comes_later_and_once() {
        call().accept(COMPLETE);
        ReplyListener second = call();
        assertThat(all()).containsExactly("call 1", "delivery 1", "call 2");
        ReplyListener third = call();
        third.accept(COMPLETE);
        second.accept(COMPLETE);
        assertThat(all()).containsExactly("call 1", "delivery 1", "call 2", "call 3", "delivery 3", "delivery 2");
    }

    @Test
    void what_the_log_drops_stays_for_a_while_and_positions_stay() {
        feed();
        for (int i = 0; i < EventFeed.SPARE_EVENTS + 100; i++) {
            ReplyListener unused = call();
        }
        Batch batch = feed().read(1, 1);
        assertThat(batch.missed()).isEqualTo(97);
        assertThat(batch.start()).isEqualTo(98);
        assertThat(names(batch)).containsExactly("call 98");
        assertThat(feed().position("key.98")).hasValue(98);
        assertThat(journal.bytes()).isGreaterThan(EventFeed.SPARE_EVENTS * 100L);
    }

    @Test
    void what_the_log_has_dropped_is_given_up_when_memory_is_needed() {
        feed();
        for (int i = 0; i < 10; i++) {
            ReplyListener unused = call();
        }
        long before = journal.bytes();
        assertThat(journal.giveUp(1)).isTrue();
        assertThat(journal.bytes()).isLessThan(before);
        assertThat(all()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void a_new_log_is_an_event_and_the_deliveries_of_the_old_one_are_none() {
        feed();
        ReplyListener old = call();
        journal.begin(List.of());
        old.accept(COMPLETE);
        call().accept(COMPLETE);
        assertThat(all()).containsExactly("call 1", "reset", "call 1", "delivery 1");
        journal.clear();
        assertThat(all()).endsWith("cleared");
    }

    @Test
    void ids_of_others_and_of_the_future_are_unknown() {
        feed();
        ReplyListener unused = call();
        assertThat(feed().position("key.0")).hasValue(0);
        assertThat(feed().position("key.1")).hasValue(1);
        assertThat(feed().position("key.2")).isEmpty();
        assertThat(feed().position("other.1")).isEmpty();
        assertThat(feed().position("key.1x")).isEmpty();
        assertThat(EventFeed.isId("a-b.12")).isTrue();
        assertThat(EventFeed.isId("12")).isFalse();
    }

    @Test
    void a_journal_without_calls_passes_them_on_all_the_same() {
        Journal off = new Journal(0, new MemoryBudget(64 << 20));
        EventFeed feed = off.feed(() -> "key");
        call(off).accept(COMPLETE);
        assertThat(names(feed.read(1, 10))).containsExactly("call 1", "delivery 1");
    }

    @Test
    void news_starts_one_task_however_much_there_is() {
        List<Runnable> tasks = new ArrayList<>();
        List<String> woken = new ArrayList<>();
        feed().followers().add(tasks::add, () -> woken.add("woken"));
        for (int i = 0; i < 5; i++) {
            ReplyListener unused = call();
        }
        assertThat(tasks).hasSize(1);
        assertThat(woken).isEmpty();
        tasks.remove(0).run();
        assertThat(woken).hasSize(1);
        ReplyListener unused = call();
        assertThat(tasks).hasSize(1);
    }

    @Test
    void the_end_comes_after_the_last_event() {
        EventFeed feed = feed();
        ReplyListener unused = call();
        journal.end("deleted");
        assertThat(feed.read(1, 1).ending()).contains("deleted");
        assertThat(feed.read(2, 1).ending()).contains("deleted");
    }
}
