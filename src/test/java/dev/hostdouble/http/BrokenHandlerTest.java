package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the process itself does wrong is logged, and is never an answer of a provider. */
@Isolated("it asserts on what is logged")
class BrokenHandlerTest {
    @AutoClose
    private final CapturedLogs logs = CapturedLogs.of("http");

    @AutoClose
    private final HttpServer server = HttpServer.start("127.0.0.1", 0, 1000, new EchoHandler() {
        @Override
        public Reply handle(Request request) {
            return switch (request.path()) {
                case "/memory" -> throw new OutOfMemoryError("Java heap space");
                case "/stack" -> endless(request);
                case "/exception" -> throw new IllegalStateException("lost");
                case "/header" ->
                    super.handle(request).with(dev.hostdouble.core.Headers.of("Large", "x".repeat(100_000)));
                default -> super.handle(request);
            };
        }

        @Override
        public Reply refuse(String path, int status) {
            throw new IllegalStateException("nobody refuses this");
        }

        @SuppressWarnings("InfiniteRecursion")
        private Reply endless(Request request) {
            return endless(request);
        }
    });

    BrokenHandlerTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(strings = {"/memory", "/stack", "/exception"})
    void an_error_is_answered_in_the_name_of_this_server_and_logged(String path) throws IOException {
        try (RawSocket connection = RawSocket.local(server.port())) {
            Seen seen = connection.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(seen.status()).isEqualTo(500);
            assertThat(seen.body()).startsWith("hostdouble: internal error, see the log: java.lang.");
            assertThat(connection.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").status())
                    .isEqualTo(200);
        }
        assertThat(logs.problems()).singleElement().asString().contains("GET " + path + " failed");
    }

    @Test
    void a_refusal_that_fails_closes_the_connection() throws IOException {
        try (RawSocket connection = RawSocket.local(server.port())) {
            connection.write("NONSENSE\r\n\r\n");
            assertThat(connection.readToEnd()).isEqualTo(new Seen("", End.CLOSED));
        }
        assertThat(logs.problems()).hasSize(1);
    }

    @Test
    void a_reply_that_cannot_be_sent_closes_the_connection() throws IOException {
        try (RawSocket connection = RawSocket.local(server.port())) {
            connection.write("GET /header HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(connection.readToEnd()).isEqualTo(new Seen("", End.CLOSED));
        }
        assertThat(logs.problems()).singleElement().asString().startsWith("a reply cannot be sent");
    }
}
