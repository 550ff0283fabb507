package dev.hostdouble.scenario;

import static dev.hostdouble.client.HosterapiClient.SERVERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Map.Entry;

/** What clients of HosterAPI experience while a scenario is active. */
final class HosterapiStories {
    private static final String DEDICATED = "/datacenter/dedicated";
    private static final String ONE = SERVERS + "/4001";
    private static final String[] BLADE = {"id", "9", "template", "Debian Buster", "ipCount", "2"};
    private static final String BEFORE = "[4001,4002,4003]";

    static final Map<String, Story<HosterapiClient>> ALL = Map.ofEntries(
            Map.entry("hosterapi-no-such-vm", HosterapiStories::noSuchVm),
            Map.entry("hosterapi-unauthorized", HosterapiStories::unauthorized),
            Map.entry("hosterapi-signal-fails", HosterapiStories::signalFails),
            Map.entry("hosterapi-config-fails", HosterapiStories::configFails),
            Map.entry("hosterapi-timeout", HosterapiStories::timeout),
            Map.entry("hosterapi-no-target-backup", HosterapiStories::noTargetBackup),
            Map.entry("hosterapi-limits-exceeded", HosterapiStories::limitsExceeded),
            Map.entry("hosterapi-missing-parameter", HosterapiStories::missingParameter),
            Map.entry("hosterapi-job-not-found", HosterapiStories::jobNotFound),
            Map.entry("hosterapi-job-stuck", HosterapiStories::jobStuck),
            Map.entry("hosterapi-job-regresses", HosterapiStories::jobRegresses),
            Map.entry("hosterapi-order-vanishes", HosterapiStories::orderVanishes),
            Map.entry("hosterapi-dedicated-order-fails", HosterapiStories::dedicatedOrderFails),
            Map.entry("hosterapi-lost-acknowledgement", HosterapiStories::lostAcknowledgement),
            Map.entry("hosterapi-duplicate-order", HosterapiStories::duplicateOrder),
            Map.entry("hosterapi-fewer-addresses", HosterapiStories::fewerAddresses),
            Map.entry("hosterapi-out-of-stock", HosterapiStories::outOfStock),
            Map.entry("hosterapi-flaky-start", HosterapiStories::flakyStart),
            Map.entry("hosterapi-console-ticket-expires", HosterapiStories::consoleTicketExpires),
            Map.entry("hosterapi-backup-stuck", HosterapiStories::backupStuck),
            Map.entry("hosterapi-slow-job", HosterapiStories::slowJob),
            Map.entry("hosterapi-stale-list", HosterapiStories::staleList));

    private HosterapiStories() {}

    private static void noSuchVm(HosterapiClient client) throws IOException {
        assertThat(client.servers()).isEqualTo(BEFORE);
        assertThat(client.error(404, "GET", ONE + "/status")).isEqualTo("0x01: no vm with id 4001 found");
        assertThat(client.error(404, "PUT", ONE + "/start")).isEqualTo("0x01: no vm with id 4001 found");
        client.result("GET", SERVERS + "/4002/status");
    }

    private static void unauthorized(HosterapiClient client) throws IOException {
        assertThat(client.servers()).isEqualTo(BEFORE);
        assertThat(client.error(401, "GET", SERVERS)).isEqualTo("0x03: unauthorized");
        assertThat(client.error(401, "GET", DEDICATED)).isEqualTo("0x03: unauthorized");
    }

    private static void signalFails(HosterapiClient client) throws IOException {
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

    private static void configFails(HosterapiClient client) throws IOException {
        assertThat(client.error(500, "PUT", ONE + "/password/reset")).isEqualTo("0xa1: failed to set config on vm");
        client.result("PUT", ONE + "/password/reset");
    }

    private static void timeout(HosterapiClient client) throws IOException {
        assertThat(client.error(500, "POST", ONE + "/delete")).isEqualTo("0xa3: timeout");
        assertThat(client.servers()).isEqualTo(BEFORE);
        client.result("POST", ONE + "/delete");
        assertThat(client.error(500, "PUT", SERVERS + "/4002/reinstall", "template", "Debian10.0"))
                .isEqualTo("0xa3: timeout");
    }

    private static void noTargetBackup(HosterapiClient client) throws IOException {
        String newest = client.result("GET", ONE + "/backups/list").path(0).asText();
        assertThat(client.error(400, "POST", ONE + "/backups/restore", "backup", newest))
                .isEqualTo("0xa5: no target backup defined");
    }

    private static void limitsExceeded(HosterapiClient client) throws IOException {
        String job = client.order();
        client.advance("1m");
        JsonNode end = client.result("GET", job);
        assertThat(end.path("status").asText()).isEqualTo("failed");
        assertThat(end.path("progress").asDouble()).isEqualTo(0.33);
        assertThat(end.path("output").asText()).isEqualTo("0xb0: Requested resources exceed administrative limits");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void missingParameter(HosterapiClient client) throws IOException {
        assertThat(client.error(400, "POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo("0xb1: Missing required parameter disk");
        assertThat(client.error(400, "POST", "/software/install", "package", "ts3", "vmid", "4001"))
                .isEqualTo("0xb1: Missing required parameter package");
    }

    private static void jobNotFound(HosterapiClient client) throws IOException {
        String job = client.order();
        client.result("GET", job);
        client.result("GET", job);
        assertThat(client.error(404, "GET", job)).isEqualTo("0xc1: job not found");
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void jobStuck(HosterapiClient client) throws IOException {
        String job = client.order();
        client.advance("30d");
        JsonNode stuck = client.result("GET", job);
        assertThat(stuck.path("status").asText()).isEqualTo("executing");
        assertThat(stuck.path("progress").asDouble()).isEqualTo(0.33);
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void jobRegresses(HosterapiClient client) throws IOException {
        String job = client.order();
        StringBuilder seen = new StringBuilder();
        for (int half = 0; half < 14; half++) {
            String progress = client.result("GET", job).path("progress").asText();
            if (!seen.toString().endsWith(progress + " ")) {
                seen.append(progress).append(' ');
            }
            client.advance("500ms");
        }
        assertThat(seen.toString().strip()).isEqualTo("0 0.33 0.66 0.33 1");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void orderVanishes(HosterapiClient client) throws IOException {
        String job = client.order();
        client.advance("1m");
        assertThat(client.error(404, "GET", job)).isEqualTo("0xc1: job not found");
        assertThat(client.servers()).isEqualTo(BEFORE);
        client.order();
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void dedicatedOrderFails(HosterapiClient client) throws IOException {
        client.result("POST", DEDICATED + "/order", BLADE);
        assertThat(client.result("GET", DEDICATED).toString()).contains("{\"id\":9,\"orderComplete\":false}");
        client.advance("1m");
        assertThat(client.result("GET", DEDICATED).findValuesAsText("id")).containsExactly("1");
        assertThat(client.result("GET", DEDICATED + "/market").get(0).path("id").asInt())
                .isEqualTo(9);
    }

    private static void lostAcknowledgement(HosterapiClient client) throws IOException {
        assertThat(client.submit("POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo(new Seen("", End.CLOSED));
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void duplicateOrder(HosterapiClient client) throws IOException {
        String job = client.order();
        client.advance("1m");
        assertThat(client.result("GET", job).path("output").path("vmid").asInt())
                .isEqualTo(4004);
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004,4005]");
    }

    private static void fewerAddresses(HosterapiClient client) throws IOException {
        String job = client.order();
        client.advance("1m");
        assertThat(client.result("GET", job).path("output").path("ips")).hasSize(1);
    }

    private static void outOfStock(HosterapiClient client) throws IOException {
        assertThat(client.result("GET", DEDICATED + "/market").get(0).path("id").asInt())
                .isEqualTo(9);
        assertThat(client.error(404, "POST", DEDICATED + "/order", BLADE)).startsWith("0x01: ");
        assertThat(client.result("GET", DEDICATED)).hasSize(1);
    }

    private static void flakyStart(HosterapiClient client) throws IOException {
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

    private static void consoleTicketExpires(HosterapiClient client) throws IOException {
        Response expired = client.open(console(client));
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.asString()).contains("invalid PVEVNC ticket");
        assertThat(client.open(console(client)).statusCode()).isEqualTo(200);
    }

    private static String console(HosterapiClient client) throws IOException {
        String url = client.result("GET", ONE + "/console").asText();
        return url.substring(url.indexOf("/novnc/"));
    }

    private static void backupStuck(HosterapiClient client) throws IOException {
        String before = client.result("GET", ONE + "/backups/list").toString();
        client.result("PUT", ONE + "/backups/create");
        client.advance("1d");
        assertThat(client.result("GET", ONE + "/backups/status").path("status").asText())
                .isEqualTo("pending");
        assertThat(client.result("GET", ONE + "/backups/list").toString()).isEqualTo(before);
        client.result("POST", ONE + "/backups/restore", "backup", "1606685300");
        client.advance("1d");
        assertThat(client.result("GET", ONE + "/status").path("state").asText()).isEqualTo("stopped");
    }

    private static void slowJob(HosterapiClient client) throws IOException {
        String job = client.order();
        client.advance("59s");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("executing");
        client.advance("1s");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void staleList(HosterapiClient client) throws IOException {
        assertThat(client.servers()).isEqualTo(BEFORE);
        client.result("GET", ONE + "/status");
        client.result("POST", ONE + "/delete");
        for (int i = 0; i < 2; i++) {
            assertThat(client.servers()).isEqualTo(BEFORE);
            assertThat(client.result("GET", ONE + "/status").path("state").asText())
                    .isEqualTo("running");
        }
        assertThat(client.servers()).isEqualTo("[4002,4003]");
        assertThat(client.error(404, "GET", ONE + "/status")).startsWith("0x01: ");
    }
}
