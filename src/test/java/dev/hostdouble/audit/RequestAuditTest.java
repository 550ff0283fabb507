package dev.hostdouble.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.core.WorkLimit;
import dev.hostdouble.provider.ClientProtocol;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules about what clients send, the form of the report, and what the providers say of their clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestAuditTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    RequestAuditTest() throws Exception {}

    private HosterapiClient hosterapi(String world) {
        return new HosterapiClient(emulator, "audit-request-" + world);
    }

    private HostkeyClient hostkey(String world) {
        return new HostkeyClient(emulator, "audit-request-" + world);
    }

    @Test
    void a_misspelt_parameter_is_ignored_by_the_provider() {
        HostkeyClient client = hostkey("slip");
        client.read("eq", "rename_server", "id", "456", "hostnme", "web");
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning undocumented-parameter [1]");
        assertThat(AuditedWorld.only(client, "undocumented-parameter")
                        .path("what")
                        .asText())
                .isEqualTo("the client sent the parameter hostnme, which no page documents for this operation;"
                        + " it probably means hostname");
    }

    @Test
    void a_parameter_of_its_own_is_worth_a_look() {
        HosterapiClient client = hosterapi("own");
        client.call(
                "PUT",
                HosterapiClient.SERVERS + "/4001/reinstall",
                "{\"template\":\"Debian10.0\",\"trace\":{\"id\":7}}");
        client.result("GET", HosterapiClient.SERVERS);
        assertThat(AuditedWorld.findings(client, "info"))
                .contains("info undocumented-parameter [1]")
                .hasSize(2);
    }

    @Test
    void documented_parameters_are_known_in_every_form() {
        HostkeyClient client = hostkey("forms");
        client.read("net", "add_ipv4", "id", "456", "amount", "1", "ips[0]", "141.105.68.9");
        client.read("pdns", "add_dns", "params[zone]", "example.com", "params[content][1]", "x");
        client.read("eq", "list", "group", "x");
        VssClient vss = new VssClient(emulator, "audit-request-forms");
        vss.get("/v2/iso?per_page=2&expand=1&sort=name,asc");
        hosterapi("forms").submit("POST", "/software/install", "sid", "4001", "package", "nginx");
        assertThat(AuditedWorld.findings(client, "info"))
                .noneMatch(finding -> finding.contains("undocumented-parameter"));
    }

    @Test
    void a_client_relies_on_a_reply_that_is_assumed() {
        HostkeyClient client = hostkey("assumed");
        String zone = "audit-assumed.example.com";
        client.read("pdns", "add_zone", "params[name]", zone);
        client.read("pdns", "view_zone", "params[zone]", zone);
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
        String name = client.read("vm", "get_engine").path("engine").asText("");
        String id = client.read("api_keys", "add", "params[name]", "mine")
                .findPath("api_key")
                .asText("");
        assertThat(name + id).isNotEmpty();
        client.read("api_keys", "list_for_server", "params[server_id]", id.isEmpty() ? name : id);
        assertThat(AuditedWorld.findings(client, "info"))
                .singleElement()
                .asString()
                .startsWith("info assumed-reply-used");
        assertThat(AuditedWorld.only(client, "assumed-reply-used").toString()).doesNotContain(id);
    }

    @Test
    void a_path_that_the_provider_does_not_have() {
        HosterapiClient client = hosterapi("unknown");
        client.raw("GET", "/api/v1/datacenter/servers");
        client.raw("GET", "/nothing");
        assertThat(AuditedWorld.findings(client, "info"))
                .containsExactly("info unknown-operation [1]", "info unknown-operation [2]");
        client = hosterapi("known");
        client.servers();
        assertThat(AuditedWorld.findings(client, "info")).isEmpty();
    }

    @Test
    void findings_are_bounded_and_all_are_counted() {
        HosterapiClient client = hosterapi("many");
        for (int i = 0; i < 25; i++) {
            client.raw("GET", HosterapiClient.SERVERS + "?p" + i + "=1");
        }
        for (int i = 0; i < 25; i++) {
            client.raw("GET", "/api/v1/datacenter/server?p" + i + "=1");
        }
        JsonNode report = client.controlled("GET", "audit?rule=undocumented-parameter", "");
        assertThat(report.path("findings").size()).isEqualTo(20);
        assertThat(report.path("rules").toString()).contains("{\"rule\":\"undocumented-parameter\",\"found\":25}");
    }

    @ParameterizedTest
    @CsvSource({
        "1,'the journal no longer has the first call, so what it shows is not judged'",
        "7,'the journal no longer has the first 7 calls, so what they show is not judged'"
    })
    void calls_that_are_forgotten_are_not_judged(long forgotten, String sentence) {
        AuditReport report = Audit.of(Providers.ALL).judge(new AuditedSession(List.of(), forgotten, Optional.empty()));
        assertThat(report.incomplete()).contains(sentence);
    }

    @Test
    void unknown_rules_and_severities_are_refused() {
        HosterapiClient client = hosterapi("refused");
        client.servers();
        assertThat(client.control("GET", "audit?rule=order-repeatd", "").body())
                .startsWith("{\"error\":\"invalid rule 'order-repeatd': expected order-repeated or lost-order-left or ")
                .contains("; did you mean 'order-repeated'?");
        assertThat(client.control("GET", "audit?severity=fatal", "").body())
                .isEqualTo("{\"error\":\"invalid severity 'fatal': expected info or warning or error\"}\n");
        assertThat(client.control("GET", "audit?rules=x", "").body()).contains("did you mean 'rule'?");
    }

    @Test
    void what_providers_say_of_their_clients_names_operations_and_answers_that_exist() {
        for (Provider provider : Providers.ALL) {
            ClientProtocol clients = provider.clients();
            Set<String> named = new TreeSet<>(clients.logins());
            clients.shownBy().forEach((creates, shownBy) -> {
                named.add(creates);
                named.addAll(shownBy);
            });
            clients.jobReads().forEach(read -> {
                named.add(read.operation());
                named.addAll(read.starters());
            });
            List<Operation> operations = provider.operations();
            assertThat(operations).extracting(Operation::name).containsAll(named);
            assertThat(provider.errors()).extracting(error -> error.name()).containsAll(clients.refusals());
            for (ClientProtocol.JobRead read : clients.jobReads()) {
                Operation reading = operations.stream()
                        .filter(operation -> operation.name().equals(read.operation()))
                        .findFirst()
                        .orElseThrow();
                Set<String> answers =
                        reading.answers().stream().map(answer -> answer.name()).collect(Collectors.toSet());
                assertThat(answers).containsAll(read.once());
                assertThat(reading.hasParameter(read.parameter())
                                || reading.path().names().contains(read.parameter()))
                        .isTrue();
                if (read.status().isEmpty()) {
                    assertThat(answers).containsAll(read.unfinished());
                }
            }
            assertThat(operations.stream()
                            .filter(operation -> operation.job().isPresent()
                                    && operation.job().get().ticketed()))
                    .allSatisfy(operation -> assertThat(clients.jobReadOf(operation.name()))
                            .as(operation.id())
                            .isPresent());
        }
    }

    @Test
    void only_the_first_parameters_of_a_call_are_read_and_each_is_work() {
        HostkeyClient client = hostkey("many-parameters");
        client.send(
                "POST",
                "/eq.php",
                "action=list&" + "x=1&".repeat(10_000),
                "Content-Type: application/x-www-form-urlencoded");
        AuditedSession session = AuditedWorld.session(client, 0);
        Audit audit = Audit.of(Providers.ALL);
        assertThatThrownBy(() -> audit.judge(session, new WorkLimit(200_000)))
                .isInstanceOf(WorkLimit.ExceededException.class);
        assertThat(audit.judge(session, new WorkLimit(300_000)).findings()).hasSize(1);
    }
}
