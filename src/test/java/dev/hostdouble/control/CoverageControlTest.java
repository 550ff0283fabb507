package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which documented answers clients met. */
class CoverageControlTest {
    private static final String LIST = "hosterapi/server.list";
    private static final String SERVERS = "/datacenter/server";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    CoverageControlTest() throws Exception {}

    private static JsonNode read(ProviderClient client) {
        return client.controlled("GET", "coverage", "");
    }

    private JsonNode readAll() {
        return new HosterapiClient(emulator, "default").controlled("GET", "coverage/all", "");
    }

    /** The answers of an operation, documented or not, that were met: {@code some 2}. */
    private static List<String> met(JsonNode coverage, String operation, String list) {
        return StreamSupport.stream(coverage.path("operations").spliterator(), false)
                .filter(one -> one.path("operation").asText().equals(operation))
                .flatMap(one -> StreamSupport.stream(one.path(list).spliterator(), false))
                .filter(answer -> answer.path("met").asInt() > 0)
                .map(answer -> answer.path("answer").asText() + " " + answer.path("met"))
                .toList();
    }

    private static JsonNode answer(JsonNode coverage, String operation, String name) {
        return StreamSupport.stream(coverage.path("operations").spliterator(), false)
                .filter(one -> one.path("operation").asText().equals(operation))
                .flatMap(one -> StreamSupport.stream(one.path("answers").spliterator(), false))
                .filter(answer -> answer.path("answer").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void only_the_documented_answers_of_used_operations_count() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-counts");
        client.call("GET", SERVERS);
        client.call("GET", SERVERS);
        client.send("GET", "/api/v1/datacenter/server", "");
        client.call("GET", "/software/list");
        client.send("GET", "/nowhere", "");
        JsonNode coverage = read(client);
        assertThat(coverage.path("world").asText()).isEqualTo("cov-counts");
        assertThat(met(coverage, LIST, "answers")).containsExactly("some 2", "UNAUTHORIZED 1");
        // The page shows no success of it.
        assertThat(met(coverage, "hosterapi/software.list", "answers")).isEmpty();
        assertThat(met(coverage, "hosterapi/software.list", "notCounted")).containsExactly("ok 1");
        assertThat(met(coverage, "unknown", "notCounted")).containsExactly("NOT_FOUND 1");
        // Of server.list three answers, of software.list two; the operation for unknown paths has none.
        assertThat(coverage.path("documented").asInt()).isEqualTo(5);
        assertThat(coverage.path("met").asInt()).isEqualTo(2);
        assertThat(coverage.path("percent").asDouble()).isEqualTo(40.0);
        List<String> unused = coverage.path("unused").findValuesAsText("operation");
        assertThat(unused)
                .contains("hosterapi/server.start", "hostkey/iso.add", "vss/iso.list")
                .doesNotContain(LIST, "unknown", "vss/unknown");
        assertThat(unused.size() + coverage.path("operations").size())
                .isEqualTo(client.controlled("GET", "operations", "")
                                .path("operations")
                                .size()
                        - 3);
    }

    @Test
    void a_lost_reply_and_a_changed_one_are_not_met() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-lost");
        client.rules("""
                - { on: hosterapi/server.list, calls: 1, effect: { lose_reply: true } }
                - { on: hosterapi/server.list, calls: 2, effect: { edit: { "null": [/result] } } }
                - { on: hosterapi/server.list, calls: 3, effect: { gateway: 502 } }
                """);
        for (int i = 0; i < 3; i++) {
            client.call("GET", SERVERS);
        }
        client.awaitDeliveries();
        JsonNode coverage = read(client);
        JsonNode some = answer(coverage, LIST, "some");
        assertThat(some.path("calls").asInt()).isEqualTo(2);
        assertThat(some.path("met").asInt()).isZero();
        assertThat(some.path("lost").asInt()).isEqualTo(1);
        assertThat(some.path("changed").asInt()).isEqualTo(1);
        assertThat(some.path("command").asText()).contains("/_w/cov-lost/api/v1/datacenter/server");
        JsonNode injected =
                coverage.path("operations").get(0).path("notCounted").get(0);
        assertThat(injected.path("answer").asText()).isEqualTo("injected");
        assertThat(injected.has("status") || injected.has("evidence")).isFalse();
        assertThat(coverage.path("met").asInt()).isZero();
        assertThat(client.control("GET", "coverage?as=table", "").body())
                .contains(
                        "  not met             200 some (1 changed by rules, 1 lost on the way)\n",
                        "  not counted     1x    - injected (no answer of the provider)\n");
    }

    @Test
    void a_client_that_asks_for_headers_alone_has_not_met_the_answer() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-head");
        client.call("HEAD", SERVERS);
        client.awaitDeliveries();
        JsonNode some = answer(read(client), LIST, "some");
        assertThat(some.path("calls").asInt()).isEqualTo(1);
        assertThat(some.path("met").asInt()).isZero();
        assertThat(some.path("withoutBody").asInt()).isEqualTo(1);
        assertThat(some.has("command")).isTrue();
        assertThat(client.control("GET", "coverage?as=table", "").body())
                .contains("  not met             200 some (1 without a body, to HEAD)\n");
        client.call("GET", SERVERS);
        assertThat(answer(read(client), LIST, "some").path("met").asInt()).isEqualTo(1);
    }

    @Test
    void a_client_that_leaves_has_not_met_the_answer() throws Exception {
        HosterapiClient client = new HosterapiClient(emulator, "cov-left");
        client.rules("- { on: hosterapi/server.list, effect: { delay: 500ms } }");
        String request = "GET /_w/cov-left/api/v1/datacenter/server HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (RawSocket leaving = new RawSocket(emulator.url())) {
            leaving.write(request.getBytes(StandardCharsets.US_ASCII));
        }
        // The server notices when it sends the reply. Until then it is not met, and not lost either.
        JsonNode coverage = read(client);
        for (int i = 0;
                i < 100_000 && coverage.findValuesAsText("lost").stream().allMatch("0"::equals);
                i++) {
            assertThat(coverage.path("met").asInt()).isZero();
            coverage = read(client);
        }
        JsonNode left = answer(coverage, LIST, "UNAUTHORIZED");
        assertThat(left.path("lost").asInt()).isEqualTo(1);
        assertThat(left.path("met").asInt()).isZero();
    }

    @Test
    void an_answer_by_a_rule_is_met_and_says_so() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-rules");
        client.control("PUT", "scenarios/hosterapi/every-first-start-fails", "");
        client.call("PUT", "/datacenter/server/4001/start");
        client.call("PUT", "/datacenter/server/4001/start");
        JsonNode failed = answer(read(client), "hosterapi/server.start", "SIGNAL_FAILED");
        assertThat(failed.path("met").asInt()).isEqualTo(1);
        assertThat(failed.path("byRules").asInt()).isEqualTo(1);
        assertThat(failed.has("command")).isFalse();
        assertThat(answer(read(client), "hosterapi/server.start", "ok")
                        .path("byRules")
                        .asInt())
                .isZero();
    }

    @Test
    void coverage_outlasts_what_a_test_clears() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-kept");
        client.call("GET", SERVERS);
        client.control("POST", "reset", "");
        client.control("DELETE", "requests", "");
        client.control("PUT", "state", client.control("GET", "state", "").body());
        assertThat(met(read(client), LIST, "answers")).containsExactly("some 1");
        client.control("DELETE", "worlds/cov-kept", "");
        assertThat(client.control("GET", "coverage", "").status()).isEqualTo(404);
        assertThat(met(readAll(), LIST, "answers")).containsExactly("some 1");
        new HosterapiClient(emulator, "cov-kept").call("GET", SERVERS);
        assertThat(met(read(client), LIST, "answers")).containsExactly("some 1");
        assertThat(met(readAll(), LIST, "answers")).containsExactly("some 2");
    }

    @Test
    void a_copy_of_a_world_has_its_own_coverage() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-original");
        client.call("GET", SERVERS);
        client.controlled("PUT", "worlds/cov-copy", "{\"from\":\"cov-original\"}");
        assertThat(read(new HosterapiClient(emulator, "cov-copy")).path("operations"))
                .isEmpty();
    }

    @Test
    void each_coverage_is_cleared_by_itself() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-cleared");
        client.call("GET", SERVERS);
        client.controlled("DELETE", "coverage", "");
        assertThat(read(client).path("operations")).isEmpty();
        assertThat(read(client).has("percent")).isFalse();
        assertThat(met(readAll(), LIST, "answers")).containsExactly("some 1");
        client.call("GET", SERVERS);
        client.controlled("DELETE", "coverage/all", "");
        assertThat(readAll().path("operations")).isEmpty();
        assertThat(met(read(client), LIST, "answers")).containsExactly("some 1");
    }

    @Test
    void looking_creates_no_world() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-nobody");
        assertThat(client.control("GET", "coverage", "").status()).isEqualTo(404);
        assertThat(client.control("DELETE", "coverage", "").status()).isEqualTo(404);
        assertThat(client.control("GET", "coverage/all", "").status()).isEqualTo(200);
        assertThat(client.control("DELETE", "coverage/all", "").status()).isEqualTo(200);
        assertThat(client.control("HEAD", "coverage/all", "").raw()).isEmpty();
        assertThat(client.controlled("GET", "worlds", "").toString()).doesNotContain("cov-nobody");
    }

    @Test
    void wrong_requests_say_what_is_allowed() {
        HosterapiClient client = new HosterapiClient(emulator, "default");
        assertThat(client.control("GET", "coverage?as=xml", "").body())
                .contains("invalid as 'xml': expected json or table or junit or html");
        assertThat(client.control("GET", "coverage?operation=hosterapi/server.lst", "")
                        .body())
                .contains("did you mean 'hosterapi/server.list'?");
        assertThat(client.control("GET", "coverage?operation=hosterapi/server.info", "")
                        .body())
                .contains("unknown operation 'hosterapi/server.info'. Allowed: hosterapi/server.", LIST)
                .doesNotContain("hostkey", "hosterapi/backup.");
        for (String none : List.of("x", "nobody/server.list", ".", "")) {
            assertThat(client.control("GET", "coverage?operation=" + none, "").body())
                    .contains("unknown operation '" + none + "'; GET operations lists all of them");
        }
        assertThat(client.control("GET", "coverage?world=x", "").status()).isEqualTo(400);
        assertThat(client.control("GET", "coverage?operation=" + "*a".repeat(3000), "")
                        .status())
                .isEqualTo(400);
        Seen put = client.control("PUT", "coverage", "");
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).isEqualTo("GET, HEAD, DELETE, OPTIONS");
    }

    @Test
    void only_some_operations_are_shown() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-some");
        client.call("GET", SERVERS);
        client.call("GET", "/software/list");
        JsonNode coverage = client.controlled("GET", "coverage?operation=hosterapi/server.*", "");
        assertThat(coverage.path("operations").findValuesAsText("operation")).containsExactly(LIST);
        assertThat(coverage.path("unused").findValuesAsText("operation"))
                .isNotEmpty()
                .allMatch(id -> id.startsWith("hosterapi/server."));
    }

    @Test
    void commands_name_the_server_as_it_was_asked() throws IOException {
        HosterapiClient client = new HosterapiClient(emulator, "cov-url");
        client.call("GET", SERVERS);
        assertThat(command(client.send("GET", "/_w/cov-url/_emulator/coverage", "", "Host: 127.0.0.1:99")))
                .startsWith("curl -s -X POST http://127.0.0.1:99/_w/cov-url/_emulator/");
        assertThat(command(
                        client.send("GET", "/_emulator/coverage", "", "Host: 127.0.0.1:99", "Emulator-World: cov-url")))
                .startsWith("curl -s -X POST http://127.0.0.1:99/_w/cov-url/_emulator/");
        assertThat(command(client.send("GET", "/_w/default/_emulator/coverage/all", "", "Host: 127.0.0.1:99")))
                .startsWith("curl -s -X POST http://127.0.0.1:99/_w/default/_emulator/");
    }

    private static String command(Seen coverage) {
        return answer(coverage.json(), LIST, "UNAUTHORIZED").path("command").asText();
    }

    @Test
    void calls_at_the_same_time_are_all_counted() {
        List<CompletableFuture<Void>> callers = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.runAsync(() -> {
                    VssClient client = new VssClient(emulator, "cov-many-" + n % 2);
                    for (int i = 0; i < 50; i++) {
                        client.send("GET", "/v2/iso", "");
                    }
                }))
                .toList();
        callers.forEach(CompletableFuture::join);
        assertThat(met(readAll(), "vss/iso.list", "notCounted")).containsExactly("TOKEN_REQUIRED 200");
        assertThat(met(read(new VssClient(emulator, "cov-many-1")), "vss/iso.list", "notCounted"))
                .containsExactly("TOKEN_REQUIRED 100");
    }
}
