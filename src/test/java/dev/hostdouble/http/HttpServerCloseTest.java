package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.Test;

/** What clients see of a server that stops. */
class HttpServerCloseTest {
    private static final Seen NOTHING = new Seen("", End.CLOSED);
    private static final String DELAYED = "GET /delayed HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String HELD = "GET /held HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String HALF = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234";

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile Delivery delivery = Delivery.IMMEDIATE;

    private HttpServer start(Duration drain) throws IOException {
        return HttpServer.start("127.0.0.1", 0, Limits.of(1000).withDrain(drain), new EchoHandler() {
            @Override
            public Reply handle(Request request) {
                called.countDown();
                if (request.path().equals("/held")) {
                    await(held);
                }
                return super.handle(request)
                        .withDelivery(request.path().equals("/delayed") ? delivery : Delivery.IMMEDIATE);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server has stopped
        }
    }

    private static RawSocket connect(HttpServer server, String request) throws IOException {
        RawSocket socket = RawSocket.local(server.port());
        socket.write(request);
        return socket;
    }

    @Test
    void idle_connections_are_closed_at_once() throws IOException {
        HttpServer server = start(Duration.ofMinutes(1));
        try (RawSocket fresh = connect(server, "");
                RawSocket kept = connect(server, "")) {
            assertThat(kept.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
            assertTimeoutPreemptively(Duration.ofSeconds(10), server::close);
            assertThat(kept.readToEnd()).isEqualTo(NOTHING);
            assertThat(fresh.readToEnd()).isEqualTo(NOTHING);
        }
    }

    @Test
    void a_call_under_way_is_answered_and_its_reply_says_that_the_connection_closes() throws Exception {
        HttpServer server = start(Duration.ofMinutes(1));
        try (RawSocket busy = connect(server, HELD)) {
            await(called);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            assertThat(refusesConnections(server)).isTrue();
            assertThat(closing).isNotDone();
            held.countDown();
            Seen seen = busy.readToEnd();
            assertThat(seen.body()).isEqualTo("GET x /held x ");
            assertThat(seen.header("Connection")).isEqualTo("close");
            closing.join();
        }
    }

    private static boolean refusesConnections(HttpServer server) {
        while (true) {
            try (RawSocket late = RawSocket.local(server.port())) {
                assertThat(late.readToEnd().bytes()).isEmpty(); // it came in before the door was shut
            } catch (IOException e) {
                return true;
            }
        }
    }

    @Test
    void a_call_that_takes_too_long_gets_no_reply() throws Exception {
        HttpServer server = start(Duration.ofMillis(100));
        try (RawSocket busy = connect(server, HELD);
                RawSocket half = connect(server, HALF)) {
            await(called);
            assertTimeoutPreemptively(Duration.ofSeconds(10), server::close);
            assertThat(busy.readToEnd()).isEqualTo(NOTHING);
            assertThat(half.readToEnd().bytes()).isEmpty();
        }
    }

    @Test
    void a_reply_that_is_due_in_time_is_delivered() throws Exception {
        delivery = Delivery.IMMEDIATE.plusDelay(Duration.ofMillis(300));
        HttpServer server = start(Duration.ofMinutes(1));
        try (RawSocket late = connect(server, DELAYED)) {
            await(called);
            server.close();
            Seen seen = late.readToEnd();
            assertThat(seen.body()).isEqualTo("GET x /delayed x ");
            assertThat(seen.header("Connection")).isEqualTo("close");
        }
    }

    @Test
    void a_reply_that_is_due_later_is_not_waited_for() throws Exception {
        delivery = Delivery.IMMEDIATE.plusDelay(Duration.ofMinutes(9));
        assertClosesAtOnceWithoutAReply();
    }

    @Test
    void a_stalled_reply_is_not_waited_for() throws Exception {
        delivery = Delivery.IMMEDIATE.withFault(ConnectionFault.STALL, 0);
        HttpServer server = start(Duration.ofMinutes(1));
        try (RawSocket stalled = connect(server, DELAYED)) {
            assertThat(stalled.read(15)).isEqualTo("HTTP/1.1 200 OK");
            assertTimeoutPreemptively(Duration.ofSeconds(10), server::close);
            assertThat(stalled.readToEnd().end()).isEqualTo(End.CLOSED);
        }
    }

    private void assertClosesAtOnceWithoutAReply() throws IOException {
        HttpServer server = start(Duration.ofMinutes(1));
        try (RawSocket late = connect(server, DELAYED)) {
            await(called);
            assertTimeoutPreemptively(Duration.ofSeconds(10), server::close);
            assertThat(late.readToEnd()).isEqualTo(NOTHING);
        }
    }

    @Test
    void a_body_that_comes_in_time_is_read() throws Exception {
        HttpServer server = start(Duration.ofMinutes(1));
        try (RawSocket half = connect(server, HALF);
                RawSocket other = connect(server, HELD)) {
            await(called); // the bytes before have come too, or come soon
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            held.countDown();
            assertThat(other.readToEnd().status()).isEqualTo(200);
            half.write("56789");
            assertThat(half.readToEnd().body()).isEqualTo("POST x /a x 0123456789");
            closing.join();
        }
    }

    @Test
    void nothing_under_way_takes_no_time() throws IOException {
        long start = NanoTime.now();
        start(Duration.ofMinutes(1)).close();
        assertThat(NanoTime.millisSince(start)).isLessThan(5000);
    }
}
