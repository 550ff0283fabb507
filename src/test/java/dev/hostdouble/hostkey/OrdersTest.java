package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders of servers, from the call to the server that is there. */
class OrdersTest extends HostkeyStory {
    private JsonNode order(String... changed) {
        return orderAs(Credentials.HOSTKEY_CLIENT, changed);
    }

    /** Orders the usual server; {@code changed} are other parameters, an empty value leaves one out. */
    private JsonNode orderAs(String token, String... changed) {
        List<String> all = new ArrayList<>(List.of(
                "preset",
                "vm.pico",
                "location_name",
                "NL",
                "os_id",
                "219",
                "root_pass",
                "Secret-123",
                "traffic_plan",
                "37"));
        all.addAll(List.of("deploy_period", "monthly", "hostname", "web-1.example.com"));
        for (int i = 0; i < changed.length; i += 2) {
            int known = all.indexOf(changed[i]);
            if (known < 0) {
                all.addAll(List.of(changed[i], changed[i + 1]));
            } else {
                all.set(known + 1, changed[i + 1]);
            }
        }
        return hostkey.readAs(token, "eq", "order_instance", all.toArray(String[]::new));
    }

    private JsonNode updated() {
        return hostkey.read("eq", "update_servers");
    }

    private JsonNode show(long id) {
        return hostkey.read("eq", "show", "id", String.valueOf(id));
    }

    @Test
    void an_order_becomes_a_server_that_gets_its_name_later() {
        JsonNode ordered = order();
        String key = ordered.path("callback").asText();
        assertThat(ordered)
                .hasToString("{\"result\":\"OK\",\"action\":\"order_instance\",\"callback\":\"" + key
                        + "\",\"invoice\":603548,\"status\":\"Paid\",\"deploy_status\":\"deploying\",\"os_name\":\"Debian 12\","
                        + "\"soft_name\":\"\"}");
        assertThat(updated().path("deploy_keys")).hasToString("{\"603548\":\"" + key + "\"}");
        assertThat(updated().path("billing_servers"))
                .hasToString(
                        "[{\"id\":603548,\"name\":\"web-1.example.com\",\"status\":\"deploying\",\"config\":\"vm.pico\"}]");
        assertThat(hostkey.read("auth", "info").at("/result/deploy_keys/603548").asText())
                .isEqualTo(key);
        assertThat(hostkey.check(key).path("result").asText()).isEqualTo("Not ready");
        hostkey.advance("20s");
        assertThat(updated().path("deploy_keys")).hasToString("[]");
        assertThat(updated().path("servers")).hasToString("[456,1001]");
        JsonNode end = hostkey.check(key);
        assertThat(end.path("scope").asText()).isEqualTo("deploy_done");
        String ip = show(1001).at("/IP/0/ip").asText();
        assertThat(end.path("context"))
                .hasToString("{\"id\":\"1001\",\"ip\":\"" + ip
                        + "\",\"action\":\"order_instance\",\"location\":\"NL\",\"reinstall\":0}");
        assertThat(show(1001).at("/server_data/hostname").asText()).isEqualTo("hostkey1001");
        assertThat(show(1001).at("/tags/0/value").asText()).isEqualTo("hostkey1001");
        hostkey.advance("30s");
        assertThat(show(1001).at("/server_data/hostname").asText()).isEqualTo("web-1.example.com");
        assertThat(show(1001).at("/tags/0/value").asText()).isEqualTo("web-1.example.com");
    }

    @Test
    void an_ordered_server_takes_images_snapshots_and_power_tasks() {
        hostkey.succeed(order("ipv4_amount", "2"));
        assertThat(show(1001).path("IP")).hasSize(3);
        hostkey.succeed(hostkey.read("iso", "mount_iso", "id", "1001", "iso", "ubuntu-22.04.iso"));
        hostkey.succeed(hostkey.read("vm", "create_snapshot", "id", "1001", "name", "first"));
        hostkey.succeed(hostkey.read("eq", "hard_off", "id", "1001"));
        hostkey.succeed(hostkey.read("vm", "restore_snapshot", "id", "1001", "name", "first"));
        assertThat(show(1001).at("/server_data/iso").asText()).isEqualTo("ubuntu-22.04.iso");
    }

    @Test
    void an_order_that_the_credit_does_not_cover_waits_for_its_payment() {
        JsonNode ordered = order("preset", "bm.v1-small", "deploy_period", "annually");
        assertThat(ordered.path("status").asText()).isEqualTo("Unpaid");
        assertThat(ordered.path("deploy_status").asText()).isEqualTo("awaiting_payment");
        String key = ordered.path("callback").asText();
        hostkey.advance("1d");
        assertThat(hostkey.check(key).path("result").asText()).isEqualTo("Not ready");
        assertThat(updated().path("servers")).hasSize(1);
        assertThat(hostkey.change("{\"hostkey/order\":603548,\"paid\":true}")).isTrue();
        assertThat(hostkey.change("{\"hostkey/order\":603548,\"paid\":true}")).isFalse();
        assertThat(hostkey.check(key).path("result").asText()).isEqualTo("Not ready");
        hostkey.advance("20s");
        assertThat(hostkey.check(key).at("/context/id").asText()).isEqualTo("1001");
        assertThat(hostkey.succeed(hostkey.read("eq", "sensors", "id", "1001"))
                        .path("scope")
                        .asText())
                .matches("CPU Temp \\| \\d+ degrees C \\| ok\n(.*\n)*.*");
    }

    @Test
    void an_order_is_cancelled_in_the_panel_before_or_after_its_payment() {
        String paid = order().path("callback").asText();
        String unpaid = order("deploy_period", "annually", "preset", "bm.v1-small")
                .path("callback")
                .asText();
        for (String invoice : List.of("603548", "603549")) {
            String change = "{\"hostkey/order\":" + invoice + ",\"cancelled\":true}";
            assertThat(hostkey.change(change)).isTrue();
            assertThat(hostkey.change(change)).isFalse();
        }
        for (String key : List.of(paid, unpaid)) {
            for (int i = 0; i < 2; i++) {
                JsonNode end = hostkey.check(key);
                assertThat(end.path("result").asText()).isEqualTo("Error");
                assertThat(end.path("scope").asText()).isEqualTo("cancelled");
                assertThat(end.path("debug").asText()).isEqualTo("order cancelled in panel");
            }
        }
        hostkey.advance("1d");
        assertThat(updated().path("servers")).hasSize(1);
        assertThat(updated().path("deploy_keys")).hasSize(2);
        assertThat(updated().path("billing_servers")).isEmpty();
    }

    @Test
    void the_credit_pays_orders_and_gets_the_money_of_a_cancelled_one_back() {
        for (int i = 0; i < 3; i++) { // 500.00 of credit, 144.00 each
            assertThat(order("preset", "vm.small", "deploy_period", "annually")
                            .path("status")
                            .asText())
                    .isEqualTo("Paid");
        }
        assertThat(order("preset", "vm.small", "deploy_period", "annually")
                        .path("status")
                        .asText())
                .isEqualTo("Unpaid");
        hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}");
        assertThat(order("preset", "vm.small", "deploy_period", "annually")
                        .path("status")
                        .asText())
                .isEqualTo("Paid");
    }

    @Test
    void a_repeated_order_makes_two_servers() {
        order();
        order();
        hostkey.advance("1m");
        assertThat(updated().path("servers")).hasToString("[456,1001,1002]");
    }

    @ParameterizedTest
    @CsvSource({
        "preset, vm.unknown, invalid instance name",
        "preset, '', invalid instance name",
        "preset, vm.nano, invalid instance name",
        "location_name, nl, invalid argument location_name",
        "location_name, DE, invalid argument location_name",
        "os_id, 999, invalid argument os_id",
        "os_id, '', invalid argument os_id",
        "os_id, 150, invalid argument os_id",
        "os_id, 190, OS or software is not compatible with the instance",
        "root_pass, secret-123, invalid argument root_pass",
        "root_pass, Secret1234, invalid argument root_pass",
        "root_pass, -Secret123, invalid argument root_pass",
        "root_pass, Sec-123, invalid argument root_pass",
        "root_pass, '', invalid argument root_pass",
        "root_pass, Secret-123456789012345678901234, invalid argument root_pass",
        "traffic_plan, 38, invalid traffic plan",
        "traffic_plan, x, invalid traffic plan",
        "traffic_plan, 25, Unsupported operand types: float * string",
        "deploy_period, weekly, invalid argument deploy_period",
        "hostname, -web, invalid argument hostname",
        "soft_id, 999, invalid argument soft_id",
        "ipv4_amount, 65, invalid argument ipv4_amount",
        "ipv4_amount, 99999999999999999999, invalid argument ipv4_amount",
        "root_size, 0, invalid argument root_size",
        "id, 457, Server not found",
    })
    void a_wrong_order_is_refused(String parameter, String value, String message) {
        HostkeyClient.assertError(order(parameter, value), message);
        assertThat(updated().path("billing_servers")).isEmpty();
    }

    @Test
    void what_is_sold_out_cannot_be_ordered_until_a_server_is_cancelled() {
        String[] usOne = {"preset", "bm.v1-small", "location_name", "US", "traffic_plan", "38"};
        assertThat(order(usOne).path("result").asText()).isEqualTo("OK");
        HostkeyClient.assertError(order(usOne), "bm.v1-small is out of stock");
        hostkey.advance("1m");
        hostkey.read("whmcs", "request_cancellation", "id", "1001", "cancellation_type", "1");
        HostkeyClient.assertError(order(usOne), "bm.v1-small is out of stock");
        hostkey.advance("10s");
        assertThat(order(usOne).path("result").asText()).isEqualTo("OK");
    }

    @Test
    void a_cancelled_server_leaves_rent_and_then_the_list() {
        hostkey.read("whmcs", "request_cancellation", "id", "456");
        assertThat(show(456).at("/server_data/status").asText()).isEqualTo("rent");
        hostkey.read("whmcs", "request_cancellation", "id", "456", "cancellation_type", "1");
        hostkey.read("whmcs", "request_cancellation", "id", "456");
        assertThat(hostkey.read("eq", "list", "status", "rent").path("servers")).isEmpty();
        assertThat(hostkey.read("eq", "list").path("servers")).hasSize(1);
        hostkey.advance("10s");
        assertThat(hostkey.read("eq", "list").path("servers")).isEmpty();
        HostkeyClient.assertError(show(456), "Server not found");
    }

    @Test
    void a_server_goes_at_the_end_of_the_period_that_is_paid_for() {
        // Ordered on January 15; the world starts on February 1.
        hostkey.read("whmcs", "request_cancellation", "id", "456");
        hostkey.advance("14d");
        assertThat(hostkey.read("eq", "list").path("servers")).hasSize(1);
        hostkey.advance("10h");
        assertThat(hostkey.read("eq", "list").path("servers")).isEmpty();
    }

    @Test
    void a_reinstallation_begins_at_once_and_wipes_the_server() {
        hostkey.succeed(hostkey.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"));
        hostkey.succeed(hostkey.read("vm", "create_snapshot", "id", "456", "name", "first"));
        JsonNode started = hostkey.read("eq", "reinstall", "id", "456");
        assertThat(started.path("stage").asText()).isEqualTo("create_pxe");
        assertThat(show(456).at("/server_data/iso").asText()).isEmpty();
        HostkeyClient.assertError(hostkey.read("eq", "off", "id", "456"), "Server is busy");
        assertThat(hostkey.succeed(started).at("/context/id").asText()).isEqualTo("456");
        assertThat(hostkey.succeed(hostkey.read("vm", "get_snapshot", "id", "456"))
                        .path("scope")
                        .asText())
                .isEqualTo("{\"snapshots\":[]}");
    }

    @Test
    void an_order_with_an_id_installs_that_server_again() {
        JsonNode started = order("id", "456", "hostname", "again");
        assertThat(started.path("id").asLong()).isEqualTo(456);
        assertThat(started.has("invoice")).isFalse();
        JsonNode end = hostkey.succeed(started);
        assertThat(end.at("/context/reinstall").asInt()).isEqualTo(1);
        assertThat(show(456).at("/server_data/hostname").asText()).isEqualTo("again");
        JsonNode deployed = hostkey.read(
                "eq", "deploy", "id", "456", "root_pass", "Secret-123", "os_id", "219", "hostname", "third");
        assertThat(hostkey.succeed(deployed).at("/context/action").asText()).isEqualTo("deploy");
        HostkeyClient.assertError(
                hostkey.read("eq", "deploy", "id", "456", "root_pass", "Secret-123", "os_id", "190", "soft_id", "101"),
                "OS or software is not compatible with the instance");
    }

    @Test
    void a_new_name_shows_after_a_while_and_servers_are_found_by_it() {
        assertThat(hostkey.read("eq", "rename_server", "id", "456", "hostname", "Renamed")
                        .path("result")
                        .asText())
                .isEqualTo("OK");
        HostkeyClient.assertError(hostkey.read("eq", "rename_server", "id", "456"), "invalid argument hostname");
        assertThat(found("RENAMED")).isEmpty();
        hostkey.advance("30s");
        assertThat(found("RENAMED")).hasToString("[{\"id\":456,\"name\":\"Renamed\"}]");
        assertThat(found("457")).isEmpty();
        HostkeyClient.assertError(hostkey.read("eq", "sensors", "id", "456"), "no sensors on server 456");
    }

    private JsonNode found(String query) {
        return hostkey.read("eq", "unified_server_search", "query", query).at("/results/servers");
    }

    @Test
    void an_order_whose_task_vanishes_is_cancelled_in_the_panel_all_the_same() {
        String[] usOne = {"preset", "bm.v1-small", "location_name", "US", "traffic_plan", "38"};
        hostkey.rules("- { on: hostkey/eq.order_instance, calls: first, effect: { job: { vanish: true } } }");
        String key = order(usOne).path("callback").asText();
        HostkeyClient.assertError(hostkey.check(key), "AsyncKey not found");
        hostkey.advance("1d");
        assertThat(updated().path("servers")).hasSize(1);
        HostkeyClient.assertError(order(usOne), "bm.v1-small is out of stock");
        assertThat(hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}"))
                .isTrue();
        assertThat(order(usOne).path("result").asText()).isEqualTo("OK");
    }
}
