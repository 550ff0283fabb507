package dev.hostdouble.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import org.junit.jupiter.api.Test;

/** A long session of a careful client with all providers, while things go wrong. */
class CarefulClientTest {
    private static final String WORLD = "audit-careful";

    @Test
    void nothing_is_wrong_with_a_careful_client() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            HosterapiClient hosterapi = new HosterapiClient(emulator, WORLD);
            hosterapi(hosterapi);
            hostkey(new HostkeyClient(emulator, WORLD));
            vss(new VssClient(emulator, WORLD));
            assertThat(hosterapi.controlled("GET", "audit", "").path("calls").asInt())
                    .isGreaterThan(60);
            assertThat(AuditedWorld.findings(hosterapi, "warning")).isEmpty();
        }
    }

    private static void hosterapi(HosterapiClient client) {
        client.rules("""
                - { on: hosterapi/server.create, calls: first, effect: { lose_reply: true } }
                - { on: hosterapi/server.start, calls: "1-2", effect: { error: "0xa1", signal: start } }
                - { on: hosterapi/job.info, calls: { every: 3 }, effect: { gateway: 502 } }
                """);
        String before = client.servers();
        client.submit("POST", HosterapiClient.SERVERS, HosterapiClient.smallServer());
        client.advance("1m");
        assertThat(client.servers()).isNotEqualTo(before); // taken, so it is not ordered again
        follow(client, client.order());
        for (int i = 0; i < 3; i++) {
            client.call("PUT", HosterapiClient.SERVERS + "/4002/start");
            client.advance("5s");
        }
        client.result("GET", HosterapiClient.SERVERS + "/4002/status");
        follow(client, "/job/" + client.reinstall());
        client.result("PUT", HosterapiClient.SERVERS + "/4001/backups/create");
        client.advance("1h");
        client.result("GET", HosterapiClient.SERVERS + "/4001/backups/status");
        client.result("GET", HosterapiClient.SERVERS + "/4001/backups/list");
        client.result("POST", HosterapiClient.SERVERS + "/4003/delete", "force", "true");
    }

    /** Asks until the job has ended, and goes on when a gateway fails. */
    private static void follow(HosterapiClient client, String job) {
        for (int i = 0; i < 60; i++) {
            Seen reply = client.submit("GET", job);
            if (reply.status() == 200 && reply.body().contains("\"finished\"")) {
                return;
            }
            client.advance("1s");
        }
        throw new AssertionError("no end: " + job);
    }

    private static void hostkey(HostkeyClient client) {
        client.clearScenarios();
        client.rules(
                "- { on: hostkey/eq.order_instance, calls: first, effect: { gateway: { status: 504, performed: true } } }");
        String token = client.login();
        client.callAs(token, "presets", "list");
        client.callAs(token, "os", "list", "instance_id", "1");
        client.callAs(token, "eq", "order_instance", HostkeyClient.usualOrder());
        client.advance("10m");
        client.readAs(token, "eq", "list");
        client.advance("30d"); // the session ends
        client.readAs(token, "eq", "list");
        String next = client.login();
        client.succeed(client.readAs(next, "eq", "order_instance", HostkeyClient.usualOrder()));
        client.succeed(client.readAs(next, "vm", "create_snapshot", "id", "456", "name", "before"));
        client.finish(client.readAs(next, "vm", "get_snapshot", "id", "456"));
        client.succeed(client.readAs(next, "eq", "reboot", "id", "456"));
        client.readAs(next, "tags", "add", "tag", "mine", "id", "456", "value", "yes");
        client.readAs(next, "eq", "show", "id", "456");
        client.readAs(next, "auth", "logout");
    }

    private static void vss(VssClient client) {
        client.clearScenarios();
        client.put("isos/mine.iso", "2024-02-01T00:00:00Z");
        client.rules("- { on: vss/iso.list, calls: 2, effect: { expire_token: true } }");
        JsonNode page = client.get("/v2/iso?per_page=5");
        for (int i = 0; i < 5 && page.at("/meta/pages/next_url").isTextual(); i++) {
            String next = page.at("/meta/pages/next_url").asText();
            String target = next.substring(next.indexOf("/v2/"));
            if (client.call("GET", target).status() == 401) {
                client.loginAgain();
            }
            page = client.get(target);
        }
        client.synced();
        client.get(VssClient.PERSONAL + "?expand=1");
        client.get("/v2/user");
    }
}
