package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.http.RawSocket;
import dev.hostdouble.http.RawSocket.RawReply;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --strict} and {@code --auth any}. */
class StrictTest {
    private static final String TOKEN = "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";

    private static RawReply call(Hostdouble emulator, String method, String path, String token) throws Exception {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Length: 0\r\n\r\n");
        }
    }

    @Test
    void an_assumed_answer_is_refused_and_leaves_no_trace() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withStrict())) {
            RawReply reply = call(emulator, "PUT", "/api/v1/datacenter/server/4001/change", TOKEN);
            assertThat(reply.status()).isEqualTo(501);
            assertThat(reply.body()).contains("--strict", "hosterapi/server.change", "assumed");
            assertThat(call(emulator, "GET", "/_emulator/jobs", TOKEN).body()).isEqualTo("{\"jobs\":[]}\n");
        }
    }

    @Test
    void documented_and_observed_answers_are_given() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withStrict())) {
            assertThat(call(emulator, "PUT", "/api/v1/datacenter/server/4001/start", TOKEN)
                            .status())
                    .isEqualTo(200);
            assertThat(call(emulator, "GET", "/api/v1/datacenter/server/9/status", TOKEN)
                            .status())
                    .isEqualTo(404);
            assertThat(call(emulator, "GET", "/api/v1/software/list", TOKEN).status())
                    .isEqualTo(200);
            assertThat(call(emulator, "GET", "/api/v1/nope", TOKEN).status()).isEqualTo(404);
        }
    }

    @Test
    void any_token_will_do_where_the_settings_say_so() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withAnyToken())) {
            assertThat(call(emulator, "GET", "/api/v1/datacenter/server", "whoever")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_world_folder_of_ones_own_is_used(@TempDir Path folder) throws Exception {
        String shipped = Files.readString(Path.of("fixtures/worlds/default/hosterapi.yaml"));
        Files.writeString(folder.resolve("hosterapi.yaml"), shipped.replace("id: 4003", "id: 77"));
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld(folder))) {
            assertThat(call(emulator, "GET", "/api/v1/datacenter/server", TOKEN).body())
                    .isEqualTo("{\"result\":[77,4001,4002]}");
        }
    }
}
