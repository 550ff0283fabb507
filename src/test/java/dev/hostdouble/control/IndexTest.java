package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /_emulator} lists all endpoints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexTest {
    private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final ProviderClient client = new ProviderClient(emulator, "default");

    IndexTest() throws Exception {}

    @ParameterizedTest
    @ValueSource(strings = {"/_emulator", "/_emulator/"})
    void it_lists_every_endpoint(String path) {
        JsonNode index = client.send("GET", path, "").json();
        assertThat(index.path("name").asText()).isEqualTo("Hostdouble");
        assertThat(index.path("world").asText()).isEqualTo("default");
        List<String> listed = new ArrayList<>();
        for (JsonNode endpoint : index.path("endpoints")) {
            listed.add(endpoint.path("method").asText() + " "
                    + endpoint.path("path").asText().substring("/_emulator".length()));
            assertThat(endpoint.path("description").asText()).isNotEmpty();
        }
        assertThat(listed)
                .containsExactlyElementsOf(ControlRows.all().stream()
                        .map(row -> row.name().replaceFirst(" /$", " "))
                        .toList());
    }

    @Test
    void its_paths_are_those_of_the_world_that_was_named() {
        String byPath = client.send("GET", "/_w/index-a/_emulator", "").body();
        assertThat(byPath).contains("\"world\":\"index-a\"", "\"/_w/index-a/_emulator/clock\"");
        String byHeader =
                client.send("GET", "/_emulator", "", "Emulator-World: index-b").body();
        assertThat(byHeader).contains("\"world\":\"index-b\"", "\"/_w/index-b/_emulator/clock\"");
        String byHost = client.send("GET", "/_emulator", "", "Host: index-c.localhost", "Emulator-World: index-c")
                .body();
        assertThat(byHost).contains("\"world\":\"index-c\"");
        assertThat(client.send("GET", "/_emulator/worlds", "").body())
                .as("a call that only reads creates no world")
                .doesNotContain("index-");
    }

    @Test
    void a_browser_gets_a_page_whose_links_work() {
        Seen page = client.send("GET", "/_emulator", "", BROWSER);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Vary")).isEqualTo("Accept");
        assertThat(page.body()).doesNotContain("<script").contains("Moves the clock forward by a duration.");
        Matcher link = Pattern.compile("href=\"([^\"]+)\"").matcher(page.body());
        List<String> followed = new ArrayList<>();
        while (link.find()) {
            // A stream of events has no end.
            String method = link.group(1).endsWith("/events") ? "HEAD" : "GET";
            Seen target = client.send(method, link.group(1), "");
            assertThat(target.status())
                    .as(link.group(1))
                    .isEqualTo(link.group(1).endsWith("/ca.pem") ? 404 : 200);
            followed.add(link.group(1));
        }
        assertThat(followed).hasSizeGreaterThan(12).contains("/_emulator/clock");
    }

    @Test
    void a_client_that_accepts_json_as_well_gets_json() {
        for (String accept : List.of("application/json, text/html", "text/html;q=0, */*", "text/html;q=0.5, */*")) {
            Seen reply = client.send("GET", "/_emulator", "", "Accept: " + accept);
            assertThat(reply.header("Content-Type")).as(accept).isEqualTo("application/json");
        }
        assertThat(client.send("GET", "/", "", "Accept: text/plain, text/html").header("Content-Type"))
                .startsWith("text/plain");
    }

    @Test
    void it_has_no_body_for_head_and_takes_no_parameters() {
        assertThat(client.send("HEAD", "/_emulator", "").statusLine()).contains(" 200 ");
        assertThat(client.send("GET", "/_emulator?a=1", "").status()).isEqualTo(400);
        client.rest()
                .get("/_emulator/?a=1")
                .then()
                .statusCode(400)
                .body("error", equalTo("unknown parameter 'a'. Allowed: none"));
        assertThat(client.send("POST", "/_emulator", "").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void it_is_open_where_the_control_api_is_closed() throws Exception {
        Settings open = Settings.forTests();
        Settings closed = new Settings(
                "0.0.0.0", 0, open.world(), open.clock(), 1, false, false, 10, Optional.of("s3cret"), false);
        try (Hostdouble guarded = Hostdouble.start(closed)) {
            ProviderClient stranger = new ProviderClient(guarded, "default");
            assertThat(stranger.send("GET", "/_emulator", "").status()).isEqualTo(200);
            assertThat(stranger.send("GET", "/_emulator/clock", "").status()).isEqualTo(401);
            assertThat(stranger.send("GET", "/_emulator", "", "Host: evil.example.com")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void the_front_page_names_it() {
        assertThat(client.send("GET", "/", "").body()).contains("Control API: /_emulator\n");
        assertThat(client.send("GET", "/_w/other/", "", BROWSER).body())
                .contains("<a href=\"/_w/other/_emulator\">/_w/other/_emulator</a>");
    }
}
