package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.client.HosterapiClient;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section "Software". */
@ExtendWith(EmulatorExtension.class)
class SoftwareTest {
    private static final Map<String, Object> WISH =
            Map.of("sid", "4001", "package", "ts3", "password", "testing123", "port", 22);

    private final HosterapiClient api;

    SoftwareTest(HosterapiClient api) {
        this.api = api;
    }

    private static Map<String, Object> without(String name) {
        Map<String, Object> wish = new HashMap<>(WISH);
        wish.remove(name);
        return wish;
    }

    private static Map<String, Object> target(String name, Object value) {
        Map<String, Object> wish = without("sid");
        wish.put(name, value);
        return wish;
    }

    private static void missing(Response reply, String name) {
        reply.then().statusCode(400).body("error", equalTo("0xb1: Missing required parameter " + name));
    }

    @Test
    void the_list_is_an_object_by_package() {
        String list = api.read("/software/list");

        assertThat(list)
                .startsWith("{\"result\":{\"ts3\":{\"name\":\"TeamSpeak 3\","
                        + "\"description\":{\"de\":\"Sprachserver f\\u00fcr Spieler und Gruppen.\"},"
                        + "\"url\":\"https:\\/\\/www.teamspeak.com\\/\","
                        + "\"icon\":\"https:\\/\\/hosterapi.de\\/img\\/software\\/ts3.png\"},\"lamp\":{");
    }

    @ParameterizedTest
    @CsvSource({"install, 5", "uninstall, 3"})
    void an_installation_is_a_job_without_an_output(String what, int seconds) {
        api.post("/software/" + what, WISH)
                .then()
                .statusCode(200)
                .body(equalTo("{\"result\":{\"status\":\"queued\",\"jobId\":15,\"progress\":0}}"));
        api.advance((seconds - 1) + "s");
        api.get("/job/15").then().body("result.status", equalTo("executing"));
        api.advance("1s");
        assertThat(api.read("/job/15"))
                .isEqualTo("{\"result\":{\"status\":\"finished\",\"progress\":1,\"output\":null}}");
    }

    @ParameterizedTest
    @CsvSource({"sid, 4001", "ip, 127.0.0.1", "ip, fe80::1", "sid|ip, 4001", "sid|ip, 37.114.34.2", "ip, 92.246.85.200"
    })
    void the_server_is_named_by_id_or_address(String name, String value) {
        JsonPath job = api.finish(api.post("/software/install", target(name, value)));

        assertThat(job.getString("result.status")).isEqualTo("finished");
    }

    @ParameterizedTest
    @CsvSource({"server/4001/stop, sid, 4001", "dedicated/1/shutdown, ip, 92.246.85.200"})
    void nothing_is_installed_on_a_server_that_is_off(String signal, String name, String value) {
        api.put("/datacenter/" + signal).then().statusCode(200);
        api.advance("5s");
        api.post("/software/install", target(name, value)).then().statusCode(200);
        api.advance("10m");

        assertThat(api.read("/job/15"))
                .isEqualTo("{\"result\":{\"status\":\"failed\",\"progress\":0.66,\"output\":\"0xa3: timeout\"}}");
    }

    @Test
    void nothing_is_installed_on_a_suspended_server() {
        api.change("{\"hosterapi/vm\":4001,\"state\":\"suspended\"}");
        JsonPath job = api.finish(api.post("/software/uninstall", WISH));

        assertThat(job.getString("result.output")).isEqualTo("0xa3: timeout");
    }

    @ParameterizedTest
    @CsvSource({"ip, 37.114.34.2", "ip, 37.114.34.99", "sid|ip, 4002"})
    void two_names_of_different_servers_are_refused(String name, String value) {
        Map<String, Object> wish = new HashMap<>(WISH);
        wish.put(name, value);
        missing(api.post("/software/install", wish), "sid|ip");
    }

    @Test
    void a_port_ends_at_65535() {
        Map<String, Object> wish = new HashMap<>(WISH);
        wish.put("port", 65_535);
        api.post("/software/install", wish).then().statusCode(200);
        wish.put("port", 70_000);
        missing(api.post("/software/install", wish), "port");
    }

    @Test
    void the_id_may_be_a_number() {
        api.post("/software/install", target("sid", 4001)).then().statusCode(200);
    }

    @Test
    void the_printed_name_of_the_parameter_works_in_forms_too() {
        api.request()
                .contentType("application/x-www-form-urlencoded")
                .body("sid%7Cip=4001&package=ts3&password=x")
                .post("/software/install")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "uninstall"})
    void missing_parameters_are_reported_in_the_order_of_the_page(String what) {
        missing(api.post("/software/" + what), "sid|ip");
        missing(api.post("/software/" + what, without("package")), "package");
        missing(api.post("/software/" + what, without("password")), "password");
        api.post("/software/" + what, without("port")).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4009", "37.114.34.99", "abc"})
    void an_unknown_server_is_not_found_before_anything_is_missing(String sid) {
        api.post("/software/install", Map.of("sid", sid))
                .then()
                .statusCode(404)
                .body(equalTo("{\"result\":false,\"error\":\"0x01: no vm with id " + sid + " found\"}"));
    }

    @Test
    void an_unknown_package_counts_as_missing() {
        Map<String, Object> wish = new HashMap<>(WISH);
        wish.put("package", "doom");
        missing(api.post("/software/install", wish), "package");
    }

    @Test
    void a_port_is_a_number() {
        Map<String, Object> wish = new HashMap<>(WISH);
        wish.put("port", "ssh");
        missing(api.post("/software/install", wish), "port");
    }

    @Test
    void a_password_is_not_trimmed_away() {
        Map<String, Object> wish = new HashMap<>(WISH);
        wish.put("password", "   ");
        api.post("/software/install", wish).then().statusCode(200);
        wish.put("password", "");
        missing(api.post("/software/install", wish), "password");
    }
}
