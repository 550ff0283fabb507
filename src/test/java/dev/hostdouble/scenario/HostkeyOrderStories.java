package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import java.util.Map;

/** What clients of HOSTKEY experience with orders while a scenario is active. */
final class HostkeyOrderStories {
    static final Map<String, Story<HostkeyClient>> ALL = Map.ofEntries(
            Map.entry("hostkey/deploy-cancelled", HostkeyOrderStories::deployCancelled),
            Map.entry("hostkey/unpaid-order", HostkeyOrderStories::unpaidOrder),
            Map.entry("hostkey/callback-purged", HostkeyOrderStories::callbackPurged),
            Map.entry("hostkey/duplicate-order", HostkeyOrderStories::duplicateOrder),
            Map.entry("hostkey/hostname-late", HostkeyOrderStories::hostnameLate),
            Map.entry("hostkey/out-of-stock", HostkeyOrderStories::outOfStock),
            Map.entry("hostkey/vm-locked", HostkeyOrderStories::vmLocked));

    private HostkeyOrderStories() {}

    private static String servers(HostkeyClient client) {
        client.advance("1m");
        return client.read("eq", "list").path("servers").toString();
    }

    private static void deployCancelled(HostkeyClient client) {
        JsonNode end = client.finish(client.order());
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("cancelled");
        assertThat(end.path("debug").asText()).isEqualTo("order cancelled in panel");
        assertThat(servers(client)).isEqualTo("[456]");
        client.succeed(client.order());
        assertThat(servers(client)).isEqualTo("[456,1001]");
    }

    private static void unpaidOrder(HostkeyClient client) {
        JsonNode ordered = client.order();
        assertThat(ordered.path("status").asText()).isEqualTo("Unpaid");
        assertThat(ordered.path("deploy_status").asText()).isEqualTo("awaiting_payment");
        String key = ordered.path("callback").asText();
        client.advance("1h");
        assertThat(client.check(key).path("result").asText()).isEqualTo("Not ready");
        assertThat(servers(client)).isEqualTo("[456]");
        assertThat(client.change("{\"hostkey/order\":" + ordered.path("invoice") + ",\"paid\":true}"))
                .isTrue();
        assertThat(servers(client)).isEqualTo("[456,1001]");
        assertThat(client.check(key).path("scope").asText()).isEqualTo("deploy_done");
    }

    private static void callbackPurged(HostkeyClient client) {
        String key = client.order().path("callback").asText();
        HostkeyClient.assertError(client.check(key), "AsyncKey not found");
        assertThat(client.read("eq", "update_servers").path("deploy_keys")).isEmpty();
        assertThat(servers(client)).isEqualTo("[456,1001]");
        HostkeyClient.assertError(client.check(key), "AsyncKey not found");
    }

    private static void duplicateOrder(HostkeyClient client) {
        assertThat(client.call("eq", "order_instance", HostkeyClient.usualOrder()))
                .isEqualTo(new Seen("", End.CLOSED));
        assertThat(client.read("eq", "update_servers").path("deploy_keys")).hasSize(1);
        JsonNode again = client.order();
        assertThat(again.path("invoice").asLong()).isEqualTo(603549);
        assertThat(servers(client)).isEqualTo("[456,1001,1002]");
    }

    private static void hostnameLate(HostkeyClient client) {
        String key = client.order().path("callback").asText();
        client.advance("25s");
        String id = client.check(key).at("/context/id").asText();
        JsonNode shown = client.read("eq", "show", "id", id);
        assertThat(shown.path("server_data").has("hostname")).isFalse();
        assertThat(shown.path("tags")).isEmpty();
        assertThat(client.read("tags", "list", "component", "eq", "id", id).path("tags"))
                .isEmpty();
        client.advance("1m");
        assertThat(client.read("eq", "show", "id", id)
                        .at("/server_data/hostname")
                        .asText())
                .isEqualTo("web-1.example.com");
    }

    private static void outOfStock(HostkeyClient client) {
        HostkeyClient.assertError(client.order(), "vm.pico is out of stock");
        HostkeyClient.assertError(client.order(), "vm.pico is out of stock");
        assertThat(client.read("eq", "update_servers").path("billing_servers")).isEmpty();
        assertThat(client.read("presets", "search", "name", "vm.pico", "location", "NL")
                        .path("servers"))
                .isEmpty();
    }

    private static void vmLocked(HostkeyClient client) {
        HostkeyClient.assertError(
                client.read("vm", "create_snapshot", "id", "456", "name", "first"),
                "failed to request snapshot creation for 456 - VM is locked");
        client.succeed(client.read("vm", "create_snapshot", "id", "456", "name", "first"));
    }
}
