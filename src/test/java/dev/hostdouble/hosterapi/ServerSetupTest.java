package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.job.JobFault;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section "Server": changing, reinstalling, passwords and reverse DNS. */
@ExtendWith(EmulatorExtension.class)
class ServerSetupTest {
    private static final String SERVER = "/datacenter/server/4001";
    private static final String AT_FIRST = "{\"result\":{\"cpuCores\":2,\"mem\":2048,\"disk\":\"100G\","
            + "\"ips\":[\"127.0.0.1\",\"fe80::1\"],\"template\":\"Ubuntu20.04\"}}";

    private final HosterapiClient api;

    ServerSetupTest(HosterapiClient api) {
        this.api = api;
    }

    private Response change(Map<String, ?> to) {
        return api.put(SERVER + "/change", to);
    }

    private String config() {
        return api.read(SERVER + "/config");
    }

    private String state() {
        return api.get(SERVER + "/status").jsonPath().getString("result.state");
    }

    private static void missing(Response reply, String name) {
        reply.then()
                .statusCode(400)
                .body(equalTo("{\"result\":false,\"error\":\"0xb1: Missing required parameter " + name + "\"}"));
    }

    @Test
    void a_change_is_a_job_and_shows_when_it_has_ended() {
        Response ticket = change(Map.of("cpuCores", 4, "mem", 4096, "disk", "200G", "ipCount", 3));

        assertThat(ticket.asString()).isEqualTo("{\"result\":{\"status\":\"queued\",\"jobId\":15,\"progress\":0}}");
        api.advance("2999ms");
        assertThat(config()).isEqualTo(AT_FIRST);
        api.advance("1ms");
        assertThat(config())
                .isEqualTo("{\"result\":{\"cpuCores\":4,\"mem\":4096,\"disk\":\"200G\","
                        + "\"ips\":[\"127.0.0.1\",\"fe80::1\",\"37.114.34.10\"],\"template\":\"Ubuntu20.04\"}}");
        assertThat(api.read("/job/15"))
                .isEqualTo("{\"result\":{\"status\":\"finished\",\"progress\":1,\"output\":null}}");
    }

    @ParameterizedTest
    @CsvSource({"cpuCores, 1", "mem, 1024", "disk, 1T"})
    void what_a_change_leaves_out_stays_as_it_is(String name, String value) {
        api.finish(change(Map.of(name, value)));

        JsonPath after = api.get(SERVER + "/config").jsonPath().setRootPath("result");
        assertThat(after.getString(name)).isEqualTo(value);
        assertThat(after.getString("cpuCores")).isEqualTo(name.equals("cpuCores") ? value : "2");
        assertThat(after.getString("mem")).isEqualTo(name.equals("mem") ? value : "2048");
        assertThat(after.getString("disk")).isEqualTo(name.equals("disk") ? value : "100G");
        assertThat(after.getList("ips")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {2047, 1024, 1})
    void a_server_that_loses_memory_uses_no_more_than_is_left(int mem) {
        api.finish(change(Map.of("mem", mem))); // it has 985 MB by its status on the page, 2048 MB by its configuration

        JsonPath after = api.get(SERVER + "/status").jsonPath().setRootPath("result");
        assertThat(after.getLong("mem")).isPositive();
        assertThat(after.getLong("memfree")).isPositive();
        assertThat(after.getLong("mem") + after.getLong("memfree")).isLessThanOrEqualTo((long) mem << 20);
    }

    @Test
    void a_change_to_nothing_misses_its_first_parameter() {
        missing(change(Map.of()), "cpuCores");
        missing(change(Map.of("template", "Debian10.0")), "cpuCores");
        assertThat(config()).isEqualTo(AT_FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99G", "10G", "102399M"})
    void a_smaller_disk_is_not_allowed(String disk) {
        JsonPath job = api.finish(change(Map.of("cpuCores", 4, "disk", disk)));

        assertThat(job.getString("result.status")).isEqualTo("failed");
        assertThat(config()).isEqualTo(AT_FIRST);
    }

    @Test
    void a_disk_that_became_too_large_meanwhile_is_not_shrunk() {
        change(Map.of("disk", "300G"));
        JsonPath second = api.finish(change(Map.of("disk", "200G")));

        assertThat(second.getString("result.status")).isEqualTo("failed");
        api.get(SERVER + "/config").then().body("result.disk", equalTo("300G"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2})
    void fewer_addresses_are_silently_ignored(int ipCount) {
        assertThat(api.finish(change(Map.of("ipCount", ipCount))).getString("result.status"))
                .isEqualTo("finished");
        assertThat(config()).isEqualTo(AT_FIRST);
    }

    @Test
    void a_change_beyond_the_limits_fails() {
        JsonPath job = api.finish(change(Map.of("cpuCores", 33)));

        assertThat(job.getString("result.output")).isEqualTo("0xb0: Requested resources exceed administrative limits");
        assertThat(job.getDouble("result.progress")).isEqualTo(0.33);
        assertThat(config()).isEqualTo(AT_FIRST);
    }

    @ParameterizedTest
    @CsvSource({"cpuCores, 0", "cpuCores, x", "mem, -1", "mem, 4.5", "disk, 10", "disk, G", "disk, 0G", "ipCount, two"})
    void a_value_of_the_wrong_form_counts_as_missing(String name, String value) {
        missing(change(Map.of(name, value)), name);
    }

    @Test
    void a_server_keeps_running_during_these_changes() {
        api.finish(change(Map.of("mem", 4096)));

        assertThat(state()).isEqualTo("running");
        api.get(SERVER + "/status").then().body("result.uptime", equalTo(1164 + 3));
    }

    @Test
    void a_reinstall_keeps_the_template_and_takes_the_server_down_meanwhile() {
        api.put(SERVER + "/reinstall")
                .then()
                .statusCode(200)
                .body(equalTo("{\"result\":{\"status\":\"queued\",\"jobId\":15,\"progress\":0}}"));
        assertThat(state()).isEqualTo("stopped");
        api.advance("5999ms");
        assertThat(state()).isEqualTo("stopped");
        api.advance("1ms");
        assertThat(state()).isEqualTo("running");
        assertThat(config()).isEqualTo(AT_FIRST);
        assertThat(api.read("/job/15"))
                .matches("\\{\"result\":\\{\"status\":\"finished\",\"progress\":1,\"output\":\\{\"vmid\":4001,"
                        + "\"ips\":\\[\"127.0.0.1\",\"fe80::1\"],\"user\":\"root\","
                        + "\"password\":\"[A-Za-z0-9]{12}\"}}}");
        api.get(SERVER + "/status").then().body("result.uptime", equalTo(0));
    }

    @Test
    void a_reinstall_brings_another_template_and_each_time_another_password() {
        JsonPath first = api.finish(api.put(SERVER + "/reinstall", Map.of("template", "Debian10.0")));
        api.get(SERVER + "/config").then().body("result.template", equalTo("Debian10.0"));
        JsonPath second = api.finish(api.put(SERVER + "/reinstall"));
        api.get(SERVER + "/config").then().body("result.template", equalTo("Ubuntu20.04")); // as ordered

        assertThat(first.getString("result.output.password")).isNotEqualTo(second.getString("result.output.password"));
    }

    @Test
    void a_reinstall_of_an_unknown_template_is_refused_and_the_server_runs_on() {
        missing(api.put(SERVER + "/reinstall", Map.of("template", "Plan9")), "template");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void a_failed_reinstall_leaves_the_old_system_running() {
        api.injectJobFault("hosterapi/server.reinstall", new JobFault.Fail("disk on fire", 0.66));

        JsonPath job = api.finish(api.put(SERVER + "/reinstall", Map.of("template", "Debian10.0")));

        assertThat(job.getString("result.output")).isEqualTo("disk on fire");
        assertThat(state()).isEqualTo("running");
        assertThat(config()).isEqualTo(AT_FIRST);
    }

    @Test
    void a_reset_password_is_another_one_each_time() {
        Response first = api.put(SERVER + "/password/reset");
        Response second = api.put(SERVER + "/password/reset");

        first.then()
                .statusCode(200)
                .body(matchesPattern("\\{\"result\":\\{\"status\":\"success\",\"password\":\"[A-Za-z0-9]{12}\"}}"));
        assertThat(first.asString()).isNotEqualTo(second.asString());
    }

    @Test
    void a_password_that_cannot_be_set_is_an_error_of_its_own() {
        api.fail("server.password_reset", HosterError.CONFIG_FAILED, Map.of());

        api.put(SERVER + "/password/reset")
                .then()
                .statusCode(500)
                .body(equalTo("{\"result\":false,\"error\":\"0xa1: failed to set config on vm\"}"));
    }

    @Test
    void reverse_dns_is_set_for_an_address_of_the_server() {
        api.post(SERVER + "/rdns", Map.of("ip", "127.0.0.1", "hostname", "myserver.example.com"))
                .then()
                .statusCode(200)
                .body(equalTo("{\"result\":true}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1", "37.114.34.2", "voluptatem", "127.0.0.2"})
    void reverse_dns_is_for_the_servers_own_ipv4_addresses(String ip) {
        missing(api.post(SERVER + "/rdns", Map.of("ip", ip, "hostname", "velit")), "ip");
    }

    @Test
    void missing_parameters_of_reverse_dns_are_reported_in_order() {
        missing(api.post(SERVER + "/rdns"), "ip");
        missing(api.post(SERVER + "/rdns", Map.of("hostname", "velit")), "ip");
        missing(api.post(SERVER + "/rdns", Map.of("ip", "127.0.0.1")), "hostname");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a name",
                "a..example.com",
                "-a.example.com",
                "a-.example.com",
                ".",
                "a_b.example.com",
                "é.fr"
            })
    void reverse_dns_is_a_host_name(String hostname) {
        missing(api.post(SERVER + "/rdns", Map.of("ip", "127.0.0.1", "hostname", hostname)), "hostname");
    }

    @ParameterizedTest
    @ValueSource(strings = {"velit", "a.example.com", "a.example.com.", "xn--9ca.fr", "4-1.0.b"})
    void these_are_host_names(String hostname) {
        api.post(SERVER + "/rdns", Map.of("ip", "127.0.0.1", "hostname", hostname))
                .then()
                .statusCode(200);
    }

    @Test
    void reverse_dns_of_an_unknown_server_is_not_found_before_anything_is_missing() {
        api.post("/datacenter/server/4009/rdns")
                .then()
                .statusCode(404)
                .body("error", equalTo("0x01: no vm with id 4009 found"));
    }
}
