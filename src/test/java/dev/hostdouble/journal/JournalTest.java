package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The journal forgets the oldest calls, by number and by memory. */
class JournalTest {
    private static final Delivered COMPLETE = new Delivered(Outcome.COMPLETE, 10, 0);

    private static Hostdouble start(int capacity) throws Exception {
        return Hostdouble.start(new Settings(
                "127.0.0.1",
                0,
                Optional.empty(),
                ClockMode.MANUAL,
                1,
                false,
                false,
                capacity,
                Optional.empty(),
                false));
    }

    private static void post(Hostdouble emulator, int times, String body) throws IOException {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            for (int i = 0; i < times; i++) {
                connection.send("POST /api/v1/nope HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
            }
        }
    }

    private static List<JournalEntry> entries(Hostdouble emulator) {
        return emulator.world("default").with(session -> session.journal().entries());
    }

    @Test
    void it_keeps_the_latest_calls_and_their_numbers() throws Exception {
        try (Hostdouble emulator = start(3)) {
            post(emulator, 5, "");
            assertThat(entries(emulator)).extracting(JournalEntry::number).containsExactly(3L, 4L, 5L);
            assertThat(emulator.world("default")
                            .<Long>with(session -> session.journal().count("hosterapi/unknown", "NOT_FOUND")))
                    .isEqualTo(5);
        }
    }

    @Test
    void it_can_be_switched_off() throws Exception {
        try (Hostdouble emulator = start(0)) {
            post(emulator, 2, "");
            assertThat(entries(emulator)).isEmpty();
        }
    }

    private static Consumer<Delivered> call(Journal journal) {
        Request request = new Request("GET", "http", "x", "", "/", "", Headers.NONE, Bytes.NONE, List.of());
        journal.record(WorldTime.startingAt(Instant.EPOCH), "x/y", request, Reply.of(200, Bytes.NONE), List.of());
        return journal.deliveryOfLatest();
    }

    @Test
    void it_adds_to_a_call_how_its_reply_was_delivered() {
        Journal journal = new Journal(10, MemoryBudget.ofHeap());
        Consumer<Delivered> first = call(journal);
        Consumer<Delivered> second = call(journal);
        assertThat(journal.deliveries().of(1)).isEmpty();
        second.accept(COMPLETE);
        assertThat(journal.deliveries().of(1)).isEmpty();
        assertThat(journal.deliveries().of(2)).contains(COMPLETE);
        first.accept(COMPLETE);
        assertThat(journal.deliveries().of(1)).contains(COMPLETE);
    }

    @Test
    void a_delivery_of_a_cleared_journal_is_not_that_of_a_later_call_of_the_same_number() {
        Journal journal = new Journal(10, MemoryBudget.ofHeap());
        Consumer<Delivered> before = call(journal);
        journal.clear();
        call(journal);
        before.accept(COMPLETE);
        assertThat(journal.deliveries().of(1)).isEmpty();
    }

    @Test
    void a_delivery_of_a_dropped_call_is_forgotten() {
        Journal journal = new Journal(1, MemoryBudget.ofHeap());
        Consumer<Delivered> first = call(journal);
        first.accept(COMPLETE);
        Consumer<Delivered> second = call(journal);
        assertThat(journal.deliveries().of(1)).isEmpty();
        call(journal);
        second.accept(COMPLETE);
        assertThat(journal.deliveries().of(2)).isEmpty();
        assertThat(journal.dropped()).isEqualTo(2);
        Journal off = new Journal(0, MemoryBudget.ofHeap());
        call(off).accept(COMPLETE);
        assertThat(off.deliveries().of(1)).isEmpty();
        assertThat(off.dropped()).isEqualTo(1);
    }
}
