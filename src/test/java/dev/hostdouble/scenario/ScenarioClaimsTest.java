package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shipped scenarios neither count nor change calls to which what they describe cannot happen. */
class ScenarioClaimsTest extends ScenarioStory {
    private static final String REINSTALL = "456";

    private HostkeyClient activate(String scenario) {
        client.controlled("PUT", "scenarios/" + scenario, "");
        return client.hostkey();
    }

    private boolean isVerified() {
        return client.control("POST", "verify", "{}").status() == 200;
    }

    /** The usual order with one parameter added, or in place of its own. */
    private static String[] orderWith(String name, String value) {
        List<String> order = new ArrayList<>(List.of(HostkeyClient.usualOrder()));
        int at = order.indexOf(name);
        if (at < 0) {
            order.addAll(List.of(name, value));
        } else {
            order.set(at + 1, value);
        }
        return order.toArray(String[]::new);
    }

    private static JsonNode orderWith(HostkeyClient hostkey, String name, String value) {
        return hostkey.read("eq", "order_instance", orderWith(name, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostkey/unpaid-order",
                "hostkey/duplicate-order",
                "hostkey/deploy-cancelled",
                "hostkey/callback-purged",
                "hostkey/out-of-stock"
            })
    void neither_a_refused_order_nor_a_reinstallation_counts_or_uses_up_anything(String scenario) {
        HostkeyClient hostkey = activate(scenario);
        HostkeyClient.assertError(orderWith(hostkey, "root_pass", "weak"), "invalid argument root_pass");
        assertThat(orderWith(hostkey, "preset", "nope").path("message").asText())
                .doesNotContain("stock");
        JsonNode again = orderWith(hostkey, "id", REINSTALL);
        assertThat(again.path("result").asText()).as(again.toString()).isEqualTo("OK");
        assertThat(hostkey.finish(again).path("scope").asText()).isEqualTo("deploy_done");
        assertThat(isVerified()).isFalse();
        client.controlled("GET", "scenarios", "").findValues("applied").forEach(applied -> assertThat(applied.asLong())
                .isZero());
    }

    @Test
    void an_order_counts_as_unpaid_only_if_it_is() {
        client.controlled(
                "PUT", "scenarios/hostkey/unpaid-order", "{\"parameters\":{\"login\":\"nobody@example.com\"}}");
        assertThat(client.hostkey().order().path("status").asText()).isEqualTo("Paid");
        assertThat(isVerified()).isFalse();
    }

    @Test
    void an_order_that_a_scenario_cancels_is_refunded_as_in_the_panel() {
        HostkeyClient hostkey = activate("hostkey/deploy-cancelled");
        String before = hostkey.read("whmcs", "get_client").at("/client/credit").asText();
        JsonNode ordered = hostkey.order();
        hostkey.finish(ordered);
        assertThat(hostkey.read(
                                "whmcs",
                                "get_invoice",
                                "invoice_id",
                                ordered.path("invoice").asText())
                        .path("status")
                        .asText())
                .isEqualTo("Refunded");
        assertThat(hostkey.read("whmcs", "get_client").at("/client/credit").asText())
                .isEqualTo(before);
    }

    @Test
    void only_the_key_of_the_first_order_is_purged() {
        HostkeyClient hostkey = client.hostkey();
        String earlier = hostkey.order().path("callback").asText();
        activate("hostkey/callback-purged");
        String purged = hostkey.order().path("callback").asText();
        assertThat(hostkey.check(earlier).path("result").asText()).isEqualTo("Not ready");
        HostkeyClient.assertError(hostkey.check("0".repeat(32)), "AsyncKey not found");
        assertThat(isVerified()).isFalse();
        assertThat(hostkey.read("eq", "update_servers").path("deploy_keys").toString())
                .contains(earlier)
                .doesNotContain(purged);
        HostkeyClient.assertError(hostkey.check(purged), "AsyncKey not found");
        assertThat(isVerified()).isTrue();
    }

    @Test
    void an_order_whose_key_is_gone_can_be_cancelled_in_the_panel() {
        HostkeyClient hostkey = activate("hostkey/callback-purged");
        assertThat(hostkey.change("{\"hostkey/order\":" + hostkey.order().path("invoice") + ",\"cancelled\":true}"))
                .isTrue();
        hostkey.advance("1m");
        assertThat(hostkey.read("eq", "list").path("servers").toString()).isEqualTo("[456]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostkey/vm-locked", "hostkey/lost-snapshot-reply", "hostkey/snapshot-limit"})
    void a_snapshot_of_an_unknown_server_is_refused_as_usual(String scenario) {
        HostkeyClient hostkey = activate(scenario);
        JsonNode refused = hostkey.read("vm", "create_snapshot", "id", "999", "name", "first");
        assertThat(refused.toString()).contains("999").doesNotContain("locked", "limit");
        assertThat(isVerified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whmcs get_client", "ssh_keys list", "pdns list_domains", "traffic_plans list"})
    void an_ended_session_meets_the_first_call_whatever_it_is(String call) {
        HostkeyClient hostkey = activate("hostkey/invalid-token");
        int space = call.indexOf(' ');
        JsonNode first = hostkey.read(call.substring(0, space), call.substring(space + 1));
        assertThat(first.path("message").asText()).isEqualTo("Invalid token");
        assertThat(isVerified()).isTrue();
    }

    @Test
    void a_name_that_is_withheld_leaves_other_tags_and_servers_alone() {
        HostkeyClient hostkey = activate("hostkey/hostname-late");
        assertThat(hostkey.read("eq", "show", "id", "456")
                        .at("/server_data/hostname")
                        .asText())
                .isNotEmpty();
        hostkey.order();
        hostkey.advance("25s");
        hostkey.read("tags", "add", "component", "eq", "id", "1001", "tag", "first", "value", "1");
        assertThat(hostkey.read("eq", "show", "id", "1001").path("tags").findValuesAsText("tag"))
                .containsExactly("first");
        assertThat(isVerified()).isTrue();
    }
}
