package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply to HEAD says nothing of the body that is not so: RFC 9110, section 9.3.2. */
class HeadTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    HeadTest() throws Exception {}

    private static String request(String method, String path) {
        return method + " /_emulator/" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static List<String> heading(Seen reply) {
        return reply.headers().stream()
                .filter(header -> !header.startsWith("Transfer-Encoding: ") && !header.startsWith("Date: "))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "report?as=markdown", "replay", "requests", "requests?as=har", "state", "clock"})
    void it_has_the_headers_of_get_and_the_connection_goes_on(String path) throws Exception {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            connection.send("GET /api/v1/datacenter/server HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Seen head = connection.send(request("HEAD", path));
            Seen get = connection.send(request("GET", path));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(heading(head)).isEqualTo(heading(get));
            assertThat(get.body()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "events?since=0"})
    void it_opens_no_stream(String path) throws Exception {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            Seen head = connection.send(request("HEAD", path));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEmpty();
            assertThat(connection.send(request("GET", "clock")).status()).isEqualTo(200);
        }
    }
}
