package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.client.HosterapiClient;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section "Server": which servers there are; making and removing them. */
@ExtendWith(EmulatorExtension.class)
class ServersTest {
    private static final String SERVERS = "/datacenter/server";
    private static final Map<String, Object> WISH =
            Map.of("template", "Debian10.0", "cpuCores", 4, "mem", 2048, "disk", "10G", "ipCount", 2);
    private static final String REFUSED = """
            {"result":{"status":"failed","progress":0.33,\
            "output":"0xb0: Requested resources exceed administrative limits"}}""";

    private final HosterapiClient api;

    ServersTest(HosterapiClient api) {
        this.api = api;
    }

    private Response create(Map<String, Object> wish) {
        return api.post(SERVERS, wish);
    }

    private static Map<String, Object> wish(String name, Object value) {
        Map<String, Object> wish = new HashMap<>(WISH);
        wish.put(name, value);
        return wish;
    }

    @Test
    void lists_the_ids_of_the_assigned_servers() {
        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4001,4002,4003]}");
    }

    @Test
    void lists_nothing_as_an_empty_array() {
        List.of(4001, 4002, 4003).forEach(id -> api.post(SERVERS + "/" + id + "/delete", Map.of("force", true)));

        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[]}");
    }

    @Test
    void lists_the_template_of_the_page() {
        assertThat(api.read("/datacenter/templates")).isEqualTo("{\"result\":[\"Debian10.0\"]}");
    }

    @Test
    void a_new_server_is_a_job_that_goes_through_its_stages() {
        String ticket = create(WISH).then().statusCode(200).extract().asString();

        assertThat(ticket).isEqualTo("{\"result\":{\"status\":\"queued\",\"jobId\":15,\"progress\":0}}");
        assertThat(api.read("/job/15"))
                .isEqualTo("{\"result\":{\"status\":\"queued\",\"progress\":0,\"output\":null}}");
        api.advance("1s");
        assertThat(api.read("/job/15"))
                .isEqualTo("{\"result\":{\"status\":\"executing\",\"progress\":0.33,\"output\":null}}");
        api.advance("2s");
        assertThat(api.read("/job/15"))
                .isEqualTo("{\"result\":{\"status\":\"executing\",\"progress\":0.66,\"output\":null}}");
        api.advance("3s");
        assertThat(api.read("/job/15"))
                .matches("\\{\"result\":\\{\"status\":\"finished\",\"progress\":1,\"output\":\\{\"vmid\":4004,"
                        + "\"ips\":\\[\"37.114.34.10\",\"37.114.34.11\"],\"user\":\"root\","
                        + "\"password\":\"[A-Za-z0-9]{12}\"}}}");
    }

    @Test
    void a_new_server_does_not_show_before_its_job_has_ended() {
        create(WISH);
        api.advance("5999ms");

        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4001,4002,4003]}");
        api.get(SERVERS + "/4004/status").then().statusCode(404);
    }

    @Test
    void a_new_server_shows_everywhere_once_its_job_has_ended() {
        api.finish(create(WISH));
        api.advance("4s");

        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4001,4002,4003,4004]}");
        assertThat(api.read(SERVERS + "/4004/config"))
                .isEqualTo("{\"result\":{\"cpuCores\":4,\"mem\":2048,\"disk\":\"10G\","
                        + "\"ips\":[\"37.114.34.10\",\"37.114.34.11\"],\"template\":\"Debian10.0\"}}");
        api.get(SERVERS + "/4004/status")
                .then()
                .body("result.state", equalTo("running"))
                .body("result.uptime", equalTo(4));
        assertThat(api.read(SERVERS + "/4004/backups/list")).isEqualTo("{\"result\":[]}");
    }

    @Test
    void a_job_ends_without_being_read() {
        create(WISH);
        api.advance("6s");

        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4001,4002,4003,4004]}");
    }

    @Test
    void servers_that_end_at_once_come_in_the_order_of_their_jobs() {
        create(WISH);
        create(wish("ipCount", 1));
        api.advance("1h");

        JsonPath first = api.get("/job/15").jsonPath();
        JsonPath second = api.get("/job/16").jsonPath();
        assertThat(first.getInt("result.output.vmid")).isEqualTo(4004);
        assertThat(first.getList("result.output.ips")).containsExactly("37.114.34.10", "37.114.34.11");
        assertThat(second.getInt("result.output.vmid")).isEqualTo(4005);
        assertThat(second.getList("result.output.ips")).containsExactly("37.114.34.12");
        assertThat(first.getString("result.output.password")).isNotEqualTo(second.getString("result.output.password"));
    }

    @Test
    void the_job_that_ends_first_takes_the_first_address() {
        create(wish("ipCount", 1));
        api.advance("2s");
        api.put(SERVERS + "/4002/change", Map.of("ipCount", 2));
        api.advance("1h");

        api.get(SERVERS + "/4002/config").then().body("result.ips[1]", equalTo("37.114.34.10"));
        api.get(SERVERS + "/4004/config").then().body("result.ips[0]", equalTo("37.114.34.11"));
    }

    @ParameterizedTest
    @CsvSource({"cpuCores, 33", "mem, 131073", "disk, 3T", "ipCount, 17"})
    void an_order_beyond_the_limits_is_a_job_that_fails_at_a_third(String name, String value) {
        create(wish(name, value)).then().statusCode(200).body("result.status", equalTo("queued"));
        api.advance("1s");
        api.get("/job/15").then().body("result.status", equalTo("executing"));
        api.advance("2s");

        api.get("/job/15").then().statusCode(200).body(equalTo(REFUSED));
        api.advance("1h");
        assertThat(api.read("/job/15")).isEqualTo(REFUSED);
        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4001,4002,4003]}");
    }

    @ParameterizedTest
    @CsvSource({"cpuCores, 32", "mem, 131072", "disk, 2T", "disk, 2048G", "ipCount, 16"})
    void an_order_at_the_limits_succeeds(String name, String value) {
        assertThat(api.finish(create(wish(name, value))).getString("result.status"))
                .isEqualTo("finished");
    }

    @Test
    void an_order_beyond_the_number_of_servers_is_a_job_that_fails(@TempDir Path folder) throws Exception {
        try (Hostdouble full = WorldFolder.start(folder, "servers: 1000", "servers: 3")) {
            HosterapiClient client = new HosterapiClient(full, "full");
            client.post(SERVERS, WISH);
            client.advance("3s");
            assertThat(client.read("/job/15")).isEqualTo(REFUSED);
        }
    }

    @Test
    void without_addresses_left_a_job_fails_and_leaves_nothing(@TempDir Path folder) throws Exception {
        try (Hostdouble scarce = WorldFolder.start(folder, "last: 37.114.63.250", "last: 37.114.34.11")) {
            HosterapiClient client = new HosterapiClient(scarce, "scarce");
            assertThat(client.finish(client.post(SERVERS, wish("ipCount", 3))).getString("result.output"))
                    .isEqualTo("0xb0: Requested resources exceed administrative limits");
            assertThat(client.read(SERVERS)).isEqualTo("{\"result\":[4001,4002,4003]}");
            assertThat(client.finish(client.post(SERVERS, WISH)).getList("result.output.ips"))
                    .containsExactly("37.114.34.10", "37.114.34.11");
        }
    }

    @Test
    void a_server_is_made_from_templates_that_are_not_listed_too() {
        api.finish(create(wish("template", "CentOS7.6")));

        api.get(SERVERS + "/4004/config").then().body("result.template", equalTo("CentOS7.6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "config", "incidents", "console", "backups/list", "backups/status"})
    void a_deleted_server_is_gone_everywhere(String what) {
        api.post(SERVERS + "/4001/delete", Map.of("force", true))
                .then()
                .statusCode(200)
                .body(equalTo("{\"result\":true}"));

        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4002,4003]}");
        api.get(SERVERS + "/4001/" + what)
                .then()
                .statusCode(404)
                .body(equalTo("{\"result\":false,\"error\":\"0x01: no vm with id 4001 found\"}"));
    }

    @Test
    void a_deleted_server_is_not_known_by_its_address_either() {
        api.post(SERVERS + "/4002/delete", Map.of("force", true));

        api.post("/software/install", Map.of("ip", "37.114.34.2", "package", "ts3", "password", "x"))
                .then()
                .statusCode(404)
                .body("error", equalTo("0x01: no vm with id 37.114.34.2 found"));
    }

    @Test
    void a_server_is_deleted_only_once() {
        api.post(SERVERS + "/4001/delete", Map.of("force", true)).then().statusCode(200);
        api.post(SERVERS + "/4001/delete").then().statusCode(404);
    }

    @Test
    void ids_and_addresses_of_a_deleted_server_are_never_handed_out_again() {
        api.finish(create(WISH));
        api.post(SERVERS + "/4004/delete", Map.of("force", true));

        JsonPath next = api.finish(create(WISH));

        assertThat(next.getInt("result.output.vmid")).isEqualTo(4005);
        assertThat(next.getList("result.output.ips")).containsExactly("37.114.34.12", "37.114.34.13");
    }

    @Test
    void a_running_server_is_not_deleted_without_force() {
        api.post(SERVERS + "/4001/delete")
                .then()
                .statusCode(500)
                .body(equalTo("{\"result\":false,\"error\":\"0xa3: timeout\"}"));
        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4001,4002,4003]}");
        api.put(SERVERS + "/4001/stop");
        api.advance("1s");
        api.post(SERVERS + "/4001/delete", Map.of("force", false)).then().statusCode(200);
        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4002,4003]}");
    }

    @Test
    void a_delete_that_times_out_deletes_nothing() {
        api.fail("server.delete", HosterError.TIMEOUT, Map.of());

        api.post(SERVERS + "/4001/delete")
                .then()
                .statusCode(500)
                .body(equalTo("{\"result\":false,\"error\":\"0xa3: timeout\"}"));
        assertThat(api.read(SERVERS)).isEqualTo("{\"result\":[4001,4002,4003]}");
    }
}
