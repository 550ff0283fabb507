package dev.hostdouble.scenario;

import static dev.hostdouble.client.HosterapiClient.SERVERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** What clients of HosterAPI experience with their servers while a scenario is active. */
final class HosterapiServerStories {
    private static final String DEDICATED = "/datacenter/dedicated";
    private static final String ONE = SERVERS + "/4001";
    private static final String BEFORE = "[4001,4002,4003]";

    static final Map<String, Story<HosterapiClient>> ALL = Map.ofEntries(
            Map.entry("hosterapi/no-such-vm", HosterapiServerStories::noSuchVm),
            Map.entry("hosterapi/server-disappears", HosterapiServerStories::serverDisappears),
            Map.entry("hosterapi/server-stops", HosterapiServerStories::serverStops),
            Map.entry("hosterapi/server-suspended", HosterapiServerStories::serverSuspended),
            Map.entry("hosterapi/unauthorized", HosterapiServerStories::unauthorized),
            Map.entry("hosterapi/token-revoked", HosterapiServerStories::tokenRevoked),
            Map.entry("hosterapi/too-many-attempts", HosterapiServerStories::tooManyAttempts),
            Map.entry("hosterapi/signal-fails", HosterapiServerStories::signalFails),
            Map.entry("hosterapi/flaky-start", HosterapiServerStories::flakyStart),
            Map.entry("hosterapi/every-first-start-fails", HosterapiServerStories::everyFirstStartFails),
            Map.entry("hosterapi/config-fails", HosterapiServerStories::configFails),
            Map.entry("hosterapi/password-lost", HosterapiServerStories::passwordLost),
            Map.entry("hosterapi/timeout", HosterapiServerStories::timeout),
            Map.entry("hosterapi/delete-gives-504", HosterapiServerStories::deleteGives504),
            Map.entry("hosterapi/no-target-backup", HosterapiServerStories::noTargetBackup),
            Map.entry("hosterapi/backup-vanishes", HosterapiServerStories::backupVanishes),
            Map.entry("hosterapi/backup-stuck", HosterapiServerStories::backupStuck),
            Map.entry("hosterapi/console-ticket-expires", HosterapiServerStories::consoleTicketExpires),
            Map.entry("hosterapi/missing-members", HosterapiServerStories::missingMembers),
            Map.entry("hosterapi/stale-list", HosterapiServerStories::staleList));

    private HosterapiServerStories() {}

    private static String state(HosterapiClient client) {
        return client.result("GET", ONE + "/status").path("state").asText();
    }

    private static String console(HosterapiClient client) {
        String url = client.result("GET", ONE + "/console").asText();
        return url.substring(url.indexOf("/novnc/"));
    }

    private static void noSuchVm(HosterapiClient client) {
        assertThat(client.error(404, "GET", ONE + "/status")).isEqualTo("0x01: no vm with id 4001 found");
        assertThat(client.error(404, "PUT", ONE + "/start")).isEqualTo("0x01: no vm with id 4001 found");
        assertThat(client.servers()).isEqualTo(BEFORE);
        client.result("GET", SERVERS + "/4002/status");
    }

    private static void serverDisappears(HosterapiClient client) {
        assertThat(client.servers()).isEqualTo(BEFORE);
        assertThat(client.error(404, "GET", ONE + "/status")).isEqualTo("0x01: no vm with id 4001 found");
        assertThat(client.servers()).isEqualTo("[4002,4003]");
        client.result("GET", SERVERS + "/4002/status");
    }

    private static void serverStops(HosterapiClient client) {
        assertThat(state(client)).isEqualTo("running");
        client.advance("30s");
        assertThat(state(client)).isEqualTo("stopped");
        client.result("PUT", ONE + "/start");
        client.advance("1m");
        assertThat(state(client)).isEqualTo("running");
    }

    private static void serverSuspended(HosterapiClient client) {
        client.advance("30s");
        assertThat(state(client)).isEqualTo("stopped");
        for (int i = 0; i < 2; i++) {
            assertThat(client.error(500, "PUT", ONE + "/start")).isEqualTo("0xa1: failed to send start signal to vm");
        }
        client.result("PUT", SERVERS + "/4002/start");
        client.advance("1m");
        assertThat(state(client)).isEqualTo("stopped");
    }

    private static void unauthorized(HosterapiClient client) {
        assertThat(client.servers()).isEqualTo(BEFORE);
        assertThat(client.error(401, "GET", SERVERS)).isEqualTo("0x03: unauthorized");
        assertThat(client.error(401, "GET", DEDICATED)).isEqualTo("0x03: unauthorized");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void tokenRevoked(HosterapiClient client) {
        assertThat(client.servers()).isEqualTo(BEFORE);
        String job = client.order();
        for (int i = 0; i < 3; i++) {
            assertThat(client.error(401, "GET", job)).isEqualTo("0x03: unauthorized");
        }
        assertThat(client.error(401, "GET", SERVERS)).isEqualTo("0x03: unauthorized");
    }

    private static void tooManyAttempts(HosterapiClient client) {
        String job = client.order();
        for (int i = 0; i < 9; i++) {
            client.result("GET", job);
        }
        Seen refused = client.submit("GET", job);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("message").asText()).isEqualTo("Too Many Attempts.");
        client.advance(refused.header("Retry-After") + "s");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void signalFails(HosterapiClient client) {
        for (Entry<String, String> signal : Map.of(
                        "start",
                        "start",
                        "shutdown",
                        "shutdown",
                        "stop",
                        "stop",
                        "reboot",
                        "reboot",
                        "reboot/force",
                        "reboot")
                .entrySet()) {
            assertThat(client.error(500, "PUT", ONE + "/" + signal.getKey()))
                    .isEqualTo("0xa1: failed to send " + signal.getValue() + " signal to vm");
        }
        client.advance("1m");
        assertThat(client.result("GET", ONE + "/status").path("state").asText()).isEqualTo("running");
    }

    private static void flakyStart(HosterapiClient client) {
        client.result("PUT", ONE + "/stop");
        client.advance("1m");
        for (int i = 0; i < 2; i++) {
            assertThat(client.error(500, "PUT", ONE + "/start")).startsWith("0xa1: failed to send start");
            assertThat(client.result("GET", ONE + "/status").path("state").asText())
                    .isEqualTo("stopped");
        }
        client.result("PUT", ONE + "/start");
        client.advance("1m");
        assertThat(client.result("GET", ONE + "/status").path("state").asText()).isEqualTo("running");
    }

    private static void everyFirstStartFails(HosterapiClient client) {
        for (String id : List.of("4001", "4002")) {
            String path = SERVERS + "/" + id;
            client.result("PUT", path + "/stop");
            client.advance("1m");
            assertThat(client.error(500, "PUT", path + "/start")).isEqualTo("0xa1: failed to send start signal to vm");
            client.result("PUT", path + "/start");
            client.advance("1m");
            assertThat(client.result("GET", path + "/status").path("state").asText())
                    .isEqualTo("running");
        }
    }

    private static void configFails(HosterapiClient client) {
        assertThat(client.error(500, "PUT", ONE + "/password/reset")).isEqualTo("0xa1: failed to set config on vm");
        client.result("PUT", ONE + "/password/reset");
    }

    private static void passwordLost(HosterapiClient client) {
        assertThat(client.submit("PUT", ONE + "/password/reset")).isEqualTo(new Seen("", End.CLOSED));
        assertThat(client.result("PUT", ONE + "/password/reset")
                        .path("password")
                        .asText())
                .hasSize(12);
    }

    private static void timeout(HosterapiClient client) {
        assertThat(client.error(500, "POST", ONE + "/delete")).isEqualTo("0xa3: timeout");
        assertThat(client.servers()).isEqualTo(BEFORE);
        client.result("POST", ONE + "/delete", "force", "1");
        assertThat(client.error(500, "PUT", SERVERS + "/4002/reinstall", "template", "Debian10.0"))
                .isEqualTo("0xa3: timeout");
    }

    private static void deleteGives504(HosterapiClient client) {
        assertThat(client.submit("POST", ONE + "/delete", "force", "1").status())
                .isEqualTo(504);
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4002,4003]");
        assertThat(client.error(404, "POST", ONE + "/delete")).startsWith("0x01: ");
    }

    private static void noTargetBackup(HosterapiClient client) {
        String newest = client.result("GET", ONE + "/backups/list").path(0).asText();
        assertThat(client.error(400, "POST", ONE + "/backups/restore", "backup", newest))
                .isEqualTo("0xa5: no target backup defined");
    }

    private static void backupVanishes(HosterapiClient client) {
        String newest = client.result("GET", ONE + "/backups/list").path(0).asText();
        assertThat(client.submit("POST", ONE + "/backups/restore", "backup", newest)
                        .body())
                .isEqualTo("{\"result\":\"pending\"}");
        assertThat(client.result("GET", ONE + "/backups/list").toString()).doesNotContain(newest);
        client.advance("1m");
        assertThat(state(client)).isEqualTo("running");
        assertThat(client.result("GET", ONE + "/config").path("template").asText())
                .isEqualTo("Ubuntu20.04");
    }

    private static void backupStuck(HosterapiClient client) {
        String two = SERVERS + "/4002";
        client.result("PUT", two + "/backups/create");
        client.advance("1d");
        assertThat(client.result("GET", two + "/backups/status").path("status").asText())
                .isEqualTo("pending");
        assertThat(client.result("GET", two + "/backups/list").toString()).isEqualTo("[]");
        assertThat(client.error(500, "PUT", two + "/stop")).isEqualTo("0xa1: failed to send stop signal to vm");
        client.result("POST", ONE + "/backups/restore", "backup", "1606685300");
        client.advance("1d");
        assertThat(client.result("GET", ONE + "/status").path("state").asText()).isEqualTo("stopped");
    }

    private static void consoleTicketExpires(HosterapiClient client) {
        Response expired = client.open(console(client));
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.asString()).contains("invalid PVEVNC ticket");
        assertThat(client.open(console(client)).statusCode()).isEqualTo(200);
    }

    private static void missingMembers(HosterapiClient client) {
        assertThat(client.result("GET", ONE + "/config").toString())
                .isEqualTo("{\"cpuCores\":2,\"mem\":2048,\"disk\":\"100G\",\"template\":\"Ubuntu20.04\"}");
        JsonNode status = client.result("GET", ONE + "/status");
        assertThat(status.has("uptime")).isFalse();
        assertThat(status.path("state").asText()).isEqualTo("running");
    }

    private static void staleList(HosterapiClient client) {
        assertThat(client.servers()).isEqualTo(BEFORE);
        client.result("GET", ONE + "/status");
        client.result("POST", ONE + "/delete", "force", "1");
        for (int i = 0; i < 2; i++) {
            assertThat(client.servers()).isEqualTo(BEFORE);
            assertThat(client.result("GET", ONE + "/status").path("state").asText())
                    .isEqualTo("running");
        }
        assertThat(client.servers()).isEqualTo("[4002,4003]");
        assertThat(client.error(404, "GET", ONE + "/status")).startsWith("0x01: ");
    }
}
