package dev.hostdouble.scenario;

import static dev.hostdouble.client.HosterapiClient.SERVERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import java.util.Map;

/** What clients of HosterAPI experience with orders, jobs and the market while a scenario is active. */
final class HosterapiOrderStories {
    private static final String DEDICATED = "/datacenter/dedicated";
    private static final String[] BLADE = {"id", "9", "template", "Debian Buster", "ipCount", "2"};
    private static final String BEFORE = "[4001,4002,4003]";

    static final Map<String, Story<HosterapiClient>> ALL = Map.ofEntries(
            Map.entry("hosterapi/limits-exceeded", HosterapiOrderStories::limitsExceeded),
            Map.entry("hosterapi/missing-parameter", HosterapiOrderStories::missingParameter),
            Map.entry("hosterapi/template-withdrawn", HosterapiOrderStories::templateWithdrawn),
            Map.entry("hosterapi/job-not-found", HosterapiOrderStories::jobNotFound),
            Map.entry("hosterapi/job-stuck", HosterapiOrderStories::jobStuck),
            Map.entry("hosterapi/job-regresses", HosterapiOrderStories::jobRegresses),
            Map.entry("hosterapi/job-id-as-text", HosterapiOrderStories::jobIdAsText),
            Map.entry("hosterapi/slow-job", HosterapiOrderStories::slowJob),
            Map.entry("hosterapi/install-fails", HosterapiOrderStories::installFails),
            Map.entry("hosterapi/order-vanishes", HosterapiOrderStories::orderVanishes),
            Map.entry("hosterapi/dedicated-order-fails", HosterapiOrderStories::dedicatedOrderFails),
            Map.entry("hosterapi/out-of-stock", HosterapiOrderStories::outOfStock),
            Map.entry("hosterapi/lost-acknowledgement", HosterapiOrderStories::lostAcknowledgement),
            Map.entry("hosterapi/duplicate-order", HosterapiOrderStories::duplicateOrder),
            Map.entry("hosterapi/fewer-addresses", HosterapiOrderStories::fewerAddresses),
            Map.entry("hosterapi/null-addresses", HosterapiOrderStories::nullAddresses));

    private HosterapiOrderStories() {}

    private static String install(HosterapiClient client) {
        JsonNode ticket = client.result(
                "POST", "/software/install", "sid", "4001", "package", "ts3", "password", "secret", "port", "22");
        return "/job/" + ticket.path("jobId").asText();
    }

    private static void limitsExceeded(HosterapiClient client) {
        String job = client.order();
        client.advance("1m");
        JsonNode end = client.result("GET", job);
        assertThat(end.path("status").asText()).isEqualTo("failed");
        assertThat(end.path("progress").asDouble()).isEqualTo(0.33);
        assertThat(end.path("output").asText()).isEqualTo("0xb0: Requested resources exceed administrative limits");
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void missingParameter(HosterapiClient client) {
        assertThat(client.error(400, "POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo("0xb1: Missing required parameter disk");
        assertThat(client.error(400, "POST", "/software/install", "package", "ts3", "vmid", "4001"))
                .isEqualTo("0xb1: Missing required parameter package");
    }

    private static void templateWithdrawn(HosterapiClient client) {
        assertThat(client.result("GET", "/datacenter/templates").toString()).isEqualTo("[\"Debian10.0\"]");
        assertThat(client.error(400, "POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo("0xb1: Missing required parameter template");
        assertThat(client.result("GET", "/datacenter/templates").toString()).isEqualTo("[]");
    }

    private static void jobNotFound(HosterapiClient client) {
        String job = client.order();
        client.result("GET", job);
        client.result("GET", job);
        assertThat(client.error(404, "GET", job)).isEqualTo("0xc1: job not found");
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void jobStuck(HosterapiClient client) {
        String job = client.order();
        client.advance("30d");
        JsonNode stuck = client.result("GET", job);
        assertThat(stuck.path("status").asText()).isEqualTo("executing");
        assertThat(stuck.path("progress").asDouble()).isEqualTo(0.33);
        assertThat(client.servers()).isEqualTo(BEFORE);
    }

    private static void jobRegresses(HosterapiClient client) {
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

    private static void jobIdAsText(HosterapiClient client) {
        Seen ticket = client.submit("POST", SERVERS, HosterapiClient.smallServer());
        assertThat(ticket.body()).contains("\"jobId\":\"15\",\"progress\":0");
        client.advance("1s");
        assertThat(client.submit("GET", "/job/15").body()).contains("\"progress\":\"0.33\"");
    }

    private static void slowJob(HosterapiClient client) {
        String job = client.order();
        client.advance("59s");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("executing");
        client.advance("1s");
        assertThat(client.result("GET", job).path("status").asText()).isEqualTo("finished");
    }

    private static void installFails(HosterapiClient client) {
        String job = install(client);
        client.advance("1m");
        JsonNode end = client.result("GET", job);
        assertThat(end.path("status").asText()).isEqualTo("failed");
        assertThat(end.path("progress").asDouble()).isEqualTo(0.66);
        assertThat(end.path("output").asText()).isEqualTo("the package could not be installed");
        String second = install(client);
        client.advance("1m");
        assertThat(client.result("GET", second).path("status").asText()).isEqualTo("finished");
    }

    private static void orderVanishes(HosterapiClient client) {
        String job = client.order();
        client.advance("1m");
        assertThat(client.error(404, "GET", job)).isEqualTo("0xc1: job not found");
        assertThat(client.servers()).isEqualTo(BEFORE);
        client.order();
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void dedicatedOrderFails(HosterapiClient client) {
        client.result("POST", DEDICATED + "/order", BLADE);
        assertThat(client.result("GET", DEDICATED).toString()).contains("{\"id\":9,\"orderComplete\":false}");
        client.advance("1m");
        assertThat(client.result("GET", DEDICATED).findValuesAsText("id")).containsExactly("1");
        assertThat(client.result("GET", DEDICATED + "/market").get(0).path("id").asInt())
                .isEqualTo(9);
    }

    private static void outOfStock(HosterapiClient client) {
        assertThat(client.result("GET", DEDICATED + "/market").findValuesAsText("id"))
                .contains("9");
        assertThat(client.error(404, "POST", DEDICATED + "/order", BLADE)).startsWith("0x01: ");
        assertThat(client.result("GET", DEDICATED)).hasSize(1);
        assertThat(client.result("GET", DEDICATED + "/market").get(0).path("id").asInt())
                .isEqualTo(84);
    }

    private static void lostAcknowledgement(HosterapiClient client) {
        assertThat(client.submit("POST", SERVERS, HosterapiClient.smallServer()))
                .isEqualTo(new Seen("", End.CLOSED));
        client.advance("1m");
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004]");
    }

    private static void duplicateOrder(HosterapiClient client) {
        String job = client.order();
        client.advance("1m");
        assertThat(client.result("GET", job).path("output").path("vmid").asInt())
                .isEqualTo(4004);
        assertThat(client.servers()).isEqualTo("[4001,4002,4003,4004,4005]");
    }

    private static void fewerAddresses(HosterapiClient client) {
        String job = client.order();
        client.advance("1m");
        assertThat(client.result("GET", job).path("output").path("ips")).hasSize(1);
    }

    private static void nullAddresses(HosterapiClient client) {
        String job = client.order();
        client.advance("1m");
        JsonNode output = client.result("GET", job).path("output");
        assertThat(output.toString()).isEqualTo("{\"vmid\":4004,\"ips\":null,\"user\":\"root\",\"password\":null}");
        assertThat(client.result("GET", SERVERS + "/4004/config").path("ips")).hasSize(2);
    }
}
