package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Clients that send or read slowly, or not at all: others do not wait for them, and they are cut off in the end. */
class SlowClientsTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Reply LARGE = Reply.text(200, "text/plain", "x".repeat(8 << 20));
    private static final int MANY = 300;
    private static final String FIRST_DROP =
            "POST /api/v1/datacenter/server HTTP/1.1\r\nHost: x\r\n" + "Content-Length: 100\r\n\r\n{";

    @Test
    void many_slow_clients_do_not_stop_the_server() throws Exception {
        List<RawSocket> slow = new ArrayList<>();
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            for (int i = 0; i < MANY; i++) {
                RawSocket socket = new RawSocket(emulator.url());
                slow.add(socket);
                socket.write(FIRST_DROP);
            }
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                try (RawSocket connection = new RawSocket(emulator.url())) {
                    Seen reply = connection.send("GET /_emulator/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    assertThat(reply.status()).isEqualTo(200);
                }
            });
            for (RawSocket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void a_client_that_exceeds_the_timeout_is_cut_off() throws Exception {
        EchoHandler handler = new EchoHandler();
        try (HttpServer impatient = HttpServer.start("127.0.0.1", 0, limits(Duration.ZERO), handler)) {
            Seen reply = send(impatient.port(), FIRST_DROP);
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(reply.body()).isEqualTo("refused /api/v1/datacenter/server");
        }
        try (HttpServer patient = HttpServer.start("127.0.0.1", 0, limits(Duration.ofMinutes(1)), handler)) {
            assertThat(send(patient.port(), FIRST_DROP + "x".repeat(99)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_body_of_which_nothing_more_comes_is_408() throws Exception {
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, limits(Duration.ofMillis(100)), new EchoHandler())) {
            Seen reply = send(server.port(), FIRST_DROP);
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.header("Connection")).isEqualTo("close");
        }
    }

    @Test
    void a_head_that_comes_byte_by_byte_is_cut_off_without_a_reply() throws Exception {
        Limits limits = Limits.of(1000).withRequestTimes(Duration.ofMillis(100), Duration.ofMinutes(1));
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, limits, new EchoHandler());
                RawSocket kept = RawSocket.local(server.port());
                RawSocket slow = RawSocket.local(server.port())) {
            assertThat(kept.send(GET).status()).isEqualTo(200);
            slow.write("GET /");
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                Seen seen = new Seen("", End.OPEN);
                while (seen.end() == End.OPEN) {
                    try {
                        slow.write("a");
                        slow.timeout(10);
                        seen = slow.readToEnd();
                    } catch (SocketException e) {
                        seen = new Seen("", End.RESET);
                    }
                }
                assertThat(seen.bytes()).isEmpty();
            });
            assertThat(kept.send(GET).status()).isEqualTo(200); // idle connections have more time
        }
    }

    @Test
    void half_sent_bodies_and_unread_replies_hold_no_threads() throws Exception {
        EchoHandler large = new EchoHandler() {
            @Override
            public Reply handle(Request request) {
                return request.path().equals("/large") ? LARGE : super.handle(request);
            }
        };
        List<RawSocket> slow = new ArrayList<>();
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, 1000, large)) {
            int before = Thread.activeCount();
            for (int i = 0; i < 50; i++) {
                for (String request : List.of(FIRST_DROP, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n")) {
                    RawSocket socket = RawSocket.local(server.port());
                    slow.add(socket);
                    socket.write(request);
                }
                assertThat(send(server.port(), GET).status()).isEqualTo(200);
            }
            assertThat(Thread.activeCount() - before).isLessThan(50);
            for (RawSocket socket : slow) {
                socket.resetOnClose();
                socket.close();
            }
        }
    }

    @Test
    void bodies_that_wait_longest_are_given_up_when_memory_is_used_up() throws Exception {
        String half = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n" + "x".repeat(20_000);
        List<RawSocket> slow = new ArrayList<>();
        try (HttpServer server =
                HttpServer.start("127.0.0.1", 0, Limits.of(30_000).withBytes(100_000, 100_000), new EchoHandler())) {
            for (int i = 0; i < 20; i++) {
                slow.add(RawSocket.local(server.port()));
                slow.get(i).write(half);
            }
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                while (slow.size() > 3) { // three times 30,000 bytes fit
                    slow.removeIf(SlowClientsTest::isClosed);
                }
            });
            assertThat(slow).isNotEmpty();
            assertThat(send(server.port(), half + "x".repeat(10_000)).status()).isEqualTo(200);
            for (RawSocket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void replies_that_are_not_read_are_given_up_when_memory_is_used_up() throws Exception {
        BlockingQueue<Delivered> delivered = new LinkedBlockingQueue<>();
        EchoHandler large = new EchoHandler() {
            @Override
            public Reply handle(Request request) {
                return request.path().equals("/slow") ? LARGE.withDeliveryListener(delivered::add) : LARGE;
            }
        };
        try (HttpServer server =
                        HttpServer.start("127.0.0.1", 0, Limits.of(1000).withBytes(1000, 1000), large);
                RawSocket slow = RawSocket.local(server.port())) {
            slow.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(slow.read(10)).isEqualTo("HTTP/1.1 2");
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                while (delivered.isEmpty()) {
                    assertThat(send(server.port(), GET).status())
                            .isEqualTo(200); // as long as the first one has its grace
                }
            });
            assertThat(delivered.element().outcome()).isEqualTo(Outcome.CLOSED);
        }
    }

    @Test
    void beyond_the_maximum_the_connections_that_wait_longest_are_closed() throws Exception {
        List<RawSocket> idle = new ArrayList<>();
        try (HttpServer server =
                HttpServer.start("127.0.0.1", 0, Limits.of(1000).withConnections(10), new EchoHandler())) {
            for (int i = 0; i < 10; i++) {
                idle.add(RawSocket.local(server.port()));
                assertThat(idle.get(i).send(GET).status()).isEqualTo(200);
            }
            assertThat(idle.get(0).send(GET).status()).isEqualTo(200);
            assertThat(send(server.port(), GET).status()).isEqualTo(200);
            assertThat(idle.get(1).readToEnd()).isEqualTo(new Seen("", End.CLOSED));
            assertThat(idle.get(0).send(GET).status()).isEqualTo(200);
            for (RawSocket socket : idle) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(RawSocket socket) {
        try {
            socket.timeout(10);
            Seen seen = socket.readToEnd();
            assertThat(seen.bytes()).isEmpty();
            return seen.end() != End.OPEN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Limits limits(Duration body) {
        return Limits.of(1000).withRequestTimes(Duration.ofMinutes(1), body);
    }

    private static Seen send(int port, String request) throws IOException {
        try (RawSocket connection = RawSocket.local(port)) {
            return connection.send(request);
        }
    }
}
