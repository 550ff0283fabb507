package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET resources}: what there is in a world, as people look at it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourceControlTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    ResourceControlTest() throws Exception {}

    private static JsonNode listed(ProviderClient client, String api, String kind) {
        return client.controlled("GET", "resources?api=" + api + "&kind=" + kind, "")
                .at("/resources/0");
    }

    private static JsonNode one(ProviderClient client, String api, String kind, String id) {
        for (JsonNode item : listed(client, api, kind).path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no " + kind + " " + id);
    }

    private static JsonNode key(HostkeyClient client, String id) {
        return one(client, "hostkey", "callback-key", id);
    }

    private HostkeyClient hostkey(String world) {
        return new HostkeyClient(emulator, "resources-" + world);
    }

    private static List<String> kinds(JsonNode reply) {
        List<String> kinds = new ArrayList<>();
        reply.path("resources")
                .forEach(kind -> kinds.add(
                        kind.path("api").asText() + "/" + kind.path("kind").asText()));
        return kinds;
    }

    @Test
    void every_kind_is_listed_at_the_date_of_the_clock_also_if_it_is_empty() {
        HosterapiClient client = new HosterapiClient(emulator, "resources-all");
        client.servers();
        client.advance("90s");
        JsonNode reply = client.controlled("GET", "resources", "");
        assertThat(reply.path("at").asText()).isEqualTo("2024-02-01T00:01:30Z");
        assertThat(kinds(reply))
                .containsExactlyElementsOf(Providers.ALL.stream()
                        .flatMap(provider -> provider.resources().stream().map(kind -> provider.name() + "/" + kind))
                        .toList())
                .contains("hostkey/callback-key", "hosterapi/backup", "vss/request");
        assertThat(listed(client, "hostkey", "order").toString())
                .isEqualTo("{\"api\":\"hostkey\",\"kind\":\"order\",\"total\":0,\"items\":[]}");
    }

    @Test
    void the_life_of_a_virtual_server() {
        HosterapiClient client = new HosterapiClient(emulator, "resources-vm");
        client.order();
        client.advance("1m");
        JsonNode made = listed(client, "hosterapi", "vm").at("/items/3");
        assertThat(made.toString())
                .startsWith(
                        "{\"id\":\"4004\",\"name\":null,\"state\":\"running\",\"job\":null,\"details\":{\"account\"");
        assertThat(made.path("details").path("cpuCores").asInt()).isEqualTo(2);
        assertThat(made.path("details").path("upSince").asText()).startsWith("2024-02-01T00:00");
        client.call("PUT", "/datacenter/server/4004/reinstall");
        assertThat(one(client, "hosterapi", "vm", "4004").path("job").asText()).isEqualTo("16");
        client.advance("1m");
        assertThat(one(client, "hosterapi", "vm", "4004").path("job").isNull()).isTrue();
        client.change("{\"hosterapi/vm\":4004,\"state\":\"suspended\"}");
        JsonNode suspended = one(client, "hosterapi", "vm", "4004");
        assertThat(suspended.path("state").asText()).isEqualTo("suspended");
        assertThat(suspended.path("details").path("upSince").isNull()).isTrue();
        client.change("{\"hosterapi/vm\":4004,\"removed\":true}");
        assertThat(listed(client, "hosterapi", "vm").path("total").asInt()).isEqualTo(3);
    }

    @Test
    void dedicated_servers_the_market_and_tokens() {
        HosterapiClient client = new HosterapiClient(emulator, "resources-dedicated");
        client.change("{\"hosterapi/market\":84,\"available\":false}");
        assertThat(one(client, "hosterapi", "market", "84").path("state").asText())
                .isEqualTo("sold out");
        assertThat(one(client, "hosterapi", "dedicated", "1").path("state").asText())
                .isEqualTo("running");
        assertThat(one(client, "hosterapi", "address", "92.246.85.200")
                        .at("/details/dedicated")
                        .asInt())
                .isEqualTo(1);
        client.change("{\"hosterapi/token\":1,\"revoked\":true}");
        assertThat(listed(client, "hosterapi", "token").path("total").asInt()).isZero();
    }

    @Test
    void details_are_texts_for_people_and_null_if_there_is_nothing() {
        HosterapiClient client = new HosterapiClient(emulator, "resources-texts");
        client.servers();
        assertThat(listed(client, "hosterapi", "incident")
                        .at("/items/1/details/types")
                        .asText())
                .isEqualTo("NTP Amplification, DNS Amplification");
        assertThat(one(client, "vss", "vm", "vm-2190").at("/details/hostname").isNull())
                .isTrue();
    }

    @Test
    void an_order_brings_an_invoice_a_key_and_a_server() {
        HostkeyClient client = hostkey("order");
        String key = client.order().path("callback").asText();
        JsonNode order = listed(client, "hostkey", "order").at("/items/0");
        String invoice = order.path("id").asText();
        assertThat(order.path("name").asText()).isEqualTo("web-1.example.com");
        assertThat(order.path("state").asText()).isEqualTo("deploying");
        assertThat(order.path("job").asText()).isEqualTo(key);
        assertThat(order.at("/details/callbackKey").asText()).isEqualTo(key);
        assertThat(order.at("/details/invoiceStatus").asText()).isEqualTo("Paid");
        assertThat(one(client, "hostkey", "invoice", invoice).path("state").asText())
                .isEqualTo("Paid");
        assertThat(key(client, key).path("state").asText()).isEqualTo("waiting");
        client.advance("1h");
        String server =
                one(client, "hostkey", "order", invoice).at("/details/server").asText();
        assertThat(one(client, "hostkey", "server", server).path("state").asText())
                .isEqualTo("running");
        assertThat(key(client, key).path("state").asText()).isEqualTo("ready");
        assertThat(key(client, key).at("/details/server").asText()).isEqualTo(server);
    }

    @Test
    void a_callback_key_is_waiting_then_ready_then_delivered() {
        HostkeyClient client = hostkey("key");
        String stats = client.stats();
        String reboot =
                client.read("eq", "reboot", "id", "456").path("callback").asText();
        assertThat(key(client, stats).path("state").asText()).isEqualTo("waiting");
        assertThat(key(client, stats).path("job").asText()).isEqualTo(stats);
        assertThat(one(client, "hostkey", "server", "456").path("job").asText()).isNotEmpty();
        client.advance("1m");
        assertThat(key(client, stats).path("state").asText()).isEqualTo("ready");
        assertThat(client.check(stats).path("result").asText()).isEqualTo("OK");
        JsonNode burned = key(client, stats);
        assertThat(burned.path("state").asText()).isEqualTo("delivered");
        assertThat(burned.path("job").isNull()).isTrue();
        assertThat(burned.path("details").toString())
                .isEqualTo("{\"operation\":\"hostkey/vm.load_stats\",\"target\":\"server/456\",\"server\":456,"
                        + "\"failure\":null,\"deliveredAt\":\"2024-02-01T00:01:00Z\"}");
        assertThat(key(client, reboot).path("state").asText()).isEqualTo("ready");
        assertThat(listed(client, "hostkey", "callback-key").path("total").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_delivered_key_is_a_part_of_a_saved_state() {
        HostkeyClient client = hostkey("saved");
        String stats = client.stats();
        client.advance("1m");
        client.check(stats);
        String state = client.control("GET", "state", "").body();
        client.world().reset();
        assertThat(listed(client, "hostkey", "callback-key").path("total").asInt())
                .isZero();
        assertThat(client.control("PUT", "state", state).status()).isEqualTo(200);
        assertThat(key(client, stats).path("state").asText()).isEqualTo("delivered");
    }

    @Test
    void a_key_says_why_its_task_failed() {
        HostkeyClient client = hostkey("failed");
        String stats = client.stats();
        client.controlled("POST", "jobs/" + stats + "/fail", "{\"output\":\"no agent\"}");
        client.check(stats);
        assertThat(key(client, stats).path("state").asText()).isEqualTo("failed");
        assertThat(key(client, stats).at("/details/failure").asText()).isEqualTo("no agent");
    }

    @Test
    void keys_of_unpaid_orders_and_purged_keys_are_listed_too() {
        HostkeyClient client = hostkey("purged");
        client.control("PUT", "scenarios/hostkey/callback-purged", "");
        String purged = client.order().path("callback").asText();
        client.change("{\"hostkey/credit\":\"client@example.com\",\"spent\":true}");
        String unpaid = client.order().path("callback").asText();
        assertThat(key(client, purged).path("state").asText()).isEqualTo("purged");
        assertThat(key(client, purged).path("job").asText()).isEqualTo("purged." + purged);
        assertThat(key(client, unpaid).path("state").asText()).isEqualTo("unpaid");
        assertThat(key(client, unpaid).path("job").isNull()).isTrue();
        assertThat(listed(client, "hostkey", "order").at("/items/1/state").asText())
                .isEqualTo("awaiting payment");
    }

    @Test
    void a_synchronization_brings_an_image() {
        VssClient client = new VssClient(emulator, "resources-vss");
        client.put("isos/new.iso", "2024-01-31T00:00:00Z");
        client.sync();
        JsonNode request = listed(client, "vss", "request").at("/items/0");
        assertThat(request.path("state").asText()).isEqualTo("running");
        assertThat(request.path("job").asText()).isEqualTo(request.path("id").asText());
        client.advance("1m");
        assertThat(listed(client, "vss", "request").at("/items/0/state").asText())
                .isEqualTo("finished");
        assertThat(listed(client, "vss", "user-image").path("items").findValuesAsText("name"))
                .contains("new.iso");
        JsonNode token = listed(client, "vss", "token").at("/items/0");
        assertThat(token.path("state").asText()).isEqualTo("valid");
        client.change("{\"vss/token\":\"josem\",\"revoked\":true}");
        assertThat(listed(client, "vss", "token").at("/items/0/state").asText()).isEqualTo("revoked");
        assertThat(one(client, "vss", "user", "josem")
                        .at("/details/oneTimePasswords")
                        .asText())
                .isEqualTo("never set up");
    }

    @Test
    void public_images_are_the_same_before_and_after_a_client_lists_them() {
        VssClient client = new VssClient(emulator, "resources-images");
        client.login(VssClient.USER);
        String before = listed(client, "vss", "image").toString();
        client.get("/v2/iso");
        assertThat(listed(client, "vss", "image").toString()).isEqualTo(before);
        assertThat(listed(client, "vss", "image").path("total").asInt()).isEqualTo(224);
        assertThat(listed(client, "vss", "image").path("items").size()).isEqualTo(100);
    }

    @Test
    void looking_changes_nothing_and_lets_what_is_due_take_effect() {
        HosterapiClient client = new HosterapiClient(emulator, "resources-due");
        client.servers();
        client.controlled("GET", "resources", "");
        String state = client.control("GET", "state", "").body();
        client.controlled("GET", "resources?limit=10000", "");
        assertThat(client.control("GET", "state", "").body()).isEqualTo(state);
        JsonNode replay = client.controlled("GET", "replay", "");
        assertThat(replay.path("complete").asBoolean()).isTrue();
        assertThat(replay.path("events").size()).isEqualTo(1);
        client.call("PUT", "/datacenter/server/4001/reinstall");
        client.controlled("PUT", "clock", "{\"mode\":\"x1000000\"}");
        while (!one(client, "hosterapi", "vm", "4001").path("job").isNull()) {
            Thread.onSpinWait(); // each look moves the fast clock on
        }
    }

    @Test
    void no_credential_is_shown() {
        VssClient client = new VssClient(emulator, "resources-secrets");
        client.login(VssClient.USER);
        hostkey("secrets").login();
        TreeSet<String> secrets = new TreeSet<>();
        String all = client.control("GET", "resources?limit=10000", "").body();
        JsonNode tables = client.controlled("GET", "state", "").path("tables");
        for (Provider provider : Providers.ALL) {
            for (String column : provider.credentials().inTables()) {
                int dot = column.indexOf('.');
                tables.path(column.substring(0, dot))
                        .forEach(row ->
                                secrets.add(row.path(column.substring(dot + 1)).asText()));
            }
        }
        secrets.removeIf(secret -> secret.length() < 10); // passwords of start states that are names of users
        assertThat(secrets).hasSizeGreaterThan(10);
        assertThat(secrets)
                .allSatisfy(
                        secret -> assertThat(all.contains(secret)).as(secret).isFalse());
    }

    @Test
    void filters_select_kinds_and_a_limit_the_latest() {
        HosterapiClient client = new HosterapiClient(emulator, "resources-filters");
        client.servers();
        assertThat(kinds(client.controlled("GET", "resources?kind=vm", ""))).containsExactly("hosterapi/vm", "vss/vm");
        assertThat(kinds(client.controlled("GET", "resources?api=hostkey&kind=*-key", "")))
                .containsExactly("hostkey/callback-key", "hostkey/ssh-key", "hostkey/api-key");
        JsonNode latest = client.controlled("GET", "resources?api=hosterapi&kind=vm&limit=2", "")
                .at("/resources/0");
        assertThat(latest.path("total").asInt()).isEqualTo(3);
        assertThat(latest.path("items").findValuesAsText("id")).containsExactly("4002", "4003");
        assertThat(client.controlled("GET", "resources?api=hosterapi&kind=vm&limit=0", "")
                        .at("/resources/0/total")
                        .asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    resources?api=hostky      | invalid api 'hostky': expected hostkey or hosterapi or vss; did you mean 'hostkey'?
                    resources?limit=10001     | invalid limit '10001': expected a whole number from 0 to 10000
                    resources?kind=servre     | unknown kind 'servre'; did you mean 'server'?
                    resources?api=vss&kind=ms | unknown kind 'ms' of vss. Allowed: request, user-image, file, image, vm, user, token, message
                    """)
    void other_values_are_refused(String path, String error) {
        HosterapiClient client = new HosterapiClient(emulator, "resources-filters");
        client.servers();
        Seen reply = client.control("GET", path, "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
    }

    @Test
    void looking_creates_no_world() {
        Seen reply = new HosterapiClient(emulator, "resources-none").control("GET", "resources", "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("error").asText()).startsWith("unknown world 'resources-none'");
    }
}
