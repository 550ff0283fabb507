package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The forms of replies in which a page and clients differ, where a world chooses the other one; and servers that are not virtual. */
class OtherFormsTest extends HostkeyStory {
    OtherFormsTest() {
        super(world(
                "traffic-plans: refuse-clients",
                "preset-info: flat",
                "session-info: flat",
                "accounts: [{ login: c@example.com, role: client, customer-id: 7, currency: RUB, tokens: [" + CLIENT
                        + "] }, { login: s@example.com, role: staff, customer-id: 8, tokens: [" + STAFF + "] }]",
                "servers: [{ id: 456, owner: c@example.com, name: metal, preset: none, ip: 141.105.68.56, state: running,"
                        + " memory: 1024, disk: 20, virtual: false, os: 999 }]",
                "isos: []"));
    }

    private static Settings world(String... lines) {
        try {
            Path folder = Files.createTempDirectory("hostkey-forms");
            Files.writeString(folder.resolve("hostkey.yaml"), String.join("\n", lines));
            return Settings.forTests().withWorld(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_token_of_a_client_gets_no_traffic_plans() {
        assertThat(call(CLIENT, "traffic_plans", "list").toString())
                .isEqualTo("{\"code\":-1,\"message\":\"invalid request\"}");
        assertThat(call("", "traffic_plans", "list").path("traffic_plans")).isNotEmpty();
        assertThat(call(STAFF, "traffic_plans", "list").path("traffic_plans")).isNotEmpty();
        assertThat(call("stale", "traffic_plans", "list").path("message").asText())
                .isEqualTo("Invalid token");
    }

    @Test
    void prices_for_resellers_have_a_row_for_each_location() {
        JsonNode first = call("", "presets", "info").at("/presets/0");
        assertThat(first.path("location").asText()).isEqualTo("NL");
        assertThat(first.at("/price/EUR").asDouble()).isEqualTo(3.5);
    }

    @Test
    void a_session_has_its_members_beside_the_result() {
        JsonNode session = call(CLIENT, "auth", "info");
        assertThat(session.path("result").asText()).isEqualTo("OK");
        assertThat(session.path("whmcs_id").asText()).isEqualTo("7");
        assertThat(session.path("customer_id").asInt()).isEqualTo(7);
        assertThat(session.at("/data/username").asText()).isEqualTo("c@example.com");
        assertThat(session.path("currency_code").asText()).isEqualTo("RUB");
    }

    @Test
    void hardware_says_itself_what_it_did() {
        assertThat(ended("status").path("scope").asText()).isEqualTo("Chassis Power is on");
        assertThat(ended("off").path("debug").asText()).isEqualTo("Chassis Power Control: Down/Off");
        assertThat(ended("status").path("debug").asText()).isEqualTo("Chassis Power is off");
        assertThat(ended("on").path("debug").asText()).isEqualTo("Chassis Power Control: Up/On");
        assertThat(ended("reboot").path("debug").asText()).isEqualTo("Chassis Power Control: Cycle");
    }

    private JsonNode ended(String action) {
        String key = call(CLIENT, "eq", action, "id", "456").path("callback").asText();
        hostkey.advance("1m");
        return hostkey.check(key);
    }

    @Test
    void a_server_that_is_in_no_catalogue_is_measured_by_itself() {
        JsonNode server = call(CLIENT, "eq", "show", "id", "456");
        assertThat(server.at("/server_data/virtual").asInt()).isZero();
        assertThat(server.path("OS").toString()).isEqualTo("{\"id\":999,\"name\":\"\"}");
        assertThat(call(CLIENT, "os", "list", "id", "456").path("os_list").findValuesAsText("id"))
                .containsExactly("180", "219", "300", "237", "150");
        assertThat(call(CLIENT, "software", "list", "id", "456").path("message").asText())
                .as("no system that the catalogue has is on it")
                .isEqualTo("soft/list: no software found");
    }
}
