package dev.hostdouble.scenario;

import static dev.hostdouble.client.HosterapiClient.SERVERS;
import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.SYNCS;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import dev.hostdouble.client.VssClient;
import java.util.Map;

/** One failure, as clients of each provider experience it. */
final class ThreeProviderStories {
    private static final String BEFORE = "[4001,4002,4003]";
    private static final Seen LOST = new Seen("", End.CLOSED);

    static final Map<String, Story<AllProviders>> ALL = Map.of(
            "any/out-of-stock", ThreeProviderStories::outOfStock,
            "any/job-failed", ThreeProviderStories::jobFailed,
            "any/busy", ThreeProviderStories::busy,
            "any/session-expired", ThreeProviderStories::sessionExpired,
            "any/lost-acknowledgement", ThreeProviderStories::lostAcknowledgement);

    private ThreeProviderStories() {}

    private static JsonNode ended(HosterapiClient client, String job) {
        client.advance("1m");
        return client.result("GET", job);
    }

    private static JsonNode snapshot(HostkeyClient client, String action) {
        return client.read("vm", action, "id", "456", "name", "first");
    }

    private static void outOfStock(AllProviders all) {
        HosterapiClient hosterapi = all.hosterapi();
        for (String offer : new String[] {"9", "84", "9"}) {
            assertThat(hosterapi.error(
                            404, "POST", "/datacenter/dedicated/order", "id", offer, "template", "Debian Buster"))
                    .isEqualTo("0x01: no vm with id " + offer + " found");
        }
        assertThat(hosterapi.result("GET", "/datacenter/dedicated/market").findValuesAsText("id"))
                .contains("9", "84");
        JsonNode end = ended(hosterapi, hosterapi.order());
        assertThat(end.path("status").asText()).isEqualTo("failed");
        assertThat(end.path("output").asText()).startsWith("0xb0: ");
        assertThat(hosterapi.servers()).isEqualTo(BEFORE);

        HostkeyClient hostkey = all.hostkey();
        HostkeyClient.assertError(hostkey.order(), "vm.pico is out of stock");
        HostkeyClient.assertError(hostkey.order(), "vm.pico is out of stock");
        assertThat(hostkey.read("presets", "list").toString()).contains("vm.pico");
        assertThat(hostkey.read("eq", "list").path("servers").toString()).isEqualTo("[456]");
    }

    private static void jobFailed(AllProviders all) {
        HosterapiClient hosterapi = all.hosterapi();
        assertThat(ended(hosterapi, hosterapi.order()).path("output").asText()).startsWith("0xb0: ");
        assertThat(ended(hosterapi, "/job/" + hosterapi.reinstall()).toString())
                .contains("\"failed\"", "\"0xa3: timeout\"");
        assertThat(hosterapi.servers()).isEqualTo(BEFORE);
        assertThat(ended(hosterapi, hosterapi.order()).path("status").asText()).isEqualTo("finished");

        HostkeyClient hostkey = all.hostkey();
        JsonNode task = hostkey.finish(snapshot(hostkey, "create_snapshot"));
        assertThat(task.path("result").asText()).isEqualTo("Error");
        assertThat(task.path("scope").asText()).isEqualTo("no response from the host");
        hostkey.succeed(snapshot(hostkey, "create_snapshot"));

        VssClient vss = all.vss();
        JsonNode request = vss.synced();
        assertThat(request.path("status").asText()).isEqualTo("ERROR");
        assertThat(request.path("message").path("errors").toString()).contains("the data store is not available");
        assertThat(vss.get(PERSONAL).path("data")).hasSize(2);
        assertThat(vss.synced().path("status").asText()).isEqualTo("PROCESSED");
    }

    private static void busy(AllProviders all) {
        HosterapiClient hosterapi = all.hosterapi();
        assertThat(hosterapi.error(500, "PUT", SERVERS + "/4002/shutdown"))
                .isEqualTo("0xa1: failed to send shutdown signal to vm");
        hosterapi.result("PUT", SERVERS + "/4002/shutdown");
        assertThat(hosterapi.error(500, "POST", SERVERS + "/4001/delete", "force", "1"))
                .isEqualTo("0xa3: timeout");
        assertThat(hosterapi.servers()).isEqualTo(BEFORE);
        hosterapi.result("POST", SERVERS + "/4001/delete", "force", "1");

        HostkeyClient hostkey = all.hostkey();
        String locked = " for 456 - the VM is locked by another task";
        HostkeyClient.assertError(snapshot(hostkey, "create_snapshot"), "failed to request snapshot creation" + locked);
        hostkey.succeed(snapshot(hostkey, "create_snapshot"));
        HostkeyClient.assertError(hostkey.read("eq", "off", "id", "456"), "Server is busy");
        hostkey.succeed(hostkey.read("eq", "off", "id", "456"));
        HostkeyClient.assertError(
                snapshot(hostkey, "restore_snapshot"), "failed to request restore from snapshot" + locked);
        HostkeyClient.assertError(snapshot(hostkey, "remove_snapshot"), "failed to request snapshot removal" + locked);
        hostkey.succeed(snapshot(hostkey, "remove_snapshot"));

        VssClient vss = all.vss();
        Seen conflict = vss.call("PATCH", PERSONAL);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.json().path("message").asText()).isEqualTo("a synchronization is already in progress");
        assertThat(vss.synced().path("status").asText()).isEqualTo("PROCESSED");
    }

    private static void sessionExpired(AllProviders all) {
        HosterapiClient hosterapi = all.hosterapi();
        assertThat(hosterapi.servers()).isEqualTo(BEFORE);
        for (int i = 0; i < 2; i++) {
            assertThat(hosterapi.error(401, "GET", SERVERS)).isEqualTo("0x03: unauthorized");
        }

        HostkeyClient hostkey = all.hostkey();
        String key = snapshot(hostkey, "create_snapshot").path("callback").asText();
        JsonNode expired = hostkey.read("vm", "get_snapshot", "id", "456");
        assertThat(expired.path("code").asInt()).isEqualTo(-2);
        assertThat(expired.path("message").asText()).isEqualTo("Invalid token");
        hostkey.advance("1m");
        assertThat(hostkey.check(key).path("result").asText()).isEqualTo("OK");
        hostkey.succeed(hostkey.readAs(hostkey.login(), "vm", "get_snapshot", "id", "456"));

        VssClient vss = all.vss();
        String token = vss.login(USER);
        String request = vss.sync(token);
        VssClient.assertUnauthorized(vss.callWith(token, "GET", request));
        String next = vss.login(USER);
        for (int i = 0; i < 2; i++) {
            VssClient.read(200, vss.callWith(next, "GET", request));
        }
    }

    private static void lostAcknowledgement(AllProviders all) {
        HosterapiClient hosterapi = all.hosterapi();
        assertThat(hosterapi.submit("POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo(LOST);
        hosterapi.advance("1m");
        assertThat(hosterapi.servers()).isEqualTo("[4001,4002,4003,4004]");

        HostkeyClient hostkey = all.hostkey();
        assertThat(hostkey.call("eq", "order_instance", HostkeyClient.usualOrder()))
                .isEqualTo(LOST);
        assertThat(hostkey.read("eq", "update_servers").path("deploy_keys")).hasSize(1);

        VssClient vss = all.vss();
        int before = vss.get(SYNCS).path("data").size();
        assertThat(vss.call("PATCH", PERSONAL)).isEqualTo(LOST);
        assertThat(vss.get(SYNCS).path("data")).hasSize(before + 1);
        assertThat(vss.synced().path("status").asText()).isEqualTo("PROCESSED");
    }
}
