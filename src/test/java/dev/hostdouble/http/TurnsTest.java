package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expensive work waits for its turn. */
class TurnsTest {
    private final Deque<Runnable> executed = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Turns turns = new Turns(2);

    private void run(String name, Runnable meanwhile) {
        turns.run(
                () -> {
                    meanwhile.run();
                    done.add(name);
                },
                executed::add);
    }

    @Test
    void work_runs_at_once_while_there_are_turns_and_then_in_order() {
        run(
                "a",
                () -> run("b", () -> {
                    run("c", () -> {});
                    run("d", () -> {});
                    assertThat(executed).isEmpty();
                }));
        assertThat(done).containsExactly("b", "a");
        assertThat(executed).hasSize(2);
        executed.forEach(Runnable::run);
        assertThat(done).containsExactly("b", "a", "c", "d");
    }

    @Test
    void work_that_fails_gives_its_turn_back() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> turns.run(
                            () -> {
                                throw new IllegalStateException("no");
                            },
                            executed::add))
                    .isInstanceOf(IllegalStateException.class);
        }
        run("a", () -> {});
        assertThat(done).containsExactly("a");
    }

    @Test
    void health_and_calls_do_not_wait_for_the_control_api() throws Exception {
        List<RawSocket> waiting = new ArrayList<>();
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            emulator.world("busy").run(session -> {
                try {
                    for (int i = 0; i < 300; i++) { // more than there are threads
                        waiting.add(new RawSocket(emulator.url()));
                        waiting.get(i).write("GET /_w/busy/_emulator/clock HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    }
                    assertThat(get(emulator, "/_emulator/health").status()).isEqualTo(200);
                    assertThat(get(emulator, "/_w/other/nowhere").status()).isEqualTo(404);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (RawSocket socket : waiting) {
                assertThat(socket.send("").status()).isEqualTo(200);
                socket.close();
            }
        }
    }

    private static Seen get(Hostdouble emulator, String path) throws IOException {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    }
}
