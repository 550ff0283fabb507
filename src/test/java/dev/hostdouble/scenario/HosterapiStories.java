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

/** What clients of HosterAPI go through. */
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

    private static void noSuchVm(HosterapiClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        assertThat(caller.error(404, "GET", ONE + "/status")).isEqualTo("0x01: no vm with id 4001 found");
        assertThat(caller.error(404, "PUT", ONE + "/start")).isEqualTo("0x01: no vm with id 4001 found");
        caller.result("GET", SERVERS + "/4002/status");
    }

    private static void unauthorized(HosterapiClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        assertThat(caller.error(401, "GET", SERVERS)).isEqualTo("0x03: unauthorized");
        assertThat(caller.error(401, "GET", DEDICATED)).isEqualTo("0x03: unauthorized");
    }

    private static void signalFails(HosterapiClient caller) throws IOException {
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
            assertThat(caller.error(500, "PUT", ONE + "/" + signal.getKey()))
                    .isEqualTo("0xa1: failed to send " + signal.getValue() + " signal to vm");
        }
        caller.advance("1m");
        assertThat(caller.result("GET", ONE + "/status").path("state").asText()).isEqualTo("running");
    }

    private static void configFails(HosterapiClient caller) throws IOException {
        assertThat(caller.error(500, "PUT", ONE + "/password/reset")).isEqualTo("0xa1: failed to set config on vm");
        caller.result("PUT", ONE + "/password/reset");
    }

    private static void timeout(HosterapiClient caller) throws IOException {
        assertThat(caller.error(500, "POST", ONE + "/delete")).isEqualTo("0xa3: timeout");
        assertThat(caller.servers()).isEqualTo(BEFORE);
        caller.result("POST", ONE + "/delete");
        assertThat(caller.error(500, "PUT", SERVERS + "/4002/reinstall", "template", "Debian10.0"))
                .isEqualTo("0xa3: timeout");
    }

    private static void noTargetBackup(HosterapiClient caller) throws IOException {
        String newest = caller.result("GET", ONE + "/backups/list").path(0).asText();
        assertThat(caller.error(400, "POST", ONE + "/backups/restore", "backup", newest))
                .isEqualTo("0xa5: no target backup defined");
    }

    private static void limitsExceeded(HosterapiClient caller) throws IOException {
        String job = caller.order();
        caller.advance("1m");
        JsonNode end = caller.result("GET", job);
        assertThat(end.path("status").asText()).isEqualTo("failed");
        assertThat(end.path("progress").asDouble()).isEqualTo(0.33);
        assertThat(end.path("output").asText()).isEqualTo("0xb0: Requested resources exceed administrative limits");
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void missingParameter(HosterapiClient caller) throws IOException {
        assertThat(caller.error(400, "POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo("0xb1: Missing required parameter disk");
        assertThat(caller.error(400, "POST", "/software/install", "package", "ts3", "vmid", "4001"))
                .isEqualTo("0xb1: Missing required parameter package");
    }

    private static void jobNotFound(HosterapiClient caller) throws IOException {
        String job = caller.order();
        caller.result("GET", job);
        caller.result("GET", job);
        assertThat(caller.error(404, "GET", job)).isEqualTo("0xc1: job not found");
        caller.advance("1m");
        assertThat(caller.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void jobStuck(HosterapiClient caller) throws IOException {
        String job = caller.order();
        caller.advance("30d");
        JsonNode stuck = caller.result("GET", job);
        assertThat(stuck.path("status").asText()).isEqualTo("executing");
        assertThat(stuck.path("progress").asDouble()).isEqualTo(0.33);
        assertThat(caller.servers()).isEqualTo(BEFORE);
    }

    private static void jobRegresses(HosterapiClient caller) throws IOException {
        String job = caller.order();
        StringBuilder seen = new StringBuilder();
        for (int half = 0; half < 14; half++) {
            String progress = caller.result("GET", job).path("progress").asText();
            if (!seen.toString().endsWith(progress + " ")) {
                seen.append(progress).append(' ');
            }
            caller.advance("500ms");
        }
        assertThat(seen.toString().strip()).isEqualTo("0 0.33 0.66 0.33 1");
        assertThat(caller.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void orderVanishes(HosterapiClient caller) throws IOException {
        String job = caller.order();
        caller.advance("1m");
        assertThat(caller.error(404, "GET", job)).isEqualTo("0xc1: job not found");
        assertThat(caller.servers()).isEqualTo(BEFORE);
        caller.order();
        caller.advance("1m");
        assertThat(caller.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void dedicatedOrderFails(HosterapiClient caller) throws IOException {
        caller.result("POST", DEDICATED + "/order", BLADE);
        assertThat(caller.result("GET", DEDICATED).toString()).contains("{\"id\":9,\"orderComplete\":false}");
        caller.advance("1m");
        assertThat(caller.result("GET", DEDICATED).findValuesAsText("id")).containsExactly("1");
        assertThat(caller.result("GET", DEDICATED + "/market").get(0).path("id").asInt())
                .isEqualTo(9);
    }

    private static void lostAcknowledgement(HosterapiClient caller) throws IOException {
        assertThat(caller.submit("POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo(new Seen("", End.CLOSED));
        caller.advance("1m");
        assertThat(caller.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void duplicateOrder(HosterapiClient caller) throws IOException {
        String job = caller.order();
        caller.advance("1m");
        assertThat(caller.result("GET", job).path("output").path("vmid").asInt())
                .isEqualTo(4004);
        assertThat(caller.servers()).isEqualTo("[4001,4002,4003,4004,4005]");
    }

    private static void fewerAddresses(HosterapiClient caller) throws IOException {
        String job = caller.order();
        caller.advance("1m");
        assertThat(caller.result("GET", job).path("output").path("ips")).hasSize(1);
    }

    private static void outOfStock(HosterapiClient caller) throws IOException {
        assertThat(caller.result("GET", DEDICATED + "/market").get(0).path("id").asInt())
                .isEqualTo(9);
        assertThat(caller.error(404, "POST", DEDICATED + "/order", BLADE)).startsWith("0x01: ");
        assertThat(caller.result("GET", DEDICATED)).hasSize(1);
    }

    private static void flakyStart(HosterapiClient caller) throws IOException {
        caller.result("PUT", ONE + "/stop");
        caller.advance("1m");
        for (int i = 0; i < 2; i++) {
            assertThat(caller.error(500, "PUT", ONE + "/start")).startsWith("0xa1: failed to send start");
            assertThat(caller.result("GET", ONE + "/status").path("state").asText())
                    .isEqualTo("stopped");
        }
        caller.result("PUT", ONE + "/start");
        caller.advance("1m");
        assertThat(caller.result("GET", ONE + "/status").path("state").asText()).isEqualTo("running");
    }

    private static void consoleTicketExpires(HosterapiClient caller) throws IOException {
        Response expired = caller.open(console(caller));
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.asString()).contains("invalid PVEVNC ticket");
        assertThat(caller.open(console(caller)).statusCode()).isEqualTo(200);
    }

    private static String console(HosterapiClient caller) throws IOException {
        String url = caller.result("GET", ONE + "/console").asText();
        return url.substring(url.indexOf("/novnc/"));
    }

    private static void backupStuck(HosterapiClient caller) throws IOException {
        String before = caller.result("GET", ONE + "/backups/list").toString();
        caller.result("PUT", ONE + "/backups/create");
        caller.advance("1d");
        assertThat(caller.result("GET", ONE + "/backups/status").path("status").asText())
                .isEqualTo("pending");
        assertThat(caller.result("GET", ONE + "/backups/list").toString()).isEqualTo(before);
        caller.result("POST", ONE + "/backups/restore", "backup", "1606685300");
        caller.advance("1d");
        assertThat(caller.result("GET", ONE + "/status").path("state").asText()).isEqualTo("stopped");
    }

    private static void slowJob(HosterapiClient caller) throws IOException {
        String job = caller.order();
        caller.advance("59s");
        assertThat(caller.result("GET", job).path("status").asText()).isEqualTo("executing");
        caller.advance("1s");
        assertThat(caller.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void staleList(HosterapiClient caller) throws IOException {
        assertThat(caller.servers()).isEqualTo(BEFORE);
        caller.result("GET", ONE + "/status");
        caller.result("POST", ONE + "/delete");
        for (int i = 0; i < 2; i++) {
            assertThat(caller.servers()).isEqualTo(BEFORE);
            assertThat(caller.result("GET", ONE + "/status").path("state").asText())
                    .isEqualTo("running");
        }
        assertThat(caller.servers()).isEqualTo("[4002,4003]");
        assertThat(caller.error(404, "GET", ONE + "/status")).startsWith("0x01: ");
    }
}
