package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.client.HosterapiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section "Server": incidents, whose success has an envelope of its own. */
@ExtendWith(EmulatorExtension.class)
class IncidentsTest {
    private final HosterapiClient api;

    IncidentsTest(HosterapiClient api) {
        this.api = api;
    }

    @Test
    void incidents_come_in_a_response_and_not_in_a_result() {
        String incident = "\"start\":\"2021-02-22 18:50:33\",\"stop\":\"2021-02-22 18:50:33\",\"host\":\"10.50.23.5\","
                + "\"direction\":1,\"impact\":90107632,\"types\":[\"NTP Amplification\",\"DNS Amplification\"],"
                + "\"ongoing\":0}";

        assertThat(api.read("/datacenter/server/4001/incidents"))
                .isEqualTo("{\"response\":[{\"gid\":117896," + incident + ",{\"gid\":215486," + incident
                        + "],\"error\":false}");
    }

    @Test
    void a_server_without_incidents_has_an_empty_response() {
        assertThat(api.read("/datacenter/server/4002/incidents")).isEqualTo("{\"response\":[],\"error\":false}");
    }

    @Test
    void errors_keep_the_usual_envelope() {
        api.get("/datacenter/server/4009/incidents")
                .then()
                .statusCode(404)
                .body(equalTo("{\"result\":false,\"error\":\"0x01: no vm with id 4009 found\"}"));
        api.anonymous()
                .get("/datacenter/server/4001/incidents")
                .then()
                .statusCode(401)
                .body(equalTo("{\"result\":false,\"error\":\"0x03: unauthorized\"}"));
    }
}
