package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes of a request, byte for byte: what is answered, and whether the connection goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpByTheBookTest {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: next\r\nConnection: close\r\n\r\n";
    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    @AutoClose
    private final HttpServer server = HttpServer.start("127.0.0.1", 0, 1000, new EchoHandler());

    HttpByTheBookTest() throws IOException {}

    private static String post(String headers, String body) {
        return "POST /a HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body;
    }

    private static String get(String headers) {
        return "GET /a HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
    }

    /** Requests after which the connection goes on, with what is read of them. */
    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("no body", get(""), "200", "GET x /a x "),
                Arguments.of("Content-Length", post("Content-Length: 2\r\n", "{}"), "200", "POST x /a x {}"),
                Arguments.of("chunks", post(CHUNKED, "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"), "200", "POST x /a x {}"),
                Arguments.of("chunk extension", post(CHUNKED, "2;a=b\r\n{}\r\n0\r\n\r\n"), "200", "POST x /a x {}"),
                Arguments.of("trailers", post(CHUNKED, "2\r\n{}\r\n0\r\nA: b\r\n\r\n"), "200", "POST x /a x {}"),
                Arguments.of("pipelining", GET + get("A: b\r\n"), "200 200", "GET x /a x "),
                Arguments.of("GET with a body", get("Content-Length: 2\r\n").concat("{}"), "200", "GET x /a x {}"),
                Arguments.of(
                        "HEAD with a body",
                        "HEAD /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
                        "200",
                        "Content-Length: 14\r\n\r\nHTTP"),
                Arguments.of(
                        "HTTP/1.0 with keep-alive",
                        "GET /a HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n",
                        "200",
                        "Connection: keep-alive\r\n\r\nGET x /a x "),
                Arguments.of("TRACE", "TRACE /a HTTP/1.1\r\nHost: x\r\n\r\n", "200", "TRACE x /a x "),
                Arguments.of("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "200", "OPTIONS x * x "),
                Arguments.of("same host", "GET http://x/a HTTP/1.1\r\nHost: x\r\n\r\n", "200", "GET x /a x "),
                Arguments.of("another host", "GET http://y:8/a HTTP/1.1\r\nHost: x\r\n\r\n", "200", "GET y:8 /a y:8 "),
                Arguments.of("no path", "GET http://y HTTP/1.1\r\nHost: x\r\n\r\n", "200", "GET y / y "),
                Arguments.of(
                        "a URL in the query", "GET /a?u=http://y/ HTTP/1.1\r\nHost: x\r\n\r\n", "200", "GET x /a x "),
                Arguments.of("h2c", get("Connection: Upgrade\r\nUpgrade: h2c\r\n"), "200", "GET x /a x "),
                Arguments.of("h2c without Connection", get("Upgrade: h2c\r\n"), "200", "GET x /a x "),
                Arguments.of("web socket", get("Connection: Upgrade\r\nUpgrade: websocket\r\n"), "200", "GET x /a x "),
                Arguments.of("blank lines before", "\r\n\r\n" + GET, "200", "GET x /a x "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void is_read_and_the_connection_goes_on(String shape, String request, String statuses, String fragment)
            throws IOException {
        Seen seen = send(request + NEXT);
        assertThat(statuses(seen)).as(shape).isEqualTo(statuses + " 200");
        assertThat(seen.bytes()).contains(fragment).endsWith("Connection: close\r\n\r\nGET next /next next ");
        assertThat(seen.bytes()).containsOnlyOnce("Connection: close");
    }

    /** Requests after which nobody knows where the next one begins. */
    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("both lengths", post("Content-Length: 4\r\n" + CHUNKED, "0\r\n\r\n"), 400),
                Arguments.of("two equal lengths", post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"), 400),
                Arguments.of("two lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}"), 400),
                Arguments.of("a list of lengths", post("Content-Length: 2, 2\r\n", "{}"), 400),
                Arguments.of("length with a plus", post("Content-Length: +2\r\n", "{}"), 400),
                Arguments.of("negative length", post("Content-Length: -1\r\n", ""), 400),
                Arguments.of("length overflow", post("Content-Length: 99999999999999999999\r\n", ""), 400),
                Arguments.of("unknown coding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400),
                Arguments.of("identity", post("Transfer-Encoding: identity\r\n", ""), 400),
                Arguments.of("chunked not last", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400),
                Arguments.of("another coding below", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501),
                Arguments.of("chunked twice", post(CHUNKED + CHUNKED, "0\r\n\r\n"), 400),
                Arguments.of("folded header", get("A: b\r\n c\r\n"), 400),
                Arguments.of("blank before the colon", "GET /a HTTP/1.1\r\nHost : x\r\n\r\n", 400),
                Arguments.of("quoted extension", post(CHUNKED, "2;a=\"b\r\n\"\r\n{}\r\n0\r\n\r\n"), 400),
                Arguments.of("chunks with LF", post(CHUNKED, "2\n{}\n0\n\n"), 400),
                Arguments.of("chunk too long", post(CHUNKED, "2\r\n{}x\r\n0\r\n\r\n"), 400),
                Arguments.of("0x before a chunk size", post(CHUNKED, "0x2\r\n{}\r\n0\r\n\r\n"), 400),
                Arguments.of("negative chunk size", post(CHUNKED, "-2\r\n{}\r\n0\r\n\r\n"), 400),
                Arguments.of("chunk size with a plus", post(CHUNKED, "+2\r\n{}\r\n0\r\n\r\n"), 400),
                Arguments.of("chunk size overflow", post(CHUNKED, "ffffffffffffffff1\r\n{}"), 400),
                Arguments.of("too large", post("Content-Length: 1001\r\n", "{"), 413),
                Arguments.of("chunks too large", post(CHUNKED, "3e9\r\n" + "x".repeat(1001) + "\r\n"), 413),
                Arguments.of("Expect, too large", post("Expect: 100-continue\r\nContent-Length: 1001\r\n", ""), 413),
                Arguments.of("unknown expectation", post("Expect: tea\r\nContent-Length: 2\r\n", "{}"), 417),
                Arguments.of("HTTP/0.9", "GET /a\r\n", 505),
                Arguments.of("HTTP/2.0", "GET /a HTTP/2.0\r\nHost: x\r\n\r\n", 426),
                Arguments.of("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 426),
                Arguments.of("HTTP/3.0", "GET /a HTTP/3.0\r\nHost: x\r\n\r\n", 505),
                Arguments.of("no Host", "GET /a HTTP/1.1\r\n\r\n", 400),
                Arguments.of("two Hosts", get("Host: y\r\n"), 400),
                Arguments.of("empty Host", "GET /a HTTP/1.1\r\nHost:\r\n\r\n", 400),
                Arguments.of("blank in the target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                Arguments.of("NUL in the target", "GET /a\u0000 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                Arguments.of("encoded NUL", "GET /a/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                Arguments.of("no slash", "GET a HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                Arguments.of("long target", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414),
                Arguments.of("large head", get("A: " + "a".repeat(20_000) + "\r\n"), 431),
                Arguments.of("no HTTP", "NONSENSE\r\n\r\n", 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void is_refused_and_the_connection_closes_as_the_reply_says(String shape, String request, int status)
            throws IOException {
        Seen seen = send(request);
        assertThat(statuses(seen)).as(shape).isEqualTo(String.valueOf(status));
        assertThat(seen.header("Connection")).isEqualTo("close");
        assertThat(seen.body()).startsWith("refused ");
    }

    @Test
    void a_refusal_after_a_good_request_names_its_own_path() throws IOException {
        Seen seen = send(GET + "GET /bad/%00 HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(statuses(seen)).isEqualTo("200 400");
        assertThat(seen.bytes()).containsOnlyOnce("Connection: close").endsWith("refused /bad/%00");
        assertThat(send(GET + "NONSENSE\r\n\r\n").bytes()).endsWith("refused ");
        assertThat(send("GET http://y/bad/%00?q HTTP/1.1\r\nHost: x\r\n\r\n").bytes())
                .endsWith("refused /bad/%00");
    }

    @Test
    void a_body_that_is_expected_is_asked_for() throws IOException {
        try (RawSocket connection = RawSocket.local(server.port())) {
            connection.write(post("Expect: 100-continue\r\nContent-Length: 2\r\n", ""));
            String proceed = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(connection.read(proceed.length())).isEqualTo(proceed);
            assertThat(connection.send("{}").body()).isEqualTo("POST x /a x {}");
        }
    }

    @Test
    void http_1_0_closes_without_a_word_because_that_is_its_default() throws IOException {
        Seen seen = send("GET /a HTTP/1.0\r\n\r\n");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("Connection")).isEmpty();
    }

    @Test
    void a_tunnel_is_asked_for_like_anything_else() throws IOException {
        try (RawSocket connection = RawSocket.local(server.port())) {
            Seen seen = connection.send("CONNECT y:443 HTTP/1.1\r\nHost: y:443\r\n\r\n");
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.header("Set-Cookie")).isEmpty();
        }
    }

    /** Sends bytes on a connection that the server is expected to close, and returns all that comes. */
    private Seen send(String request) throws IOException {
        try (RawSocket connection = RawSocket.local(server.port())) {
            connection.write(request);
            Seen seen = connection.readToEnd();
            assertThat(seen.end()).isEqualTo(End.CLOSED);
            return seen;
        }
    }

    private static String statuses(Seen seen) {
        List<String> statuses = STATUS.matcher(seen.bytes())
                .results()
                .map(found -> found.group(1))
                .toList();
        return String.join(" ", statuses);
    }
}
