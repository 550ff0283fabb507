package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Who may use the control API of a server that others can reach, and what the log says about it. */
@Isolated("it asserts on what is logged")
class OpenControlTest {
    private static final String WARNING = "the control API is open to everybody who reaches port ";

    private static Settings everywhere(Optional<String> token, boolean open) {
        Settings test = Settings.forTests();
        return new Settings("0.0.0.0", 0, test.world(), test.clock(), 1, false, false, 10, token, open);
    }

    private static int status(Hostdouble server, String token) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + server.port() + "/_emulator/clock")
                        .toURL()
                        .openConnection();
        if (!token.isEmpty()) {
            call.setRequestProperty("Authorization", "Bearer " + token);
        }
        try {
            return call.getResponseCode();
        } finally {
            call.disconnect();
        }
    }

    @Test
    void open_it_says_so_in_the_log() throws Exception {
        try (CapturedLogs logs = CapturedLogs.of("Hostdouble");
                Hostdouble server = Hostdouble.start(everywhere(Optional.empty(), true))) {
            assertThat(status(server, "")).isEqualTo(200);
            assertThat(logs.problems())
                    .containsExactly(WARNING + server.port() + "; HOSTDOUBLE_CONTROL_TOKEN closes it");
        }
    }

    @Test
    void a_token_closes_it_even_where_it_is_open() throws Exception {
        try (CapturedLogs logs = CapturedLogs.of("Hostdouble");
                Hostdouble server = Hostdouble.start(everywhere(Optional.of("t"), true))) {
            assertThat(status(server, "")).isEqualTo(401);
            assertThat(status(server, "t")).isEqualTo(200);
            assertThat(logs.problems()).isEmpty();
        }
    }

    @Test
    void without_either_it_is_closed() throws Exception {
        try (CapturedLogs logs = CapturedLogs.of("Hostdouble");
                Hostdouble server = Hostdouble.start(everywhere(Optional.empty(), false))) {
            assertThat(status(server, "")).isEqualTo(403);
            assertThat(logs.problems()).isEmpty();
        }
    }

    @Test
    void the_image_opens_it_and_knows_that_it_is_one() throws Exception {
        String image = Files.readString(Path.of("Dockerfile"), StandardCharsets.UTF_8);
        assertThat(image).contains("HOSTDOUBLE_BIND=0.0.0.0 ", "HOSTDOUBLE_CONTROL_OPEN=true", "ENV container=");
    }
}
