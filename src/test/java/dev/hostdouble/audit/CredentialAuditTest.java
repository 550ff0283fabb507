package dev.hostdouble.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.VssClient;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code refused-credential-kept}, {@code secret-in-url} and {@code credential-over-http}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialAuditTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    CredentialAuditTest() throws Exception {}

    private HosterapiClient hosterapi(String world) {
        return new HosterapiClient(emulator, "audit-credential-" + world);
    }

    private HostkeyClient hostkey(String world) {
        return new HostkeyClient(emulator, "audit-credential-" + world);
    }

    private VssClient vss(String world) {
        return new VssClient(emulator, "audit-credential-" + world);
    }

    /** A session that has ended, and three calls with it. */
    private HostkeyClient ended(String world, int calls) {
        HostkeyClient client = hostkey(world);
        String token = client.login();
        client.readAs(token, "eq", "list");
        client.readAs(token, "auth", "logout");
        for (int i = 0; i < calls; i++) {
            client.readAs(token, "eq", "list");
        }
        return client;
    }

    @Test
    void a_client_of_hostkey_goes_on_with_a_session_that_has_ended() {
        HostkeyClient client = ended("hostkey", 3);
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning refused-credential-kept [4, 5, 6]");
    }

    @Test
    void a_careful_client_of_hostkey_logs_in_again() {
        HostkeyClient client = ended("hostkey-careful", 3);
        client.readAs(client.login(), "eq", "list");
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }

    @Test
    void a_client_logs_in_again_but_keeps_the_old_session() {
        HostkeyClient client = hostkey("old-session");
        String token = client.login();
        client.readAs(token, "auth", "logout");
        client.readAs(token, "eq", "list");
        client.login();
        client.readAs(token, "eq", "list"); // may have been under way
        assertThat(AuditedWorld.wrong(client)).isEmpty();
        client.login();
        client.readAs(token, "eq", "list");
        JsonNode finding = AuditedWorld.only(client, "refused-credential-kept");
        assertThat(finding.path("severity").asText()).isEqualTo("warning");
        assertThat(finding.path("calls").toString()).isEqualTo("[5,7]");
        assertThat(finding.path("evidence").toString())
                .isEqualTo("[\"reply of call 3: INVALID_TOKEN\",\"login: call 6\",\"refused after a login: 2 calls\"]");
    }

    @Test
    void a_login_that_fails_is_none() {
        HostkeyClient client = ended("failed-login", 1);
        client.readAs("", "auth", "login", "key", "wrong");
        assertThat(AuditedWorld.findings(client, "info")).isEmpty(); // it tried
        client.readAs("ended", "eq", "list");
        client.readAs("ended", "eq", "list");
        client.readAs("", "auth", "login", "key", "wrong");
        client.readAs("ended", "eq", "list");
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning refused-credential-kept [6, 7, 9]");
    }

    @Test
    void a_header_that_is_sent_as_a_parameter_is_a_credential_too() {
        HosterapiClient client = hosterapi("header-in-query");
        client.send("GET", "/api/v1/datacenter/server?Authorization=Bearer+Vq3xW8nYt0Lk", "");
        JsonNode finding = AuditedWorld.only(client, "secret-in-url");
        assertThat(finding.path("what").asText())
                .isEqualTo("the client sent the credential Authorization in the query of the URL");
        assertThat(client.controlled("GET", "requests", "").toString()).doesNotContain("Vq3xW8nYt0Lk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1|qpVodrZ3edt0DV4Q81dxQekT", "Vq3xW8nYt0Lk", "Vq3xW8nYt0Lk==", "Bearer+Vq3xW8nYt0Lk=x"})
    void a_credential_without_a_name_is_not_shown_as_one(String sent) {
        HosterapiClient client = hosterapi("bare-" + Integer.toHexString(sent.hashCode()));
        client.send("GET", "/api/v1/datacenter/server?" + sent, "");
        client.send("POST", "/api/v1/datacenter/server", sent);
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }

    @Test
    void a_client_that_gives_up_is_worth_a_look() {
        HostkeyClient client = ended("hostkey-gives-up", 1);
        assertThat(AuditedWorld.findings(client, "info")).containsExactly("info refused-credential-kept [4]");
    }

    @Test
    void a_client_of_vss_goes_on_with_a_token_that_was_revoked() {
        VssClient client = vss("vss");
        String token = client.login(VssClient.USER);
        client.rules("- { on: vss/iso.list, calls: first, effect: { expire_token: true } }");
        for (int i = 0; i < 4; i++) {
            client.callWith(token, "GET", "/v2/iso");
        }
        assertThat(AuditedWorld.wrong(client)).hasSize(1).first().asString().startsWith("warning refused-credential");
        client.callWith(client.login(VssClient.USER), "GET", "/v2/iso");
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void a_client_of_hosterapi_repeats_a_refused_call_although_there_is_no_login() {
        HosterapiClient client = hosterapi("hosterapi");
        client.rules("- { on: hosterapi/server.list, effect: { error: UNAUTHORIZED } }");
        client.submit("GET", HosterapiClient.SERVERS);
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
        client.submit("GET", HosterapiClient.SERVERS);
        client.submit("GET", HosterapiClient.SERVERS);
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning refused-credential-kept [1, 2, 3]");
        client.clearScenarios();
        client.servers();
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void a_client_without_a_login_may_try_to_clean_up() {
        HostkeyClient client = hostkey("given-a-token");
        client.readAs("ended", "vm", "create_snapshot", "id", "456", "name", "first");
        client.readAs("ended", "vm", "remove_snapshot", "id", "456", "name", "first");
        client.readAs("ended", "vm", "get_snapshot", "id", "456");
        client.readAs("ended", "vm", "get_snapshot", "id", "456");
        assertThat(AuditedWorld.findings(client, "info")).containsExactly("info refused-credential-kept [1, 2, 3, 4]");
        client.readAs("ended", "vm", "get_snapshot", "id", "456");
        assertThat(AuditedWorld.wrong(client)).hasSize(1);
    }

    @Test
    void a_call_without_a_credential_is_not_refused_because_of_one() {
        HosterapiClient client = hosterapi("anonymous");
        for (int i = 0; i < 5; i++) {
            client.anonymous().get(HosterapiClient.SERVERS);
        }
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }

    @Test
    void a_token_in_the_query_is_in_the_logs_too() {
        HostkeyClient client = hostkey("query");
        client.send("GET", "/eq.php?action=list&token=" + Credentials.HOSTKEY_CLIENT, "");
        client.send("GET", "/eq.php?action=list&token=" + Credentials.HOSTKEY_CLIENT, "");
        JsonNode finding = AuditedWorld.only(client, "secret-in-url");
        assertThat(finding.path("what").asText())
                .isEqualTo("the client sent the credential token in the query of the URL");
        assertThat(finding.path("calls").toString()).isEqualTo("[1,2]");
        assertThat(finding.toString()).doesNotContain(Credentials.HOSTKEY_CLIENT);
    }

    @Test
    void a_token_in_the_body_or_in_a_header_is_not() {
        HostkeyClient client = hostkey("body");
        client.read("eq", "list");
        client.send("GET", "/presets.php?action=list&location=NL", "");
        hosterapi("body").servers();
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }

    @Test
    void a_password_that_the_provider_itself_wants_in_the_query_belongs_there() {
        HosterapiClient client = hosterapi("novnc");
        client.open("/novnc/vnc.html?path=x&password=Vq3xW8nYt0Lk");
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com,true",
        "api.example.com:8080,true",
        "127.0.0.1:8080,false",
        "192.168.1.7,false",
        "[::1]:8080,false",
        "hostdouble:8080,false",
        "localhost:8080,false",
        "host.docker.internal,false"
    })
    void plain_http_matters_for_hosts_that_are_not_local(String host, boolean matters) {
        HosterapiClient client = hosterapi("host-" + Integer.toHexString(host.hashCode()));
        client.send(
                "GET",
                "/api/v1/datacenter/server",
                "",
                "Host: " + host,
                Credentials.bearer(Credentials.HOSTERAPI_TOKEN));
        assertThat(AuditedWorld.findings(client, "info"))
                .isEqualTo(matters ? List.of("info credential-over-http [1]") : List.of());
    }

    @Test
    void without_a_credential_plain_http_shows_nothing() {
        HosterapiClient client = hosterapi("no-credential");
        client.send("GET", "/api/v1/datacenter/server", "", "Host: api.example.com");
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }
}
