package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import dev.hostdouble.client.TlsClient;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Handshake;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.core.TlsFault;
import dev.hostdouble.http.HttpServer.Https;
import dev.hostdouble.tls.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client of the HTTPS port sees of failing replies and failing handshakes. */
@Isolated("it counts threads")
class TlsDeliveryTest {
    private static final String BODY = "0123456789";
    private static final String STATUS = "HTTP/1.1 200 Fine\r\nContent-Type: text/plain\r\n";
    private static final String HEAD = STATUS + "Content-Length: 10\r\n\r\n";
    private static final String CHUNKED = STATUS + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Duration HEAD_TIME = Duration.ofMillis(300);
    private static final int SILENCE_MILLIS = 200;

    private final BlockingQueue<Delivered> delivered = new LinkedBlockingQueue<>();
    private final AtomicInteger applied = new AtomicInteger();
    private Delivery delivery = Delivery.IMMEDIATE;
    private Optional<TlsFault> fault = Optional.empty();
    private Optional<String> asked = Optional.empty();
    private Optional<Integer> cutAt = Optional.empty();
    private String scheme = "";

    private final Certificates certificates =
            Certificates.made(List.of("localhost", "127.0.0.1"), List.of("localhost"), Clock.systemUTC());

    @AutoClose
    private final HttpServer server = start();

    private HttpServer start() {
        RequestHandler handler = new RequestHandler() {
            @Override
            public Reply handle(Request request) {
                scheme = request.scheme();
                return reply();
            }

            @Override
            public List<Integer> cutPoints(Request head) {
                return cutAt.stream().toList();
            }

            @Override
            public Optional<Reply> handleCut(Request partial) {
                return Optional.of(reply());
            }

            @Override
            public Handshake handshake(Optional<String> serverName) {
                asked = serverName;
                return new Handshake(fault, applied::incrementAndGet);
            }

            @Override
            public Reply refuse(String path, int status) {
                return Reply.text(status, "text/plain", path);
            }
        };
        try {
            return HttpServer.start(
                    "127.0.0.1",
                    0,
                    Optional.of(new Https(0, certificates::context)),
                    Limits.of(1 << 20)
                            .withRequestTimes(HEAD_TIME, Duration.ofSeconds(20))
                            .withConnections(20),
                    handler);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply reply() {
        return Reply.text(200, "text/plain", BODY)
                .withReason("Fine")
                .withDelivery(delivery)
                .withDeliveryListener(delivered::add);
    }

    private TlsClient client(String host) {
        return new TlsClient(port(), host, certificates.pem());
    }

    private int port() {
        OptionalInt port = server.httpsPort();
        return port.orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 0, OPEN, COMPLETE",
        "RESET, 0, RESET, RESET",
        "RESET, 4, RESET, RESET",
        "EMPTY, 0, CLOSED, EMPTY",
        "GARBAGE, 0, CLOSED, GARBAGE",
        "TRUNCATE, 4, CLOSED, TRUNCATED",
        "MALFORMED_CHUNK, 4, CLOSED, MALFORMED_CHUNK",
        "STALL, 4, OPEN, STALLED",
        "CLOSE, 0, CLOSED, CLOSED"
    })
    void each_fault_is_the_same_inside_tls(ConnectionFault kind, int after, End end, Outcome outcome) throws Exception {
        String bytes =
                switch (kind) {
                    case NONE, CLOSE -> HEAD + BODY;
                    case RESET -> after == 0 ? "" : HEAD + "0123";
                    case EMPTY -> "";
                    case GARBAGE -> FaultyReplyWriter.GARBAGE;
                    case TRUNCATE, STALL -> HEAD + "0123";
                    case MALFORMED_CHUNK -> CHUNKED + "4\r\n0123\r\nZZ\r\n";
                };
        for (Delivery one : List.of(Delivery.IMMEDIATE, Delivery.IMMEDIATE.plusDelay(Duration.ofMillis(20)))) {
            for (String version : List.of("TLSv1.2", "TLSv1.3")) {
                delivery = one.withFault(kind, after);
                try (RawSocket socket = client("a.localhost").connect(version)) {
                    socket.write(GET);
                    // Java does not tell an end without a close_notify from one with it; HttpsClientsIT does.
                    int expected = end == End.OPEN ? bytes.length() : Integer.MAX_VALUE;
                    assertThat(socket.readToEnd(expected, SILENCE_MILLIS)).isEqualTo(new Seen(bytes, end));
                }
                Delivered known = delivered.poll(10, TimeUnit.SECONDS);
                assertThat(known).isNotNull().extracting(Delivered::outcome).isEqualTo(outcome);
            }
        }
        assertThat(scheme).isEqualTo("https");
        assertThat(asked).contains("a.localhost");
    }

    @Test
    void a_slow_body_comes_slowly_and_the_connection_goes_on() throws IOException {
        delivery = Delivery.IMMEDIATE.withSpeed(50);
        try (RawSocket socket = client("localhost").connect()) {
            for (int i = 0; i < 2; i++) {
                assertThat(socket.send(GET).body()).isEqualTo(BODY);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "EMPTY"})
    void a_request_breaks_while_its_body_is_read(ConnectionFault kind) throws Exception {
        cutAt = Optional.of(3);
        delivery = Delivery.IMMEDIATE.withFault(kind, 0);
        try (RawSocket socket = client("localhost").connect()) {
            socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234");
            assertThat(socket.readToEnd())
                    .isEqualTo(new Seen("", kind == ConnectionFault.RESET ? End.RESET : End.CLOSED));
        }
        assertThat(delivered.poll(10, TimeUnit.SECONDS))
                .isNotNull()
                .extracting(Delivered::outcome)
                .isEqualTo(Outcome.valueOf(kind.name()));
    }

    @Test
    void a_body_larger_than_a_record_goes_both_ways() throws IOException {
        String large = "x".repeat(200_000);
        try (RawSocket socket = client("localhost").connect()) {
            Seen reply = socket.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + large);
            assertThat(reply.body()).isEqualTo(BODY);
        }
        assertThat(Bytes.of(large).length()).isEqualTo(200_000);
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, CertificateExpiredException",
        "NOT_YET_VALID, CertificateNotYetValidException",
        "WRONG_HOST, No subject alternative DNS name matching b.localhost",
        "UNTRUSTED, unable to find valid certification path",
        "CUT, terminated the handshake"
    })
    void each_handshake_fault_is_what_its_name_says(TlsFault kind, String why) throws IOException {
        client("b.localhost").connect().close(); // a session that must not be resumed
        applied.set(0);
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            fault = Optional.of(kind);
            assertThatThrownBy(() -> client("b.localhost").connect(version))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasStackTraceContaining(why);
            fault = Optional.empty();
            client("b.localhost").connect(version).close();
        }
        assertThat(applied).hasValue(4); // an intact handshake says so, too
    }

    @Test
    void what_is_not_tls_is_told_so() throws IOException {
        try (RawSocket socket = RawSocket.local(port())) {
            socket.write(GET);
            Seen seen = socket.readToEnd();
            assertThat(seen.status()).isEqualTo(400);
            assertThat(seen.body()).isEqualTo("hostdouble: this port speaks HTTPS; use https://, or the HTTP port\n");
        }
    }

    @Test
    void a_handshake_that_does_not_end_is_cut_and_holds_no_thread() throws IOException {
        List<RawSocket> open = new ArrayList<>();
        int before = Thread.activeCount();
        for (int i = 0; i < 15; i++) {
            open.add(RawSocket.local(port()));
            // The head of a record, a part of a message, or a message that another one must follow.
            open.get(i).write(i % 3 == 0 ? "" : i % 3 == 1 ? "\u0016" : "\u0016\u0003\u0001\u0002\u0000\u0001");
        }
        client("localhost").connect().close();
        assertThat(Thread.activeCount() - before).isLessThan(10);
        for (RawSocket socket : open) {
            assertThat(socket.readToEnd().bytes()).isEmpty(); // and not the timeout of the socket
            socket.close();
        }
    }

    @Test
    void connections_in_a_handshake_count_among_those_that_may_be_open() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            waiting.add(new Socket(InetAddress.getLoopbackAddress(), port()));
        }
        assertThat(waiting.get(0).getInputStream().read()).isEqualTo(-1); // the first one made room
        client("localhost").connect().close();
        for (Socket socket : waiting) {
            socket.close();
        }
    }

    @Test
    void the_client_chooses_http_1_1_by_alpn() throws IOException {
        try (SSLSocket socket = client("localhost").open()) {
            javax.net.ssl.SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
        }
    }
}
