package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two resellers in one world: neither sees what belongs to the other. */
class AccountsTest {
    private static final String OTHER = "5m1VY0fGvRkW2nQ8sLxJt7bCzUeHdAoP3iKq9wXy";
    private static final String STATE = """
            tokens:
              - { id: 1, secret: %s }
              - { id: 2, secret: %s, account: second }
            limits: { servers: 4 }
            """.formatted(Credentials.HOSTERAPI_SECRET, OTHER);
    private static final String SERVER =
            "{\"template\":\"Debian10.0\",\"cpuCores\":1,\"mem\":512,\"disk\":\"1G\",\"ipCount\":1}";

    @TempDir
    private Path folder = Path.of("");

    private Hostdouble emulator;
    private HosterapiClient api;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), STATE);
        emulator = Hostdouble.start(Settings.forTests().withWorld(folder));
        api = new HosterapiClient(emulator, "default");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private Seen asOther(String method, String path, String json) {
        return api.call(method, path, json, Credentials.bearer(OTHER));
    }

    private String asOther(String path) {
        return asOther("GET", path, "").body();
    }

    @Test
    void a_list_shows_the_servers_of_the_caller() {
        assertThat(asOther("/datacenter/server")).isEqualTo("{\"result\":[]}");
        assertThat(asOther("/datacenter/dedicated")).isEqualTo("{\"result\":[]}");
        assertThat(api.servers()).isEqualTo("[4001,4002,4003]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET server/4001/status",
                "PUT server/4001/stop",
                "POST server/4001/delete",
                "PUT server/4001/change",
                "GET dedicated/1/config",
                "POST dedicated/1/terminate"
            })
    void the_server_of_another_account_does_not_exist(String call) {
        int blank = call.indexOf(' ');
        Seen refused = asOther(call.substring(0, blank), "/datacenter/" + call.substring(blank + 1), "{\"mem\":512}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body()).contains("0x01: no vm with id ");
        assertThat(api.lastCall().getString("evidence")).isEqualTo("assumed");
    }

    @Test
    void a_server_belongs_to_the_account_that_ordered_it() {
        assertThat(asOther("POST", "/datacenter/server", SERVER).status()).isEqualTo(200);
        api.advance("1m");
        assertThat(asOther("/datacenter/server")).isEqualTo("{\"result\":[4004]}");
        assertThat(api.servers()).isEqualTo("[4001,4002,4003]");
        assertThat(api.error(404, "GET", "/datacenter/server/4004/status")).isEqualTo("0x01: no vm with id 4004 found");
        assertThat(asOther("GET", "/datacenter/server/4004/status", "").status())
                .isEqualTo(200);
    }

    @Test
    void a_job_is_shown_to_the_account_that_started_it() {
        String job = "/job/" + api.reinstall();
        assertThat(asOther(job)).isEqualTo("{\"result\":false,\"error\":\"0xc1: job not found\"}");
        assertThat(api.get(job).statusCode()).isEqualTo(200);
    }

    @Test
    void a_dedicated_server_belongs_to_the_account_that_ordered_it() {
        asOther("POST", "/datacenter/dedicated/order", "{\"id\":9,\"template\":\"Debian Buster\"}");
        assertThat(asOther("/datacenter/dedicated")).isEqualTo("{\"result\":[{\"id\":9,\"orderComplete\":false}]}");
        assertThat(api.read("/datacenter/dedicated")).doesNotContain("\"id\":9");
        assertThat(api.error(404, "GET", "/datacenter/dedicated/9/status")).contains("id 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"sid\":4001", "\"sid|ip\":\"127.0.0.1\"", "\"ip\":\"92.246.85.200\""})
    void software_goes_to_the_servers_of_the_caller(String target) {
        String json = "{" + target + ",\"package\":\"ts3\",\"password\":\"x\"}";
        assertThat(asOther("POST", "/software/install", json).status()).isEqualTo(404);
        assertThat(api.call("POST", "/software/install", json).status()).isEqualTo(200);
    }

    @Test
    void the_limit_of_servers_counts_each_account() {
        for (int i = 0; i < 4; i++) {
            asOther("POST", "/datacenter/server", SERVER);
        }
        api.advance("1m");
        assertThat(asOther("/datacenter/server")).isEqualTo("{\"result\":[4004,4005,4006,4007]}");
        api.result("POST", "/datacenter/server", HosterapiClient.smallServer());
        api.result("POST", "/datacenter/server", HosterapiClient.smallServer());
        api.advance("1m");
        assertThat(api.servers()).isEqualTo("[4001,4002,4003,4008]");
    }

    @Test
    void a_rule_can_tell_the_accounts_apart() {
        api.scenario(
                "{scenario: second, rules: [{on: hosterapi/server.list, when: {caller: second}, effect: {gateway: 502}}]}");
        assertThat(asOther("GET", "/datacenter/server", "").status()).isEqualTo(502);
        assertThat(api.servers()).isEqualTo("[4001,4002,4003]");
    }

    @Test
    void any_token_is_that_of_the_first_account() throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "tokens: []");
        Settings settings = Settings.forTests().withWorld(folder).withAnyToken();
        try (Hostdouble open = Hostdouble.start(settings)) {
            assertThat(new HosterapiClient(open, "default").servers()).isEqualTo("[4001,4002,4003]");
        }
        Files.writeString(folder.resolve("hosterapi.yaml"), STATE);
        try (Hostdouble open = Hostdouble.start(settings)) {
            HosterapiClient client = new HosterapiClient(open, "default");
            String servers = "/datacenter/server";
            assertThat(client.call("GET", servers, "", Credentials.bearer("x")).body())
                    .contains("4001");
            assertThat(client.call("GET", servers, "", Credentials.bearer(OTHER))
                            .body())
                    .isEqualTo("{\"result\":[]}");
        }
    }
}
