package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.VssClient;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the world {@code rich} has beyond the world {@code default}. */
class RichWorldTest {
    private static final String SERVER = "/datacenter/server/";
    private static final String SECOND = Credentials.bearer(Credentials.HOSTERAPI_SECOND_TOKEN);

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld("rich"));

    private final HosterapiClient api = new HosterapiClient(emulator, "w");
    private final HostkeyClient hostkey = new HostkeyClient(emulator, "w");
    private final VssClient vss = new VssClient(emulator, "w");

    RichWorldTest() throws Exception {}

    private JsonNode second(String method, String path, String json) {
        return api.call(method, path, json, SECOND).json();
    }

    @Test
    void two_resellers_have_servers_of_their_own() {
        assertThat(api.servers()).isEqualTo("[4001,4002,4003]");
        assertThat(second("GET", "/datacenter/server", "").toString()).isEqualTo("{\"result\":[5001,5002,5003]}");
        assertThat(second("GET", SERVER + "4001/status", "").path("error").asText())
                .contains("no vm with id 4001");
    }

    @Test
    void servers_are_running_stopped_and_suspended() {
        assertThat(api.read(SERVER + "4001/status")).contains("running");
        assertThat(api.read(SERVER + "4002/status")).contains("stopped");
        assertThat(api.put(SERVER + "4002/start").statusCode()).isEqualTo(200);
        assertThat(api.read(SERVER + "4003/status")).contains("stopped");
        assertThat(api.put(SERVER + "4003/start").statusCode()).isEqualTo(500);
        assertThat(api.read(SERVER + "4003/incidents")).contains("\"ongoing\":1");
    }

    @Test
    void a_backup_restores_what_the_server_was() {
        api.post(SERVER + "4002/backups/restore", Map.of("backup", 1704931200));
        api.advance("6s");
        assertThat(api.read(SERVER + "4002/config"))
                .isEqualTo("{\"result\":{\"cpuCores\":1,\"mem\":1024,\"disk\":\"40G\","
                        + "\"ips\":[\"37.114.34.2\"],\"template\":\"Debian9.4\"}}");
    }

    @Test
    void jobs_run_and_have_ended() {
        assertThat(api.read("/job/23")).contains("\"status\":\"finished\"", "\"vmid\":4001");
        assertThat(api.get("/job/24").statusCode()).isEqualTo(404);
        assertThat(second("GET", "/job/24", "").at("/result/status").asText()).isEqualTo("failed");
        assertThat(second("GET", "/job/25", "").at("/result/progress").asDouble())
                .isEqualTo(0.33);
        assertThat(second("GET", SERVER + "5001/backups/status", "").toString()).contains("executing");
        assertThat(second("GET", SERVER + "5003/backups/status", "").toString()).contains("failed");
        api.advance("4s");
        assertThat(second("GET", "/job/25", "").at("/result/output/vmid").asInt())
                .isEqualTo(5002);
        assertThat(second("GET", SERVER + "5001/backups/list", "").path("result"))
                .hasSize(2);
    }

    @Test
    void an_order_is_under_way_and_the_addresses_are_nearly_used_up() {
        assertThat(second("GET", "/datacenter/dedicated", "").toString())
                .isEqualTo("{\"result\":[{\"id\":10,\"orderComplete\":false}]}");
        api.advance("20s");
        assertThat(second("GET", "/datacenter/dedicated/10/config", "").toString())
                .contains("37.114.34.10");
        String first = api.order();
        api.advance("1m");
        assertThat(api.read(first)).contains("37.114.34.11", "37.114.34.12");
        String next = api.order();
        api.advance("1m");
        assertThat(api.read(next)).contains("failed", "0xb0");
    }

    @Test
    void clients_of_hostkey_have_servers_snapshots_and_images_of_their_own() {
        assertThat(servers(Credentials.HOSTKEY_CLIENT)).isEqualTo("[456,458]");
        assertThat(servers("HOSTKEY_RESELLER_TOKEN")).isEqualTo("[459,460,461,462]");
        assertThat(hostkey.readAs("HOSTKEY_RESELLER_TOKEN", "eq", "on", "id", "460")
                        .path("message")
                        .asText())
                .isEqualTo("Server is suspended");
        assertThat(hostkey.readAs("HOSTKEY_RESELLER_TOKEN", "vm", "create_snapshot", "id", "459", "name", "week-5")
                        .path("message")
                        .asText())
                .contains("snapshots limit reached (4)");
        assertThat(images(Credentials.HOSTKEY_CLIENT, "456")).isEqualTo("123 124 ");
        assertThat(images("HOSTKEY_RESELLER_TOKEN", "459")).isEqualTo("105 124 ");
        assertThat(images(Credentials.HOSTKEY_ADMIN, "456")).isEqualTo("103 123 124 ");
        JsonNode uploaded =
                hostkey.readAs("HOSTKEY_RESELLER_TOKEN", "iso", "uploaded").path("data");
        assertThat(uploaded.findValuesAsText("status")).containsExactly("Pending", "Error", "active");
    }

    private String servers(String token) {
        return hostkey.readAs(token, "eq", "list").path("servers").toString();
    }

    private String images(String token, String server) {
        StringBuilder ids = new StringBuilder();
        hostkey.readAs(token, "iso", "list_iso", "id", server)
                .path("iso_images")
                .forEach(image -> ids.append(image.path("id").asText()).append(' '));
        return ids.toString();
    }

    @Test
    void tasks_of_hostkey_run_and_have_ended() {
        assertThat(hostkey.check("0a459c00000000000000000000000459")
                        .path("scope")
                        .asText())
                .isEqualTo("snapshot created");
        assertThat(hostkey.check("0a458c00000000000000000000000458")
                        .path("result")
                        .asText())
                .isEqualTo("Error");
        assertThat(hostkey.check("0a461c00000000000000000000000461")
                        .path("result")
                        .asText())
                .isEqualTo("Not ready");
        hostkey.advance("4s");
        assertThat(hostkey.check("0a461c00000000000000000000000461")
                        .path("scope")
                        .asText())
                .isEqualTo("Post is on");
        assertThat(hostkey.check("0a101c00000000000000000000000101")
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    @Test
    void users_of_vss_have_images_stores_and_requests_of_their_own() {
        assertThat(vss.requestToken("", Credentials.basic("guest", "guest")).status())
                .isEqualTo(401);
        assertThat(VssClient.ids(VssClient.read(200, vss.callAs("jm", "GET", VssClient.PERSONAL))))
                .containsExactly(227, 228);
        JsonNode requests = VssClient.read(200, vss.callAs("jm", "GET", VssClient.SYNCS + "?expand=1"));
        assertThat(requests.path("data").findValuesAsText("status")).containsExactly("PROCESSED", "IN_PROGRESS");
        vss.advance("5s");
        JsonNode synced = VssClient.read(200, vss.callAs("jm", "GET", VssClient.SYNCS + "/41"))
                .path("data");
        assertThat(synced.path("added").toString()).isEqualTo("[\"[vssUser-xfers] jm/isos/alma.iso\"]");
        assertThat(synced.path("deleted").toString()).isEqualTo("[\"[vssUser-xfers] jm/isos/old.iso\"]");
        vss.callAs("kim", "PATCH", VssClient.PERSONAL);
        vss.advance("5s");
        JsonNode failed = VssClient.read(200, vss.callAs("kim", "GET", VssClient.SYNCS + "/42"));
        assertThat(failed.at("/data/status").asText()).isEqualTo("ERROR");
    }
}
