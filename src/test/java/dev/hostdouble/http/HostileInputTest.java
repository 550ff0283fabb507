package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library sends: the answer has the provider's format, and the next client is served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {
    private static final String AUTHORIZED = "Host: x\r\n" + Credentials.bearer(Credentials.HOSTERAPI_TOKEN) + "\r\n";
    private static final String EMPTY_MESSAGE = "{\n    \"message\": \"\"\n}";

    private Hostdouble emulator = start();

    private static Hostdouble start() {
        try {
            return Hostdouble.start(Settings.forTests());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    void isUp() {
        assertThat(emulator.port()).isPositive();
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private Seen send(String request) throws IOException {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send(request);
        }
    }

    private void assertRefused(int status, String request) throws IOException {
        Seen reply = send(request);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.body()).isEqualTo(EMPTY_MESSAGE);
        assertThat(send("GET /api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED + "\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_body_over_a_mebibyte_is_413() throws IOException {
        assertRefused(
                413, "POST /api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED + "Content-Length: 1048577\r\n\r\n{");
    }

    @Test
    void a_chunked_body_over_a_mebibyte_is_413() throws IOException {
        String chunk = "40000\r\n" + "a".repeat(0x40000) + "\r\n";
        assertRefused(
                413,
                "POST /api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED + "Transfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(4) + "1\r\na\r\n");
    }

    @Test
    void a_body_of_exactly_a_mebibyte_is_read() throws IOException {
        String body = "{\"template\":\"" + "x".repeat((1 << 20) - 15) + "\"}";
        Seen reply = send("POST /api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(reply.body()).contains("0xb1: Missing required parameter template");
    }

    @Test
    void broken_chunking_is_400() throws IOException {
        assertRefused(
                400,
                "POST /api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n");
    }

    @Test
    void a_flood_of_headers_is_431() throws IOException {
        StringBuilder flood = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            flood.append("X-").append(i).append(": ").append("y".repeat(100)).append("\r\n");
        }
        assertRefused(431, "GET /api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED + flood + "\r\n");
    }

    @Test
    void a_path_longer_than_all_headers_may_be_is_414() throws IOException {
        assertRefused(414, "GET /api/v1/" + "a".repeat(20_000) + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n");
    }

    @Test
    void a_request_that_is_not_http_is_400() throws IOException {
        assertRefused(400, "NONSENSE\r\n\r\n");
    }

    @Test
    void an_invalid_content_length_is_400() throws IOException {
        assertRefused(
                400, "POST /api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED + "Content-Length: many\r\n\r\n{}");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/datacenter/server/%ff/status",
        "/api/v1//datacenter/server",
        "//api/v1/datacenter/server",
        "/API/v1/datacenter/server",
        "/api/v1/datacenter/../datacenter/server",
        "/api/v1/datacenter/server;a=b",
        "/api/v1",
        "/api"
    })
    void a_path_the_framework_does_not_know_is_its_404(String path) throws IOException {
        Seen reply = send("GET " + path + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(EMPTY_MESSAGE);
    }

    @Test
    void a_path_of_no_provider_gets_a_404_that_lists_the_providers() throws IOException {
        Seen reply = send("GET /nowhere HTTP/1.1\r\n" + AUTHORIZED + "\r\n");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body())
                .isEqualTo(
                        "hostdouble: no operation for GET /nowhere; GET /_emulator/operations lists all operations\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_w/a%20b", "/_w/%2e%2e", "/_w/%2e"})
    void a_world_with_an_invalid_name_is_refused(String prefix) throws IOException {
        Seen reply = send("GET " + prefix + "/api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED + "\r\n");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("1 to 64 of A-Z a-z 0-9 . _ -");
    }

    @ParameterizedTest
    @CsvSource({"/_emulator/clock", "/_w/mine/_emulator/clock"})
    void the_control_api_answers_errors_in_its_own_format(String path) throws IOException {
        Seen reply = send("PUT " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n{");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body()).isEqualTo("{\"error\":\"body too large\"}\n");
    }

    @Test
    void a_malformed_request_is_refused_without_waiting_for_a_world() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> emulator.world("default").with(session -> {
                    try (RawSocket connection = new RawSocket(emulator.url())) {
                        return assertThat(connection.send("NONSENSE\r\n\r\n").body())
                                .isEqualTo(EMPTY_MESSAGE);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    @Test
    void a_connection_goes_on_after_an_error_of_the_provider() throws IOException {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            assertThat(connection
                            .send("GET /api/v1/job/1 HTTP/1.1\r\n" + AUTHORIZED + "\r\n")
                            .status())
                    .isEqualTo(404);
            assertThat(connection
                            .send("GET /api/v1/datacenter/server HTTP/1.1\r\n" + AUTHORIZED + "\r\n")
                            .body())
                    .isEqualTo("{\"result\":[4001,4002,4003]}");
        }
    }
}
