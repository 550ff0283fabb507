package dev.hostdouble.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors of the typed client; {@link HostdoubleClientTour} calls its methods. */
class HostdoubleClientTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_refusal_carries_status_and_sentence() throws Exception {
        try (Hostdouble server = Hostdouble.start(Settings.forTests())) {
            WorldClient world = server.client().createWorld("errors");
            assertThatThrownBy(() -> world.scenarios().activate("any/slow-provder"))
                    .isInstanceOfSatisfying(HostdoubleException.class, e -> assertThat(e.status())
                            .isEqualTo(404))
                    .hasMessageContaining("did you mean 'any/slow-provider'");
            assertThatThrownBy(() ->
                            world.verify(Verification.expect().call(CallExpectation.to("hosterapi/server.creat"))))
                    .hasMessageContaining("hosterapi/server.create");
            assertThatThrownBy(() -> world.clock().setMode("fast")).hasMessageContaining("invalid clock mode 'fast'");
            assertThatThrownBy(() -> world.scenarios().activate("any/slow-provider,3s"))
                    .hasMessageContaining("expected name=value");
            assertThatThrownBy(() -> world.scenarios().activate(" "))
                    .hasMessageContaining("expected a name, such as any/slow-provider");
            assertThatThrownBy(() -> server.client().deleteWorld("never")).hasMessage("no world 'never'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "//127.0.0.1:8080", "ftp://127.0.0.1", "http:///path", "127.0.0.1"})
    void what_is_no_url_of_a_server_is_refused_at_once(String url) {
        assertThatThrownBy(() -> HostdoubleClient.at(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invalid URL of a server '" + url + "': expected a URL such as http://127.0.0.1:8080");
    }

    @ParameterizedTest
    @CsvSource({"302, ''", "502, <html>bad gateway</html>", "404, {}"})
    void a_reply_of_another_server_is_named_with_its_status(int status, String body) throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        other.start();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort();
            assertThatThrownBy(() -> HostdoubleClient.at(URI.create(url)).worlds())
                    .isInstanceOfSatisfying(HostdoubleException.class, e -> assertThat(e.status())
                            .isEqualTo(status))
                    .hasMessage("unexpected reply from " + url + "/_emulator/worlds: status " + status
                            + " without an error message; is that the URL of a Hostdouble?");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void nobody_there_is_an_error_without_status() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + port);
        assertThatThrownBy(() -> HostdoubleClient.at(url).health())
                .isInstanceOfSatisfying(
                        HostdoubleException.class, e -> assertThat(e.status()).isZero())
                .hasMessageStartingWith("no reply from " + url);
    }

    @Test
    void a_token_opens_a_closed_control_api() throws Exception {
        Settings open = Settings.DEFAULT;
        Settings closed = new Settings(
                open.bind(), 0, Optional.empty(), open.clock(), 1, false, false, 10, Optional.of("secret"), false);
        try (Hostdouble server = Hostdouble.start(closed)) {
            assertThat(HostdoubleClient.at(server.url()).health().isOk()).isTrue();
            assertThatThrownBy(() -> HostdoubleClient.at(server.url()).worlds())
                    .isInstanceOfSatisfying(HostdoubleException.class, e -> assertThat(e.status())
                            .isEqualTo(401));
            assertThat(HostdoubleClient.at(server.url()).withToken("secret").worlds())
                    .hasSize(1);
            assertThat(server.client().worlds()).hasSize(1);
        }
    }

    @Test
    void replies_are_read_as_they_are_and_may_grow() throws Exception {
        Map<String, Object> clock = Map.of("mode", "manual", "now", "2024-02-01T00:00:00Z");
        assertThat(ClockClient.Reading.of(members(Map.of("mode", "manual", "now", "2024-02-01T00:00:00Z", "new", 1)))
                        .mode())
                .isEqualTo("manual");
        assertThat(new WorldInfo("x", ClockClient.Reading.of(members(clock)), 1, 0, List.of(), 0).clock())
                .hasToString("2024-02-01T00:00:00Z (manual)");
        assertThatThrownBy(() -> ClockClient.Reading.of(members(Map.of("mode", "manual", "date", "x"))))
                .isInstanceOf(HostdoubleException.class)
                .hasMessage("unexpected reply to a test: expected a text \"now\"");
        assertThatThrownBy(() -> ClockClient.Reading.of(members(Map.of("mode", "manual", "now", "today"))))
                .hasMessageContaining("expected a time");
    }

    private static Members members(Map<String, Object> json) {
        return new Members("a test", JSON.valueToTree(json));
    }
}
