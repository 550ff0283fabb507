package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Emulator;
import dev.hostdouble.Settings;
import dev.hostdouble.http.RawConnection;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The journal forgets the oldest calls, by number and by memory. */
class JournalTest {
    private static final int MEBIBYTE = 1 << 20;

    private static Emulator start(int capacity) throws Exception {
        return Emulator.start(new Settings(
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

    private static void post(Emulator emulator, int times, String body) throws IOException {
        try (RawConnection connection = new RawConnection(emulator.url())) {
            for (int i = 0; i < times; i++) {
                connection.send("POST /api/v1/nope HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
            }
        }
    }

    private static List<Entry> entries(Emulator emulator) {
        return emulator.world("default").journal().entries();
    }

    @Test
    void it_keeps_the_latest_calls_and_their_numbers() throws Exception {
        try (Emulator emulator = start(3)) {
            post(emulator, 5, "");
            assertThat(entries(emulator)).extracting(Entry::number).containsExactly(3L, 4L, 5L);
            assertThat(emulator.world("default").journal().count("hosterapi/unknown", "NOT_FOUND"))
                    .isEqualTo(5);
        }
    }

    @Test
    void it_keeps_no_more_bytes_than_it_may() throws Exception {
        try (Emulator emulator = start(10_000)) {
            post(emulator, 20, "x".repeat(MEBIBYTE));
            long kept = entries(emulator).stream().mapToLong(Entry::weight).sum();
            assertThat(kept).isLessThanOrEqualTo(Journal.MAX_BYTES).isGreaterThan(Journal.MAX_BYTES / 2);
        }
    }

    @Test
    void it_can_be_switched_off() throws Exception {
        try (Emulator emulator = start(0)) {
            post(emulator, 2, "");
            assertThat(entries(emulator)).isEmpty();
        }
    }
}
