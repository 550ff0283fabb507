package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.client.HosterapiClient;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section "Server": power. */
@ExtendWith(EmulatorExtension.class)
class ServerPowerTest {
    private static final String SERVER = "/datacenter/server/4001";
    private static final String DONE = "{\"result\":true}";

    private final HosterapiClient api;

    ServerPowerTest(HosterapiClient api) {
        this.api = api;
    }

    private void send(String signal) {
        api.put(SERVER + "/" + signal).then().statusCode(200).body(equalTo(DONE));
    }

    private JsonPath status() {
        return api.get(SERVER + "/status")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("result");
    }

    private String state() {
        return status().getString("state");
    }

    private void stopped() {
        send("stop");
        api.advance("1s");
    }

    @Test
    void the_status_of_the_page_stands_at_the_start() {
        assertThat(api.read(SERVER + "/status"))
                .isEqualTo("{\"result\":{\"cpu\":0,\"mem\":455467008,\"memfree\":577208320,"
                        + "\"netin\":52240,\"netout\":47492,\"uptime\":1164,\"state\":\"running\"}}");
    }

    @ParameterizedTest
    @CsvSource({"shutdown, 4999ms", "stop, 999ms"})
    void a_server_runs_until_the_signal_has_shown(String signal, String almost) {
        send(signal);
        assertThat(state()).isEqualTo("running");
        api.advance(almost);
        assertThat(state()).isEqualTo("running");
        api.advance("1ms");
        assertThat(state()).isEqualTo("stopped");
    }

    @Test
    void a_stopped_server_starts_after_a_while() {
        stopped();
        send("start");
        api.advance("1999ms");
        assertThat(state()).isEqualTo("stopped");
        api.advance("1ms");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void a_stopped_server_uses_nothing() {
        stopped();

        assertThat(api.read(SERVER + "/status"))
                .isEqualTo("{\"result\":{\"cpu\":0,\"mem\":0,\"memfree\":0,\"netin\":0,\"netout\":0,"
                        + "\"uptime\":0,\"state\":\"stopped\"}}");
        api.advance("1h");
        assertThat(status().getInt("uptime")).isZero();
    }

    @Test
    void uptime_and_traffic_grow_with_the_clock_alone() {
        String before = api.read(SERVER + "/status");
        assertThat(api.read(SERVER + "/status")).isEqualTo(before);

        api.advance("1m");

        JsonPath after = status();
        assertThat(after.getInt("uptime")).isEqualTo(1164 + 60);
        assertThat(after.getInt("netin")).isGreaterThan(52240);
        assertThat(after.getDouble("cpu")).isBetween(0.0, 0.05);
        assertThat(after.getLong("mem")).isEqualTo(455467008);
    }

    @ParameterizedTest
    @CsvSource({"reboot, 7s", "reboot/force, 3s"})
    void a_reboot_starts_the_uptime_anew(String signal, String after) {
        send(signal);
        assertThat(status().getInt("uptime")).isEqualTo(1164);
        api.advance(after);
        assertThat(state()).isEqualTo("running");
        assertThat(status().getInt("uptime")).isZero();
        api.advance("10s");
        assertThat(status().getInt("uptime")).isEqualTo(10);
        assertThat(status().getLong("mem") + status().getLong("memfree")).isEqualTo(2048L << 20);
    }

    @Test
    void uptime_counts_from_the_boot_and_not_from_the_next_look() {
        send("reboot");
        api.advance("1m");

        assertThat(status().getInt("uptime")).isEqualTo(53);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reboot", "reboot/force"})
    void a_reboot_does_not_start_a_stopped_server(String signal) {
        stopped();
        send(signal);
        api.advance("1m");

        assertThat(state()).isEqualTo("stopped");
    }

    @Test
    void starting_a_running_server_changes_nothing() {
        send("start");
        api.advance("10s");

        assertThat(status().getInt("uptime")).isEqualTo(1174);
    }

    @Test
    void stop_then_start_restarts() {
        send("stop");
        send("start");
        api.advance("2999ms");
        assertThat(state()).isEqualTo("stopped");
        api.advance("1ms");
        assertThat(state()).isEqualTo("running");
        assertThat(status().getInt("uptime")).isZero();
    }

    @Test
    void start_then_stop_stops() {
        stopped();
        send("start");
        send("stop");
        api.advance("2s");
        assertThat(state()).isEqualTo("running");
        api.advance("1s");
        assertThat(state()).isEqualTo("stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1s", "4s"})
    void a_start_during_a_shutdown_finds_a_running_server_and_does_nothing(String later) {
        send("shutdown");
        api.advance(later);
        send("start");
        assertThat(state()).isEqualTo("running");
        api.advance("1h");
        assertThat(state()).isEqualTo("stopped");
    }

    @Test
    void a_start_after_a_shutdown_has_shown_starts() {
        send("shutdown");
        api.advance("5s");
        send("start");
        api.advance("2s");
        assertThat(state()).isEqualTo("running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shutdown", "reboot"})
    void a_request_to_the_guest_system_ends_with_it(String request) {
        send(request);
        send("stop");
        send("start");
        api.advance("1m");
        assertThat(state()).isEqualTo("running");
        assertThat(status().getInt("uptime")).isEqualTo(57);
    }

    @Test
    void a_shutdown_after_a_stop_changes_nothing() {
        send("stop");
        send("shutdown");
        api.advance("1s");
        assertThat(state()).isEqualTo("stopped");
        send("start");
        api.advance("1m");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void the_same_signals_asked_late_have_had_the_same_effects() {
        send("stop");
        send("start");
        send("stop");
        send("start");
        api.advance("1h");
        assertThat(status().getInt("uptime")).isEqualTo(3600 - 6);
    }

    @Test
    void a_signal_reaches_its_server_alone() {
        send("stop");
        api.advance("1m");

        api.get("/datacenter/server/4002/status").then().body("result.state", equalTo("running"));
    }

    @ParameterizedTest
    @CsvSource({
        "start, server.start",
        "shutdown, server.shutdown",
        "stop, server.stop",
        "reboot, server.reboot",
        "reboot/force, server.reboot_force"
    })
    void a_failed_signal_is_reported_and_changes_nothing(String signal, String operation) {
        api.fail(operation, HosterError.SIGNAL_FAILED, Map.of("signal", "reset"));

        api.put(SERVER + "/" + signal)
                .then()
                .statusCode(500)
                .body(equalTo("{\"result\":false,\"error\":\"0xa1: failed to send reset signal to vm\"}"));
        api.advance("1m");
        assertThat(status().getInt("uptime")).isEqualTo(1164 + 60);
        assertThat(state()).isEqualTo("running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "shutdown", "stop", "reboot", "reboot/force"})
    void an_unknown_server_takes_no_signal(String signal) {
        api.put("/datacenter/server/4009/" + signal)
                .then()
                .statusCode(404)
                .body(equalTo("{\"result\":false,\"error\":\"0x01: no vm with id 4009 found\"}"));
    }
}
