package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.saved.StateSchema;
import dev.hostdouble.scenario.ScenarioSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The schemas that editors read from a running server. */
class SchemaControlTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/dev/hostdouble/schemas");

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final ProviderClient client = new ProviderClient(emulator, "editor");

    SchemaControlTest() throws Exception {}

    private List<String> names() {
        List<String> names = new ArrayList<>();
        client.controlled("GET", "schemas", "").path("schemas").forEach(name -> names.add(name.asText()));
        return names;
    }

    @Test
    void all_schemas_of_files_are_listed() throws Exception {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            List<String> ofFiles = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("control-"))
                    .sorted()
                    .toList();
            assertThat(names()).isEqualTo(ofFiles);
        }
    }

    private static String applied(String name) throws IOException {
        return switch (name) {
            case "scenario.schema.json" -> ScenarioSchema.json();
            case "state.schema.json" -> new StateSchema(Providers.ALL).text();
            default -> Files.readString(SCHEMAS.resolve(name));
        };
    }

    @Test
    void a_schema_is_served_as_it_is_applied() throws Exception {
        for (String name : names()) {
            Seen reply = client.control("GET", "schemas/" + name, "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).isEqualTo("application/schema+json");
            assertThat(reply.body()).isEqualTo(applied(name));
        }
        assertThat(client.control("GET", "scenario.schema.json", "").body())
                .isEqualTo(client.control("GET", "schemas/scenario.schema.json", "")
                        .body());
    }

    @Test
    void each_shipped_file_names_a_schema_that_is_served() throws Exception {
        int files = 0;
        for (String folder : List.of("fixtures/worlds", "scenarios")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                for (Path file :
                        all.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                    String first = Files.readAllLines(file).get(0);
                    String path = first.substring(first.indexOf("/_emulator/") + "/_emulator/".length());
                    assertThat(first).startsWith("# yaml-language-server: $schema=http://127.0.0.1:8080/_emulator/");
                    assertThat(client.control("GET", path, "").status())
                            .as(first)
                            .isEqualTo(200);
                    files++;
                }
            }
        }
        assertThat(files).isGreaterThan(100);
    }

    @Test
    void an_unknown_schema_gets_the_nearest_name_and_no_world() {
        Seen reply = client.control("GET", "schemas/world-vs.schema.json", "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("error").asText()).contains("did you mean 'world-vss.schema.json'");
        JsonNode worlds = client.controlled("GET", "worlds", "").path("worlds");
        assertThat(worlds.findValuesAsText("name")).containsExactly("default");
    }
}
