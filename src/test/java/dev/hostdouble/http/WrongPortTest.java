package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.client.RawSocket;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A client that speaks TLS to the HTTP port is refused, and whoever reads the log learns why. */
@Isolated("it asserts on what is logged")
class WrongPortTest {
    private static final String HELLO = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003";

    @AutoClose
    private final HttpServer server = HttpServer.start("127.0.0.1", 0, 1000, new EchoHandler());

    WrongPortTest() throws IOException {}

    @Test
    void a_client_hello_gets_400_and_a_warning() throws IOException {
        try (CapturedLogs logs = CapturedLogs.of("http");
                RawSocket connection = RawSocket.local(server.port())) {
            connection.write(HELLO);
            assertThat(connection.readToEnd().bytes())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\r\nConnection: close\r\n");
            assertThat(logs.problems())
                    .containsExactly("TLS client hello on the HTTP port: use http://, or --https-port");
        }
    }
}
