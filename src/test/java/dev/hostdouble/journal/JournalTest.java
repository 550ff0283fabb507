package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The journal forgets the oldest calls, by number and by memory. */
class JournalTest {
    private static final int MEBIBYTE = 1 << 20;

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
    void it_keeps_no_more_bytes_than_it_may() throws Exception {
        try (Hostdouble emulator = start(10_000)) {
            post(emulator, 20, "x".repeat(MEBIBYTE));
            long kept =
                    entries(emulator).stream().mapToLong(JournalEntry::bytes).sum();
            assertThat(kept).isLessThanOrEqualTo(Journal.MAX_BYTES).isGreaterThan(Journal.MAX_BYTES / 2);
        }
    }

    @Test
    void it_can_be_switched_off() throws Exception {
        try (Hostdouble emulator = start(0)) {
            post(emulator, 2, "");
            assertThat(entries(emulator)).isEmpty();
        }
    }
}
