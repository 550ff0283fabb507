package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The OpenAPI documents that a running server returns. */
class OpenApiControlTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/main/resources/dev/hostdouble/openapi");

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final ProviderClient client = new ProviderClient(emulator, "described");

    OpenApiControlTest() throws Exception {}

    private List<String> names() {
        List<String> names = new ArrayList<>();
        client.controlled("GET", "openapi", "").path("documents").forEach(name -> names.add(name.asText()));
        return names;
    }

    @Test
    void there_is_one_for_each_provider_and_one_for_the_control_API() {
        assertThat(names()).containsExactly("hostkey.json", "hosterapi.json", "vss.json", "control.json");
    }

    @Test
    void each_is_that_of_the_repository_but_for_its_servers() throws Exception {
        for (String name : names()) {
            ObjectNode served = (ObjectNode)
                    get("/_emulator/openapi/" + name, emulator.url().getAuthority());
            ObjectNode kept = (ObjectNode) JSON.readTree(FOLDER.resolve(name).toFile());
            String own = served.remove("servers").toString();
            assertThat(own)
                    .isEqualTo(kept.remove("servers")
                            .toString()
                            .replace("http://127.0.0.1:8080", emulator.url().toString()));
            assertThat(served).as(name).isEqualTo(kept);
        }
    }

    @Test
    void it_needs_and_makes_no_world() {
        names();
        client.controlled("GET", "openapi/vss.json", "");
        assertThat(client.controlled("GET", "worlds", "").path("worlds"))
                .noneMatch(world -> world.path("name").asText().equals("described"));
    }

    @Test
    void a_world_in_the_path_of_the_request_is_that_of_the_first_server() throws Exception {
        JsonNode servers =
                get("/_w/mine/_emulator/openapi/control.json", "localhost:1").path("servers");
        assertThat(servers.path(0).path("url").asText()).isEqualTo("http://localhost:1/_w/{world}/_emulator");
        assertThat(servers.at("/0/variables/world/default").asText()).isEqualTo("mine");
        assertThat(servers.path(1).path("url").asText()).isEqualTo("http://localhost:1/_emulator");
    }

    @Test
    void a_world_that_a_header_names_comes_first_too() {
        JsonNode servers = client.controlled("GET", "openapi/vss.json", "").path("servers");
        assertThat(servers.at("/0/url").asText()).isEqualTo(emulator.url() + "/_w/{world}");
        assertThat(servers.at("/0/variables/world/default").asText()).isEqualTo("described");
    }

    @Test
    void a_world_that_the_host_names_has_no_other_beside_it() throws Exception {
        JsonNode servers =
                get("/_emulator/openapi/vss.json", "mine.localhost:1").path("servers");
        assertThat(servers).hasSize(1);
        assertThat(servers.at("/0/url").asText()).isEqualTo("http://mine.localhost:1");
        assertThat(servers.at("/0/description").asText()).isEqualTo("the world mine");
    }

    @Test
    void an_unknown_one_is_answered_with_the_nearest_name() {
        Seen reply = client.control("GET", "openapi/hosterapi.yaml", "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("unknown document 'hosterapi.yaml'", "hosterapi.json");
    }

    @Test
    void nothing_else_of_the_jar_is_returned() {
        assertThat(client.control("GET", "openapi/..%2Fvss%2Fschema.sql", "").status())
                .isEqualTo(404);
        assertThat(client.control("GET", "openapi/", "").status()).isEqualTo(404);
    }

    @Test
    void a_HEAD_has_no_body() throws Exception {
        try (RawSocket socket = new RawSocket(emulator.url())) {
            Seen reply = socket.send(
                    "HEAD /_emulator/openapi/vss.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8),
                    true);
            assertThat(reply.status()).isEqualTo(200);
        }
    }

    private JsonNode get(String path, String host) throws Exception {
        try (RawSocket socket = new RawSocket(emulator.url())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
            return JSON.readTree(
                    socket.send(request.getBytes(StandardCharsets.UTF_8), false).body());
        }
    }
}
