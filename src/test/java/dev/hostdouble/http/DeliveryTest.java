package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of delayed, throttled and failing replies, byte for byte. */
class DeliveryTest {
    private static final String BODY = "0123456789";
    private static final String STATUS = "HTTP/1.1 200 Fine\r\nContent-Type: text/plain\r\n";
    private static final String HEAD = STATUS + "Content-Length: 10\r\n\r\n";
    private static final String CHUNKED = STATUS + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Delivery SOON = Delivery.IMMEDIATE.plusDelay(Duration.ofMillis(50));

    /** A connection that is silent for this long counts as open. */
    private static final int SILENCE_MILLIS = 200;

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private HttpServer server = start();

    private HttpServer start() {
        RequestHandler handler = new RequestHandler() {
            @Override
            public Reply handle(Request request) {
                return replies.getOrDefault(request.path(), reply(Delivery.IMMEDIATE));
            }

            @Override
            public Reply refuse(String path, int status) {
                return Reply.text(status, "text/plain", path).withDelivery(breach(ConnectionFault.EMPTY, 0));
            }
        };
        try {
            return HttpServer.start("127.0.0.1", 0, 1 << 20, handler);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void isUp() {
        assertThat(server.port()).isPositive();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Reply reply(Delivery delivery) {
        return Reply.text(200, "text/plain", BODY).withReason("Fine").withDelivery(delivery);
    }

    private static Delivery breach(ConnectionFault breach, int after) {
        return Delivery.IMMEDIATE.withFault(breach, after);
    }

    private void assertSees(Seen expected, Delivery delivery) throws IOException {
        assertSees(expected, reply(delivery), GET);
    }

    private void assertSees(Seen expected, Reply reply, String... requests) throws IOException {
        replies.put("/", reply);
        try (RawSocket socket = connect()) {
            for (String request : requests) {
                socket.write(request);
            }
            assertSees(expected, socket);
        }
    }

    private RawSocket connect() throws IOException {
        return RawSocket.local(server.port());
    }

    /** Reads to the end, or until nothing has come for a while after everything that is expected. */
    private static void assertSees(Seen expected, RawSocket socket) throws IOException {
        int length = expected.end() == End.OPEN ? expected.bytes().length() : Integer.MAX_VALUE;
        assertThat(socket.readToEnd(length, SILENCE_MILLIS)).isEqualTo(expected);
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of(ConnectionFault.NONE, 0, HEAD + BODY, End.OPEN),
                Arguments.of(ConnectionFault.RESET, 0, "", End.RESET),
                Arguments.of(ConnectionFault.RESET, 4, HEAD + "0123", End.RESET),
                Arguments.of(ConnectionFault.RESET, 99, HEAD + BODY, End.RESET),
                Arguments.of(ConnectionFault.EMPTY, 4, "", End.CLOSED),
                Arguments.of(ConnectionFault.GARBAGE, 4, FaultyReplyWriter.GARBAGE, End.CLOSED),
                Arguments.of(ConnectionFault.TRUNCATE, 0, HEAD, End.CLOSED),
                Arguments.of(ConnectionFault.TRUNCATE, 4, HEAD + "0123", End.CLOSED),
                Arguments.of(ConnectionFault.TRUNCATE, 99, HEAD + "012345678", End.CLOSED),
                Arguments.of(ConnectionFault.MALFORMED_CHUNK, 0, CHUNKED + "ZZ\r\n", End.CLOSED),
                Arguments.of(ConnectionFault.MALFORMED_CHUNK, 4, CHUNKED + "4\r\n0123\r\nZZ\r\n", End.CLOSED),
                Arguments.of(ConnectionFault.MALFORMED_CHUNK, 99, CHUNKED + "A\r\n0123456789\r\nZZ\r\n", End.CLOSED),
                Arguments.of(ConnectionFault.STALL, 0, HEAD, End.OPEN),
                Arguments.of(ConnectionFault.STALL, 4, HEAD + "0123", End.OPEN),
                Arguments.of(ConnectionFault.STALL, 99, HEAD + BODY, End.OPEN),
                Arguments.of(ConnectionFault.CLOSE, 4, HEAD + BODY, End.CLOSED));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void the_client_sees_each_connection_fault(ConnectionFault breach, int after, String bytes, End end)
            throws IOException {
        assertSees(new Seen(bytes, end), breach(breach, after));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void a_delayed_reply_fails_in_the_same_way(ConnectionFault breach, int after, String bytes, End end)
            throws IOException {
        assertSees(new Seen(bytes, end), SOON.withFault(breach, after));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void a_throttled_reply_fails_in_the_same_way(ConnectionFault breach, int after, String bytes, End end)
            throws IOException {
        // Fast enough for a single slice, so that chunks are the same too.
        assertSees(new Seen(bytes, end), breach(breach, after).withSpeed(100));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void a_pipelined_request_is_not_affected_by_the_fault_before_it(
            ConnectionFault breach, int after, String bytes, End end) throws IOException {
        replies.put("/next", Reply.text(200, "text/plain", "next"));
        String next = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nnext";
        assertSees(
                new Seen(breach == ConnectionFault.NONE ? bytes + next : bytes, end),
                reply(SOON.withFault(breach, after)),
                GET,
                "GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"RESET,RESET", "TRUNCATE,CLOSED", "MALFORMED_CHUNK,CLOSED", "CLOSE,CLOSED", "STALL,OPEN"})
    void a_reply_without_a_body_sends_its_head_only(ConnectionFault breach, End end) throws IOException {
        assertSees(new Seen(HEAD, end), reply(breach(breach, 4).withSpeed(1)), "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertSees(
                new Seen("HTTP/1.1 204 No Content\r\n\r\n", end),
                Reply.of(204, Bytes.of("none")).withDelivery(breach(breach, 4)),
                GET);
    }

    @Test
    void an_empty_body_cannot_be_truncated() throws IOException {
        assertSees(
                new Seen("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", End.CLOSED),
                Reply.of(200, Bytes.NONE).withDelivery(breach(ConnectionFault.TRUNCATE, 4)),
                GET);
    }

    @Test
    void an_http_1_0_client_gets_a_truncated_body_instead_of_chunks() throws IOException {
        assertSees(
                new Seen(HEAD + "0123", End.CLOSED),
                reply(breach(ConnectionFault.MALFORMED_CHUNK, 4)),
                "GET / HTTP/1.0\r\n\r\n");
    }

    @Test
    void a_client_that_asks_to_close_gets_connection_close() throws IOException {
        String closing = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        Seen whole = new Seen(STATUS + "Content-Length: 10\r\nConnection: close\r\n\r\n" + BODY, End.CLOSED);
        for (Delivery delivery : List.of(Delivery.IMMEDIATE, SOON, breach(ConnectionFault.CLOSE, 0))) {
            assertSees(whole, reply(delivery), closing);
        }
        assertSees(
                new Seen(
                        STATUS + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n4\r\n0123\r\nZZ\r\n",
                        End.CLOSED),
                reply(breach(ConnectionFault.MALFORMED_CHUNK, 4)),
                closing);
    }

    @Test
    void a_large_body_arrives_before_the_reset() throws IOException {
        Reply large = Reply.text(200, "text/plain", "x".repeat(1 << 20));
        String whole = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1048576\r\n\r\n"
                + large.body().text();
        assertSees(
                new Seen(whole, End.RESET), large.withDelivery(breach(ConnectionFault.RESET, Integer.MAX_VALUE)), GET);
    }

    @Test
    void a_connection_goes_on_after_late_and_slow_replies() throws IOException {
        try (RawSocket connection = connect()) {
            for (Delivery delivery : List.of(SOON, SOON.withSpeed(200), Delivery.IMMEDIATE, SOON)) {
                replies.put("/", reply(delivery));
                assertThat(connection.send(GET).body()).isEqualTo(BODY);
            }
        }
    }

    @Test
    void a_delayed_reply_comes_no_earlier_than_its_delay() throws IOException {
        replies.put("/", reply(Delivery.IMMEDIATE.plusDelay(Duration.ofMillis(200))));
        try (RawSocket socket = connect()) {
            long start = NanoTime.now();
            socket.write(GET);
            assertThat(socket.read(1)).isEqualTo("H");
            assertThat(NanoTime.millisSince(start)).isGreaterThanOrEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"20,10,500", "1000,400,400", "3,1,333"})
    void a_throttled_body_comes_after_its_head_and_no_faster_than_its_rate(int speed, int length, long millis)
            throws IOException {
        replies.put(
                "/",
                Reply.text(200, "text/plain", "x".repeat(length)).withDelivery(Delivery.IMMEDIATE.withSpeed(speed)));
        try (RawSocket socket = connect()) {
            long start = NanoTime.now();
            socket.write(GET);
            String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + length + "\r\n\r\n";
            assertThat(socket.read(head.length())).isEqualTo(head);
            assertThat(socket.available()).isZero();
            assertThat(socket.read(length)).hasSize(length);
            assertThat(NanoTime.millisSince(start)).isGreaterThanOrEqualTo(millis);
        }
    }

    @Test
    void late_replies_wait_together_and_hold_no_threads() {
        replies.put("/", reply(Delivery.IMMEDIATE.plusDelay(Duration.ofMillis(300))));
        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> {
            List<RawSocket> sockets = new ArrayList<>();
            int before = Thread.activeCount();
            for (int i = 0; i < 50; i++) {
                RawSocket socket = connect();
                sockets.add(socket);
                socket.write(GET);
            }
            try (RawSocket socket = connect()) {
                socket.write("GET /other HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(socket.read(HEAD.length() + BODY.length())).isEqualTo(HEAD + BODY);
            }
            assertThat(Thread.activeCount() - before).isLessThan(20);
            for (RawSocket socket : sockets) {
                assertThat(socket.read(HEAD.length() + BODY.length())).isEqualTo(HEAD + BODY);
                socket.close();
            }
        });
    }

    @Test
    void clients_that_disconnect_do_not_affect_others() throws IOException {
        for (ConnectionFault breach : ConnectionFault.values()) {
            replies.put("/", reply(SOON.withSpeed(50).withFault(breach, 9)));
            List<RawSocket> leaving = new ArrayList<>();
            for (int i : IntStream.range(0, 10).toArray()) {
                RawSocket socket = connect();
                if (i % 2 == 0) {
                    socket.resetOnClose();
                }
                socket.write(GET);
                leaving.add(socket);
            }
            for (RawSocket socket : leaving) {
                socket.close();
            }
        }
        assertSees(new Seen(HEAD + BODY, End.OPEN), SOON);
    }

    @Test
    void a_server_stops_while_replies_are_pending() throws IOException {
        replies.put("/", reply(Delivery.IMMEDIATE.plusDelay(Duration.ofMinutes(10))));
        replies.put("/stalled", reply(breach(ConnectionFault.STALL, 1)));
        try (RawSocket late = connect();
                RawSocket stalled = connect()) {
            late.write(GET);
            stalled.write("GET /stalled HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(stalled.read(HEAD.length() + 1)).hasSize(HEAD.length() + 1);
            assertTimeoutPreemptively(Duration.ofSeconds(5), server::close);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "NONSENSE\r\n\r\n"})
    void a_refused_request_is_answered_at_once_despite_the_fault(String request) throws IOException {
        try (RawSocket connection = connect()) {
            assertThat(connection.send(request).status()).isEqualTo(400);
        }
    }
}
