package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the framework does before the API sees a request: paths and methods. */
@ExtendWith(EmulatorExtension.class)
class LaravelRouterTest {
    private static final String SERVERS = "/api/v1/datacenter/server";
    private static final String NOT_FOUND = "{\n    \"message\": \"\"\n}";

    private final HosterapiClient api;

    LaravelRouterTest(HosterapiClient api) {
        this.api = api;
    }

    private static void notAllowed(Response reply, String method, String allowed) {
        reply.then()
                .statusCode(405)
                .header("Allow", allowed)
                .contentType("application/json")
                .body(equalTo("{\n    \"message\": \"The " + method
                        + " method is not supported for this route. Supported methods: " + allowed + ".\"\n}"));
    }

    @Test
    void replies_carry_the_frameworks_headers() {
        Response reply = api.get("/datacenter/server");

        reply.then()
                .header("Content-Type", "application/json")
                .header("Cache-Control", "no-cache, private")
                .header("Access-Control-Allow-Origin", "*")
                .header("Date", "Thu, 01 Feb 2024 00:00:00 GMT")
                .header("X-RateLimit-Limit", nullValue());
        assertThat(reply.headers().getValues("Content-Type")).hasSize(1);
    }

    @Test
    void routing_comes_before_authentication() {
        api.anonymous().get("/nothing").then().statusCode(404).body(equalTo(NOT_FOUND));
        notAllowed(api.anonymous().delete("/datacenter/server/4001/start"), "DELETE", "PUT");
        api.anonymous().put("/datacenter/server/4001/start").then().statusCode(401);
    }

    @Test
    void authentication_comes_before_the_look_at_the_server() {
        api.anonymous().put("/datacenter/server/4009/start").then().statusCode(401);
        api.put("/datacenter/server/4009/start").then().statusCode(404);
    }

    @Test
    void an_unknown_path_is_the_frameworks_pretty_404() {
        api.get("/datacenter/servers")
                .then()
                .statusCode(404)
                .header("Content-Type", "application/json")
                .header("Cache-Control", "no-cache, private")
                .body(equalTo(NOT_FOUND));
    }

    @Test
    void another_method_is_a_405_that_lists_what_is_supported() {
        notAllowed(api.post("/datacenter/server/4001/start"), "POST", "PUT");
        notAllowed(api.request().delete("/datacenter/server"), "DELETE", "GET, HEAD, POST");
        notAllowed(api.put("/datacenter/dedicated"), "PUT", "GET, HEAD");
        notAllowed(api.request().patch("/datacenter/server/4001/rdns"), "PATCH", "POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/datacenter//server",
                "//api/v1/datacenter/server",
                "/api//v1/datacenter/server",
                "/api/v1/Datacenter/server",
                "/API/v1/datacenter/server",
                "/api/v1/datacenter/server/4001/Status",
                "/api/v1/datacenter/server//status",
                "/api/v2/datacenter/server",
                "/api",
                "/api/v1/"
            })
    void double_slashes_and_other_cases_are_not_found(String path) throws Exception {
        Seen reply = api.raw("GET", path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(NOT_FOUND);
    }

    @Test
    void a_trailing_slash_is_accepted() throws Exception {
        assertThat(api.raw("GET", SERVERS + "/").status()).isEqualTo(200);
        assertThat(api.raw("GET", SERVERS + "/4001/status/?x=1").status()).isEqualTo(200);
    }

    @Test
    void percent_escapes_in_paths_are_decoded() throws Exception {
        assertThat(api.raw("GET", "/api/v1/data%63enter/server/%34001/status").status())
                .isEqualTo(200);
        assertThat(api.raw("GET", SERVERS + "/40%2001/status").body())
                .isEqualTo("{\"result\":false,\"error\":\"0x01: no vm with id 40 01 found\"}");
        assertThat(api.raw("GET", SERVERS + "/%E2%82%AC/status").body())
                .isEqualTo("{\"result\":false,\"error\":\"0x01: no vm with id \\u20ac found\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%C3", "%ED%A0%80", "4001%80"})
    void text_that_is_not_utf_8_is_no_path(String id) throws Exception {
        Seen reply = api.raw("GET", SERVERS + "/" + id + "/status");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo(NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "4001%", "%4", "100%x"})
    void broken_percent_escapes_are_refused_in_the_frameworks_form(String id) throws Exception {
        Seen reply = api.raw("GET", SERVERS + "/" + id + "/status");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.body()).isEqualTo(NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eligendi", "4001.0", "-4001", "+4001", "99999999999999999999", "0x0FA1"})
    void an_invalid_id_is_an_unknown_server(String id) {
        api.get("/datacenter/server/" + id + "/status")
                .then()
                .statusCode(404)
                .body("error", equalTo("0x01: no vm with id " + id + " found"));
    }

    @Test
    void head_answers_on_get_routes_without_a_body() {
        Response head = api.request().head("/datacenter/server");

        head.then().statusCode(200).contentType("application/json").body(emptyString());
        assertThat(head.header("Content-Length"))
                .isEqualTo(String.valueOf(api.read("/datacenter/server").length()));
        api.anonymous().head("/datacenter/server").then().statusCode(401);
        api.request()
                .head("/datacenter/server/4001/start")
                .then()
                .statusCode(405)
                .header("Allow", "PUT");
    }

    @ParameterizedTest
    @CsvSource({"/datacenter/server, 'GET,HEAD,POST'", "/datacenter/server/4001/start, PUT", "/job/15, 'GET,HEAD'"})
    void options_lists_the_methods_of_a_route(String path, String allowed) {
        api.anonymous()
                .options(path)
                .then()
                .statusCode(200)
                .header("Allow", allowed)
                .body(emptyString());
    }

    @Test
    void options_on_nothing_is_not_found() {
        api.anonymous().options("/nothing").then().statusCode(404);
    }

    @Test
    void a_preflight_is_answered_without_a_token() {
        Response reply = api.anonymous()
                .header("Origin", "https://example.com")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/datacenter/server/4001/start");

        reply.then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "PUT")
                .header("Access-Control-Allow-Headers", "authorization,content-type")
                .header("Access-Control-Max-Age", "0")
                .header("Content-Type", nullValue())
                .body(emptyString());
        assertThat(api.read("/datacenter/server/4001/status")).contains("running");
    }

    @Test
    void a_post_can_name_another_method() {
        api.post("/datacenter/server/4001/start?_method=PUT").then().statusCode(200);
        api.post("/datacenter/server/4001/start", Map.of("_method", "put"))
                .then()
                .statusCode(200);
        api.request()
                .formParam("_method", "PUT")
                .post("/datacenter/server/4001/start")
                .then()
                .statusCode(200);
        api.request()
                .header("X-HTTP-Method-Override", "PUT")
                .post("/datacenter/server/4001/start")
                .then()
                .statusCode(200);
        notAllowed(api.post("/datacenter/server/4001/start?_method=DELETE"), "DELETE", "PUT");
    }

    @Test
    void the_header_that_names_a_method_wins_over_the_parameter() {
        api.request()
                .header("X-HTTP-Method-Override", "PUT")
                .post("/datacenter/server/4001/start?_method=DELETE")
                .then()
                .statusCode(200);
    }

    @Test
    void only_a_post_can_name_another_method() {
        notAllowed(api.get("/datacenter/server/4001/start?_method=PUT"), "GET", "PUT");
        notAllowed(
                api.request().header("X-HTTP-Method-Override", "PUT").get("/datacenter/server/4001/start"),
                "GET",
                "PUT");
    }

    @Test
    void an_operation_that_breaks_gets_the_frameworks_pretty_500() {
        api.fail("server.list", HosterError.SERVER_ERROR, Map.of());

        api.get("/datacenter/server").then().statusCode(500).body(equalTo("{\n    \"message\": \"Server Error\"\n}"));
    }
}
