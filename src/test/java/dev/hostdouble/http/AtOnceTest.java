package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Short calls are answered by the thread that reads from all connections; what may take longer never keeps it. */
class AtOnceTest {
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final HttpServer server = start();

    private HttpServer start() {
        try {
            return HttpServer.start("127.0.0.1", 0, 1 << 20, new EchoHandler() {
                @Override
                public Optional<Reply> handleAtOnce(Request request) {
                    if (request.path().startsWith("/waits")) {
                        return Optional.empty();
                    }
                    seen.add("at once " + request.path());
                    if (request.path().startsWith("/slow")) {
                        sleep();
                    }
                    return Optional.of(super.handle(request));
                }

                @Override
                public List<Integer> cutPoints(Request head) {
                    return head.path().startsWith("/cut") ? List.of(1) : List.of();
                }

                @Override
                public Optional<Reply> handleCut(Request partial) {
                    await();
                    return Optional.empty();
                }

                @Override
                public Reply handle(Request request) {
                    seen.add("later " + request.path());
                    if (request.path().startsWith("/waits")) {
                        await();
                    }
                    return super.handle(request);
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes longer than a call that the reading thread may answer. */
    private static void sleep() {
        long start = NanoTime.now();
        while (NanoTime.millisSince(start) < 5) {
            Thread.onSpinWait();
        }
    }

    private void await() {
        try {
            assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        server.close();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    @Test
    void calls_that_wait_keep_nobody() throws IOException {
        // More than there are processors, so that no reading thread could escape.
        List<RawSocket> waiting = new ArrayList<>();
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            RawSocket one = RawSocket.local(server.port());
            // Either for its world, or to find out whether it breaks in its body.
            one.write(i % 2 == 0 ? get("/waits") : "POST /cut HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab");
            waiting.add(one);
        }
        for (int i = 0; i < 20; i++) {
            try (RawSocket other = RawSocket.local(server.port())) {
                assertThat(other.send(get("/short")).bytes()).contains("GET x /short");
            }
        }
        mayEnd.countDown();
        for (RawSocket one : waiting) {
            assertThat(one.send("").bytes()).containsPattern("GET x /waits|POST x /cut");
            one.close();
        }
    }

    @Test
    void a_client_whose_calls_take_long_leaves_the_reading_thread_until_one_is_short() throws IOException {
        try (RawSocket socket = RawSocket.local(server.port())) {
            for (String path : List.of("/slow1", "/slow2")) {
                socket.send(get(path));
            }
            assertThat(seen).containsExactly("at once /slow1", "later /slow2");
            for (int i = 0; i < 1000 && !seen.contains("at once /short"); i++) {
                socket.send(get("/short"));
            }
        }
        assertThat(seen).contains("at once /short");
    }

    @Test
    void new_connections_leave_the_reading_thread_while_calls_take_long() throws IOException {
        try (RawSocket slow = RawSocket.local(server.port());
                RawSocket other = RawSocket.local(server.port())) {
            slow.send(get("/slow1"));
            other.send(get("/short2"));
        }
        assertThat(seen).containsExactly("at once /slow1", "later /short2");
    }

    @Test
    void requests_that_come_together_are_answered_in_order_and_not_all_at_once() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append(get("/n" + i));
        }
        try (RawSocket socket = RawSocket.local(server.port())) {
            socket.write(many.toString());
            for (int i = 0; i < 100; i++) {
                assertThat(socket.send("").bytes()).contains("GET x /n" + i + " ");
            }
        }
        assertThat(seen).hasSize(100).anyMatch(one -> one.startsWith("later"));
    }
}
