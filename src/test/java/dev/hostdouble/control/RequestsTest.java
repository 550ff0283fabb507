package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal as the control API filters and shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsTest {
    private static final String JSON = "Content-Type: application/json";
    private static final String BEARER = Credentials.bearer(Credentials.HOSTERAPI_TOKEN);

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    @TempDir
    private Path folder = Path.of("");

    private AllProviders client = new AllProviders(emulator, "requests");

    RequestsTest() throws Exception {}

    @BeforeEach
    void ownWorld(TestInfo test) {
        client = new AllProviders(
                emulator,
                "requests-" + Integer.toHexString(test.getDisplayName().hashCode()));
        client.controlled("POST", "reset", "");
    }

    private Seen status(int server) {
        return client.send("GET", "/api/v1/datacenter/server/" + server + "/status", "", BEARER);
    }

    private JsonNode show(String what) {
        return client.controlled("GET", "requests/" + what, "");
    }

    private List<Integer> numbers(String query) {
        return client.controlled("GET", "requests?" + query, "").path("requests").findValues("n").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    private String refused(String query) {
        Seen reply = client.control("GET", "requests?" + query, "");
        assertThat(reply.status()).as(query + " " + reply.body()).isEqualTo(400);
        return reply.json().path("error").asText();
    }

    @Test
    void calls_are_selected_by_every_condition() {
        client.rules("- { name: late, on: hosterapi/server.status, calls: 2, effect: { delay: 1ms } }");
        status(4001);
        status(4001);
        client.advance("1m");
        status(9);
        client.send("POST", "/iso.php", "action=list_iso", "Content-Type: application/x-www-form-urlencoded");
        client.send("GET", "/v2/iso", "");
        assertThat(numbers("operation=hosterapi/server.*")).containsExactly(3, 2, 1);
        assertThat(numbers("operation=hostkey/iso.list_iso")).containsExactly(4);
        assertThat(numbers("operation=vss/unknown")).isEmpty();
        assertThat(numbers("method=POST")).containsExactly(4);
        assertThat(numbers("status=404")).containsExactly(3);
        assertThat(numbers("status=4xx")).containsExactly(5, 3);
        assertThat(numbers("path=/api/*/4001/*")).containsExactly(2, 1);
        assertThat(numbers("rule=test/late")).containsExactly(2);
        assertThat(numbers("since=3")).containsExactly(5, 4);
        assertThat(numbers("since=2024-02-01T01:01:00%2B01:00")).containsExactly(5, 4, 3);
        assertThat(numbers("status=2xx&method=GET&since=1&limit=5")).containsExactly(2);
        client.controlled("DELETE", "scenarios/test", "");
        assertThat(numbers("rule=test/late")).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operation=hosterapi/server.statsu|did you mean 'hosterapi/server.status'?",
                "operation=|unknown operation ''",
                "operation=hosterapi/srver.*|no operation matches 'hosterapi/srver.*'; did you mean 'hosterapi/server.*'?",
                "operation=**********************************x|no operation matches",
                "method=get|did you mean 'GET'?",
                "method=FETCH|unknown method 'FETCH'",
                "status=60|invalid status '60': expected a status from 100 to 599, or a class such as 5xx",
                "status=6xx|invalid status",
                "status=|invalid status ''",
                "rule=test/fast|unknown rule 'test/fast'",
                "since=yesterday|invalid since 'yesterday'",
                "limit=-1|invalid limit '-1': expected a whole number",
                "limit=|invalid limit ''",
                "as=text|invalid as 'text': expected json or curl or har",
                "secrets=show|invalid secrets 'show': expected mask or keep",
                "stauts=404|unknown parameter 'stauts'; did you mean 'status'?",
                "status=404&status=200|parameter 'status' is given twice"
            })
    void a_condition_that_names_nothing_is_refused(String query, String why) {
        status(4001);
        assertThat(refused(query)).contains(why);
    }

    @Test
    void a_pattern_may_not_be_longer_than_needed() {
        assertThat(refused("path=" + "*".repeat(201))).contains("at most 200 characters");
    }

    @Test
    void a_call_shows_how_its_reply_was_delivered() {
        client.rules("""
                - { name: late, on: hosterapi/server.status, calls: 2, effect: { delay: 20ms } }
                - { name: cut, on: hosterapi/server.status, calls: 3, effect: { transport: { kind: truncate, after: 7 } } }
                """);
        int length = status(4001).raw().length();
        status(4001);
        status(4001);
        client.awaitDeliveries();
        assertThat(show("1").path("delivery"))
                .hasToString("{\"outcome\":\"complete\",\"bytes\":" + length + ",\"delayMs\":0}");
        assertThat(show("2").path("delivery"))
                .hasToString("{\"outcome\":\"complete\",\"bytes\":" + length + ",\"delayMs\":20}");
        assertThat(show("3").path("delivery")).hasToString("{\"outcome\":\"truncated\",\"bytes\":7,\"delayMs\":0}");
        assertThat(client.journal().findValuesAsText("delivery")).containsExactly("truncated", "complete", "complete");
    }

    @Test
    void a_delivery_that_is_under_way_is_null() {
        client.rules("- { name: late, on: hosterapi/server.status, effect: { delay: 1m } }");
        client.timeout(100);
        client.send("GET", "/api/v1/datacenter/server/4001/status", "", BEARER);
        client.timeout(20_000);
        assertThat(show("1").has("delivery")).isTrue();
        assertThat(show("1").path("delivery").isNull()).isTrue();
        assertThat(client.journal().get(0).path("delivery").isNull()).isTrue();
    }

    @Test
    void credentials_are_masked_unless_they_are_wanted() {
        client.send("GET", "/auth.php?action=login&key=" + Credentials.HOSTKEY_KEY, "");
        client.send(
                "POST",
                "/auth.php",
                "action=whmcslogin&user=client%40example.com&password=client",
                "Content-Type: application/x-www-form-urlencoded");
        client.send("POST", "/auth/request-token", "{\"otp\":\"123456\"}", Credentials.basic("jm", "jm"), JSON);
        String login = client.control("GET", "requests/1", "").body();
        String kept = client.control("GET", "requests/1?secrets=keep", "").body();
        assertThat(login)
                .doesNotContain(Credentials.HOSTKEY_KEY)
                .contains("action=login&key=***", "\\\"token\\\":\\\"***\\\"");
        assertThat(kept).contains("key=" + Credentials.HOSTKEY_KEY).doesNotContain("***");
        assertThat(show("2").at("/request/body").asText())
                .isEqualTo("action=whmcslogin&user=client%40example.com&password=***");
        JsonNode token = show("3");
        assertThat(token.at("/request/body").asText()).isEqualTo("{\"otp\":\"***\"}");
        assertThat(token.at("/reply/body").asText())
                .contains("\"token\":\"***\"")
                .doesNotContain("eyJ");
        assertThat(token.at("/request/headers").toString()).contains("Basic ***");
        String list = client.control("GET", "requests", "").body();
        assertThat(list).contains("key=***").doesNotContain(Credentials.HOSTKEY_KEY);
        assertThat(client.control("GET", "requests?secrets=keep", "").body()).contains(Credentials.HOSTKEY_KEY);
    }

    @Test
    void a_ticket_in_a_url_is_masked_wherever_it_stands() {
        client.send("GET", "/api/v1/datacenter/server/4001/console", "", BEARER);
        assertThat(show("1").at("/reply/body").asText())
                .contains("&password=***&path=novnc%2Fproxy%2Fpve-dev%2F4001%2F%3Fport%3D5900%26vncticket%3D***")
                .doesNotContain("PVEVNC");
    }

    @Test
    void passwords_in_the_output_of_a_job_are_masked() {
        client.send("PUT", "/api/v1/datacenter/server/4001/reinstall", "", BEARER);
        client.advance("1h");
        client.send("GET", "/api/v1/job/15", "", BEARER);
        assertThat(show("2").at("/reply/body").asText()).contains("\"user\":\"root\",\"password\":\"***\"");
    }

    @Test
    void a_key_that_names_a_task_is_no_credential() {
        client.send("GET", "/eq_callback.php?action=check&key=nothing", "");
        assertThat(show("1").at("/call/query").asText()).isEqualTo("action=check&key=nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PUT /api/v1/datacenter/server/4001/stop|application/json|{\"force\":|Content-Type says JSON, but the body is not JSON: read as empty, as the provider does",
                "PUT /api/v1/datacenter/server/4001/stop|application/json|[]|Content-Type says JSON, but the body is not a JSON object: read as empty, as the provider does",
                "PUT /api/v1/datacenter/server/4001/stop|text/plain|{\"force\":true}|the body is JSON, but Content-Type does not say so: the provider does not read it as JSON",
                "PUT /api/v1/datacenter/server/4001/change|text/plain|mem=4096|the provider reads no such body with this method and Content-Type: read as empty",
                "PUT /api/v1/datacenter/server/4001/change|multipart/form-data; boundary=x|--x--|the provider reads no such body with this method and Content-Type: read as empty",
                "POST /iso.php|application/json|{\"action\":\"list_iso\"}|Content-Type says JSON, but the provider reads every body as a form",
                "POST /auth/request-token|text/plain|otp=1|the body is not JSON: the provider finds no members in it"
            })
    void a_body_that_is_read_in_another_way_than_meant_is_noted(String line, String type, String body, String note) {
        String[] words = line.split(" ", -1);
        client.send(words[0], words[1], body, "Content-Type: " + type);
        assertThat(show("1").path("notes")).hasSize(1);
        assertThat(show("1").at("/notes/0").asText()).isEqualTo(note);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "any/slow-provider,delay=1ms|",
                "hosterapi/server-stops|the events of hosterapi/server-stops do not happen",
                "any/connection-resets,probability=0.0001|no rule of any/connection-resets applied to this call",
                "any/connection-resets,probability=0.0001|draws the same for every such call",
                "vss/not-found|no rule of vss/not-found applied to this call, which names it in Emulator-Scenario",
                "odd|the rule odd/late cannot apply: its window begins later; PUT scenarios/odd activates it",
                "odd|the rule odd/third cannot apply: this is always its first call",
                "odd|the rule odd/next cannot apply: the rule late cannot have applied before"
            })
    void a_scenario_that_is_named_for_a_call_and_does_less_than_meant_is_noted(String named, String note)
            throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.yaml"), """
                scenario: odd
                rules:
                  - { name: late, on: hosterapi/*, window: { after: 1s }, effect: { delay: 1ms } }
                  - { name: third, on: hosterapi/*, calls: 3, effect: { delay: 1ms } }
                  - { name: next, on: hosterapi/*, after: late, effect: { delay: 1ms } }
                """);
        try (Hostdouble own = Hostdouble.start(Settings.forTests().withScenarios(List.of(odd.toString()), false))) {
            AllProviders in = new AllProviders(own, "default");
            in.send("GET", "/api/v1/datacenter/server/4001/status", "", BEARER, "Emulator-Scenario: " + named);
            JsonNode notes = in.controlled("GET", "requests/1", "").path("notes");
            if (note == null) {
                assertThat(notes).isEmpty();
            } else {
                assertThat(notes.toString()).contains(note);
            }
        }
    }

    @Test
    void a_body_that_is_read_as_meant_has_no_note() {
        client.send("PUT", "/api/v1/datacenter/server/4001/stop", "{\"force\":true}", BEARER, JSON);
        client.send("PUT", "/api/v1/datacenter/server/4001/start", "", BEARER, JSON);
        assertThat(show("1").path("notes")).isEmpty();
        assertThat(show("2").path("notes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action=list_iso&token=HOSTKEY_TOKEN&id=1",
                "it's \"quoted\" $HOME `id` \\ !",
                "@/etc/hostname",
                "line\nline\r\n\ttab\u0001\u007f5",
                "-n %s é",
                "{\"a\":[1]}"
            })
    void a_curl_command_sends_the_same_request_again(String body) throws Exception {
        client.send(
                "POST", "/iso.php?a[]={1..3}&b='\"", body, "X-Empty:", "X-Quote: it's \"1\"", "Accept-Language: de");
        replay(client.control("GET", "requests/1?as=curl&secrets=keep", "").body());
        assertSameRequest();
        replay(client.control("GET", "requests/1?as=curl", "").body());
        assertThat(show("3?secrets=keep").at("/request/body").asText()).isEqualTo(body.replace("HOSTKEY_TOKEN", "***"));
    }

    @Test
    void a_curl_command_sends_binary_and_long_bodies_again() throws Exception {
        for (byte[] body : List.of(new byte[] {0, 1, -1, '%', '\\', '\'', '-', '0', '7'}, new byte[100_000])) {
            client.controlled("DELETE", "requests", "");
            String latin1 = new String(body, StandardCharsets.ISO_8859_1);
            try (RawSocket socket = new RawSocket(emulator.url())) {
                socket.send(
                        "PUT /api/v1/job/1 HTTP/1.1\r\nHost: " + emulator.url().getAuthority()
                                + "\r\nEmulator-World: " + client.world().name() + "\r\nContent-Length: " + body.length
                                + "\r\n\r\n" + latin1);
            }
            String command = client.control("GET", "requests/1?as=curl", "").body();
            assertThat(command).startsWith("printf '").endsWith("--data-binary @-\n");
            replay(command);
            assertSameRequest();
            assertThat(client.world().<byte[]>with(session -> session.journal()
                            .entries()
                            .get(1)
                            .request()
                            .body()
                            .array()))
                    .isEqualTo(body);
        }
    }

    private static void replay(String command) throws Exception {
        assertThat(command.strip()).doesNotContain("\n");
        Process shell = new ProcessBuilder("bash").redirectErrorStream(true).start();
        try (OutputStream input = shell.getOutputStream()) {
            input.write(command.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(command + output).isZero();
    }

    private void assertSameRequest() {
        JsonNode first = show("1?secrets=keep");
        JsonNode second = show("2?secrets=keep");
        assertThat(second.at("/request/body")).isEqualTo(first.at("/request/body"));
        for (String member : List.of("method", "path", "query")) {
            assertThat(second.at("/call/" + member)).isEqualTo(first.at("/call/" + member));
        }
        assertThat(headers(second)).isEqualTo(headers(first));
    }

    private static List<String> headers(JsonNode call) {
        return call.at("/request/headers").findParents("name").stream()
                .filter(field -> !field.path("name").asText().equals("Connection"))
                .map(JsonNode::toString)
                .sorted()
                .toList();
    }

    @Test
    void a_call_is_shown_as_an_http_archive() {
        client.rules("- { name: late, on: hostkey/*, effect: { delay: 20ms } }");
        client.send("POST", "/iso.php?token=HOSTKEY_TOKEN", "action=list_iso", "X-A: 1");
        client.awaitDeliveries();
        JsonNode log = show("1?as=har").path("log");
        assertThat(log.path("version").asText()).isEqualTo("1.2");
        assertThat(log.path("entries")).hasSize(1);
        JsonNode entry = log.at("/entries/0");
        assertThat(entry.path("startedDateTime").asText()).isEqualTo("2024-02-01T00:00:00Z");
        assertThat(entry.path("time").asInt()).isEqualTo(20);
        assertThat(entry.at("/timings/wait").asInt()).isEqualTo(20);
        assertThat(entry.at("/request/url").asText()).isEqualTo(emulator.url() + "/iso.php?token=***");
        assertThat(entry.at("/request/queryString/0")).hasToString("{\"name\":\"token\",\"value\":\"***\"}");
        assertThat(entry.at("/request/postData/text").asText()).isEqualTo("action=list_iso");
        assertThat(entry.at("/response/status").asInt()).isEqualTo(200);
        assertThat(entry.at("/response/content/text").asText()).contains("Server id required");
        assertThat(entry.has("comment")).isFalse();
    }

    @Test
    void all_selected_calls_are_shown_as_an_http_archive() {
        client.rules("- { name: cut, on: hosterapi/server.status, calls: 2, effect: { transport: empty } }");
        status(9);
        status(4001);
        client.send("GET", "/v2/iso", "");
        client.awaitDeliveries();
        JsonNode entries = client.controlled("GET", "requests?as=har&operation=hosterapi/*", "")
                .at("/log/entries");
        assertThat(entries).hasSize(2);
        assertThat(entries.at("/0/request/url").asText()).contains("/9/");
        assertThat(entries.at("/1/comment").asText()).isEqualTo("delivery: empty after 0 bytes of the body");
        assertThat(entries.toString()).doesNotContain(Credentials.HOSTERAPI_SECRET);
    }
}
