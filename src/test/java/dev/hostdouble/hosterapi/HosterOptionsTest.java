package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.world.WorldContent;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of a world, each alone in its file. */
class HosterOptionsTest {
    private static final String SERVER = "/datacenter/server/4001";

    @TempDir
    private Path folder = Path.of("");

    private void in(String option, Consumer<HosterapiClient> story) throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), option);
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld(folder))) {
            story.accept(new HosterapiClient(emulator, "default"));
        }
    }

    @Test
    void an_unforced_deletion_shuts_a_running_server_down() throws Exception {
        in("unforced-delete: shutdown", api -> {
            api.post(SERVER + "/delete", Map.of()).then().statusCode(200);
            api.get(SERVER + "/status").then().statusCode(404);
        });
    }

    @Test
    void a_busy_server_accepts_everything() throws Exception {
        in("busy: accept", api -> {
            api.put(SERVER + "/reinstall");
            api.put(SERVER + "/change", Map.of("mem", 4096));
            api.put(SERVER + "/backups/create").then().statusCode(200);
            api.put(SERVER + "/stop").then().statusCode(200);
            api.advance("3s");
            api.get("/job/16").then().body("result.status", equalTo("finished"));
            api.post(SERVER + "/delete", Map.of("force", true)).then().statusCode(200);
        });
    }

    @Test
    void an_order_under_way_comes_from_the_start_state() throws Exception {
        String owned = Files.readString(Path.of("src/test/resources/worlds/other-options/hosterapi.yaml"));
        in(owned.substring(owned.indexOf("market:")), api -> {
            String nine = "/datacenter/dedicated/9";
            assertThat(api.read("/datacenter/dedicated"))
                    .isEqualTo("{\"result\":[{\"id\":9,\"orderComplete\":false}]}");
            assertThat(api.read(nine + "/status")).isEqualTo("{\"result\":{\"state\":\"halted\"}}");
            api.get(nine + "/config").then().statusCode(500);
            api.put(nine + "/start").then().statusCode(500);
            api.advance("24h");
            assertThat(api.read("/datacenter/dedicated"))
                    .isEqualTo("{\"result\":[{\"id\":9,\"orderComplete\":false}]}");
            api.post(nine + "/terminate", Map.of()).then().statusCode(200);
        });
    }

    @Test
    void console_urls_lead_to_the_server_that_was_asked() throws Exception {
        in("console-url: self\ndedicated-console: self", api -> {
            for (String console : new String[] {SERVER + "/console", "/datacenter/dedicated/1/console"}) {
                String url = api.get(console).jsonPath().getString("result");
                assertThat(url).startsWith("http://").contains("/novnc/vnc.html?host=");
                // As a browser would: it is enough to follow the URL.
                Response page = RestAssured.given().urlEncodingEnabled(false).get(url);
                page.then().statusCode(200).body(containsString("noVNC"));
            }
        });
    }

    @Test
    void a_console_url_names_the_world_that_a_header_has_named() throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "console-url: self");
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld(folder))) {
            HosterapiClient api = new HosterapiClient(emulator, "mine");
            String url = api.get(SERVER + "/console").jsonPath().getString("result");
            assertThat(url).startsWith(emulator.url() + "/_w/mine/novnc/vnc.html?host=");
            RestAssured.given().urlEncodingEnabled(false).get(url).then().statusCode(200);
        }
    }

    @Test
    void a_console_of_a_dedicated_server_does_not_only_read_where_it_has_a_ticket() throws Exception {
        in("dedicated-console: self", api -> {
            long before = WorldContent.hash(api.world());
            api.get("/datacenter/dedicated/1/console").then().statusCode(200);
            assertThat(WorldContent.hash(api.world())).isNotEqualTo(before);
        });
        assertThat(HosterApi.PROVIDER.operations())
                .filteredOn(operation -> operation.action().equals("console"))
                .hasSize(2)
                .noneMatch(Operation::reads);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | true",
                "application/vnd.api+json, */* | true",
                "text/html, application/json | false",
                "application/json;q=0.5, text/html | false",
                "text/html;q=0.5, application/json | true",
                "*/* | false"
            })
    void errors_of_the_framework_are_json_for_who_asks_for_it_first(String accept, boolean isJson) throws Exception {
        in("errors-as: accept", api -> {
            Response notFound = api.request().accept(accept).get("/nothing");
            assertThat(notFound.statusCode()).isEqualTo(404);
            assertThat(notFound.contentType()).startsWith(isJson ? "application/json" : "text/html");
            Response wrongMethod = api.request().accept(accept).delete("/datacenter/server");
            assertThat(wrongMethod.statusCode()).isEqualTo(405);
            assertThat(wrongMethod.header("Allow")).isEqualTo("GET, HEAD, POST");
            assertThat(wrongMethod.body().asString()).contains(isJson ? "not supported" : "Method Not Allowed");
            // The provider's own errors stay JSON.
            assertThat(api.request().accept(accept).get("/job/99").body().asString())
                    .isEqualTo("{\"result\":false,\"error\":\"0xc1: job not found\"}");
        });
    }

    @Test
    void errors_of_paths_have_the_form_of_the_page() throws Exception {
        in("unknown-path: page", api -> {
            api.get("/nothing").then().statusCode(404).body(equalTo("{\"result\":false,\"error\":\"Not Found\"}"));
            api.put("/datacenter/server").then().statusCode(405).body("result", equalTo(false));
        });
    }
}
