package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --strict} and {@code --auth any}. */
class StrictTest {
    private static Seen call(Hostdouble emulator, String method, String path) {
        return new HosterapiClient(emulator, "default").call(method, path);
    }

    @Test
    void an_assumed_answer_is_refused_and_leaves_no_trace() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withStrict())) {
            Seen reply = call(emulator, "PUT", "/datacenter/server/4001/change");
            assertThat(reply.status()).isEqualTo(501);
            assertThat(reply.body()).contains("--strict", "hosterapi/server.change", "assumed");
            assertThat(new ProviderClient(emulator, "default")
                            .control("GET", "jobs", "")
                            .body())
                    .isEqualTo("{\"total\":0,\"jobs\":[]}\n");
        }
    }

    @Test
    void a_documented_error_for_an_assumed_reason_is_refused() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withStrict())) {
            assertThat(call(emulator, "POST", "/datacenter/server/4001/delete").status())
                    .isEqualTo(501);
            assertThat(call(emulator, "GET", "/nope").status()).isEqualTo(501);
        }
    }

    @Test
    void documented_and_observed_answers_are_given() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withStrict())) {
            assertThat(call(emulator, "PUT", "/datacenter/server/4001/start").status())
                    .isEqualTo(200);
            assertThat(call(emulator, "GET", "/datacenter/server/9/status").status())
                    .isEqualTo(404);
            assertThat(call(emulator, "GET", "/software/list").status()).isEqualTo(200);
        }
    }

    @Test
    void any_token_is_accepted_if_the_settings_say_so() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withAnyToken())) {
            assertThat(new HosterapiClient(emulator, "default")
                            .send("GET", "/api/v1/datacenter/server", "", Credentials.bearer("whoever"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_custom_world_folder_is_used(@TempDir Path folder) throws Exception {
        String shipped = Files.readString(Path.of("fixtures/worlds/default/hosterapi.yaml"));
        Files.writeString(folder.resolve("hosterapi.yaml"), shipped.replace("id: 4003", "id: 77"));
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld(folder))) {
            assertThat(call(emulator, "GET", "/datacenter/server").body()).isEqualTo("{\"result\":[77,4001,4002]}");
        }
    }
}
