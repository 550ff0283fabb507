package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/** What a client sees of a reply that does not come at once and whole, byte for byte and to the end. */
class DeliveryTest {
    private static final String BODY = "0123456789";
    private static final String STATUS = "HTTP/1.1 200 Fine\r\nContent-Type: text/plain\r\n";
    private static final String HEAD = STATUS + "Content-Length: 10\r\n\r\n";
    private static final String CHUNKED = STATUS + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Delivery SOON = Delivery.WHOLE.delayed(Duration.ofMillis(50));

    private static final int TIMEOUT_MILLIS = 10_000;

    /** After so long a silence a connection counts as open. */
    private static final int SILENCE_MILLIS = 200;

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private HttpServer server = start();

    private HttpServer start() {
        RequestHandler handler = new RequestHandler() {
            @Override
            public Reply handle(Request request) {
                return replies.getOrDefault(request.path(), reply(Delivery.WHOLE));
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

    /** How a connection ended for its client. */
    private enum End {
        CLOSED,
        RESET,
        OPEN
    }

    /** What a client has seen of a connection. */
    private record Seen(String bytes, End end) {}

    private static Reply reply(Delivery delivery) {
        return Reply.text(200, "text/plain", BODY).withReason("Fine").withDelivery(delivery);
    }

    private static Delivery breach(ConnectionFault breach, int after) {
        return Delivery.WHOLE.failing(breach, after);
    }

    private void assertSees(Seen expected, Delivery delivery) throws IOException {
        assertSees(expected, reply(delivery), GET);
    }

    private void assertSees(Seen expected, Reply reply, String... requests) throws IOException {
        replies.put("/", reply);
        try (Socket socket = connect()) {
            for (String request : requests) {
                send(socket, request);
            }
            assertSees(expected, socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads to the end, or till after all that is expected nothing has come for a while. */
    private static void assertSees(Seen expected, Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        End end = End.CLOSED;
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (expected.end() == End.OPEN
                        && bytes.size() >= expected.bytes().length()) {
                    socket.setSoTimeout(SILENCE_MILLIS);
                }
            }
        } catch (SocketTimeoutException e) {
            end = End.OPEN;
        } catch (SocketException e) {
            assertThat(e).hasMessage("Connection reset");
            end = End.RESET;
        }
        assertThat(new Seen(bytes.toString(StandardCharsets.ISO_8859_1), end)).isEqualTo(expected);
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
    void a_breach_is_what_the_client_sees(ConnectionFault breach, int after, String bytes, End end) throws IOException {
        assertSees(new Seen(bytes, end), breach(breach, after));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void it_is_the_same_late(ConnectionFault breach, int after, String bytes, End end) throws IOException {
        assertSees(new Seen(bytes, end), SOON.failing(breach, after));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void it_is_the_same_slowly(ConnectionFault breach, int after, String bytes, End end) throws IOException {
        // Fast enough for a single slice, so that chunks are the same too.
        assertSees(new Seen(bytes, end), breach(breach, after).throttled(100));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void another_request_in_the_pipe_gets_nothing_of_it(ConnectionFault breach, int after, String bytes, End end)
            throws IOException {
        replies.put("/next", Reply.text(200, "text/plain", "next"));
        String next = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nnext";
        assertSees(
                new Seen(breach == ConnectionFault.NONE ? bytes + next : bytes, end),
                reply(SOON.failing(breach, after)),
                GET,
                "GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"RESET,RESET", "TRUNCATE,CLOSED", "MALFORMED_CHUNK,CLOSED", "CLOSE,CLOSED", "STALL,OPEN"})
    void the_head_alone_comes_where_there_is_no_body(ConnectionFault breach, End end) throws IOException {
        assertSees(new Seen(HEAD, end), reply(breach(breach, 4).throttled(1)), "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertSees(
                new Seen("HTTP/1.1 204 No Content\r\n\r\n", end),
                Reply.of(204, Bytes.of("none")).withDelivery(breach(breach, 4)),
                GET);
    }

    @Test
    void of_an_empty_body_nothing_can_be_missing() throws IOException {
        assertSees(
                new Seen("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", End.CLOSED),
                Reply.of(200, Bytes.NONE).withDelivery(breach(ConnectionFault.TRUNCATE, 4)),
                GET);
    }

    @Test
    void a_client_that_knows_no_chunks_gets_less_than_promised() throws IOException {
        assertSees(
                new Seen(HEAD + "0123", End.CLOSED),
                reply(breach(ConnectionFault.MALFORMED_CHUNK, 4)),
                "GET / HTTP/1.0\r\n\r\n");
    }

    @Test
    void a_client_that_wants_the_connection_closed_reads_so_as_ever() throws IOException {
        String closing = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        Seen whole = new Seen(STATUS + "Content-Length: 10\r\nConnection: close\r\n\r\n" + BODY, End.CLOSED);
        for (Delivery delivery : List.of(Delivery.WHOLE, SOON, breach(ConnectionFault.CLOSE, 0))) {
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
        try (RawSocket connection = new RawSocket(URI.create("http://127.0.0.1:" + server.port()))) {
            for (Delivery delivery : List.of(SOON, SOON.throttled(200), Delivery.WHOLE, SOON)) {
                replies.put("/", reply(delivery));
                assertThat(connection.send(GET).body()).isEqualTo(BODY);
            }
        }
    }

    @Test
    void a_late_reply_comes_no_earlier() throws IOException {
        replies.put("/", reply(Delivery.WHOLE.delayed(Duration.ofMillis(200))));
        try (Socket socket = connect()) {
            long start = NanoTime.now();
            send(socket, GET);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            assertThat(NanoTime.millisSince(start)).isGreaterThanOrEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"20,10,500", "1000,400,400", "3,1,333"})
    void a_slow_body_comes_no_faster_and_after_its_head(int speed, int length, long millis) throws IOException {
        replies.put(
                "/", Reply.text(200, "text/plain", "x".repeat(length)).withDelivery(Delivery.WHOLE.throttled(speed)));
        try (Socket socket = connect()) {
            long start = NanoTime.now();
            send(socket, GET);
            InputStream in = socket.getInputStream();
            String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + length + "\r\n\r\n";
            assertThat(new String(in.readNBytes(head.length()), StandardCharsets.ISO_8859_1))
                    .isEqualTo(head);
            assertThat(in.available()).isZero();
            assertThat(in.readNBytes(length)).hasSize(length);
            assertThat(NanoTime.millisSince(start)).isGreaterThanOrEqualTo(millis);
        }
    }

    @Test
    void late_replies_wait_together_and_hold_no_threads() {
        replies.put("/", reply(Delivery.WHOLE.delayed(Duration.ofMillis(300))));
        assertTimeoutPreemptively(Duration.ofSeconds(3), () -> {
            List<Socket> sockets = new ArrayList<>();
            int before = Thread.activeCount();
            for (int i = 0; i < 50; i++) {
                Socket socket = connect();
                sockets.add(socket);
                send(socket, GET);
            }
            try (Socket socket = connect()) {
                send(socket, "GET /other HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(socket.getInputStream().readNBytes(HEAD.length() + BODY.length()))
                        .isEqualTo((HEAD + BODY).getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(Thread.activeCount() - before).isLessThan(20);
            for (Socket socket : sockets) {
                assertThat(socket.getInputStream().readNBytes(HEAD.length() + BODY.length()))
                        .isEqualTo((HEAD + BODY).getBytes(StandardCharsets.ISO_8859_1));
                socket.close();
            }
        });
    }

    @Test
    void a_client_that_leaves_costs_the_others_nothing() throws IOException {
        for (ConnectionFault breach : ConnectionFault.values()) {
            replies.put("/", reply(SOON.throttled(50).failing(breach, 9)));
            List<Socket> leaving = new ArrayList<>();
            for (int i : IntStream.range(0, 10).toArray()) {
                Socket socket = connect();
                socket.setSoLinger(i % 2 == 0, 0);
                send(socket, GET);
                leaving.add(socket);
            }
            for (Socket socket : leaving) {
                socket.close();
            }
        }
        assertSees(new Seen(HEAD + BODY, End.OPEN), SOON);
    }

    @Test
    void a_server_stops_with_replies_under_way() throws IOException {
        replies.put("/", reply(Delivery.WHOLE.delayed(Duration.ofMinutes(10))));
        replies.put("/stalled", reply(breach(ConnectionFault.STALL, 1)));
        try (Socket late = connect();
                Socket stalled = connect()) {
            send(late, GET);
            send(stalled, "GET /stalled HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(stalled.getInputStream().readNBytes(HEAD.length() + 1)).hasSize(HEAD.length() + 1);
            assertTimeoutPreemptively(Duration.ofSeconds(5), server::close);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "NONSENSE\r\n\r\n"})
    void a_refusal_comes_at_once_and_whole(String request) throws IOException {
        try (RawSocket connection = new RawSocket(URI.create("http://127.0.0.1:" + server.port()))) {
            assertThat(connection.send(request).status()).isEqualTo(400);
        }
    }
}
