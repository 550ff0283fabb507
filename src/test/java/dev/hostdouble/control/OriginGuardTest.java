package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a web page of another origin can make a browser send: the control API does nothing for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginGuardTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final AllProviders client = new AllProviders(emulator, "pages");
    private final String own = emulator.url().getAuthority();

    OriginGuardTest() throws Exception {}

    /** What a page can send without asking, to everything that reads or changes. */
    private static final List<String> REQUESTS = List.of(
            "GET /_emulator/health",
            "GET /_emulator/clock",
            "GET /_emulator/requests",
            "GET /_emulator/replay?secrets=keep",
            "GET /_emulator/no/such/endpoint",
            "HEAD /_emulator/operations",
            "POST /_emulator/reset",
            "POST /_emulator/scenarios {\"scenario\":\"evil\",\"rules\":[{\"on\":\"*\",\"effect\":{\"delay\":\"1s\"}}]}",
            "POST /_w/made-by-a-page/_emulator/clock/advance {\"by\":\"1h\"}",
            "PUT /_emulator/worlds/made-by-a-page",
            "DELETE /_emulator/worlds/pages",
            "OPTIONS /_emulator/reset");

    private static final List<String> FOREIGN = List.of(
            "Host: evil.example:8080",
            "Host: evil",
            "Host: localhost.evil.example",
            "Host: 127.0.0.1.evil.example",
            "Host: 2130706433.com",
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://127.0.0.1:1",
            "Origin: http://[::1]",
            "Origin: file://",
            "Origin: chrome-extension://abcdef",
            "origin:  http://evil.example ",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Site: anything");

    @TestFactory
    Stream<DynamicTest> a_request_of_a_foreign_page_is_refused_before_anything_happens() {
        client.hosterapi().call("PUT", "/datacenter/server/4001/start");
        String before = state();
        return REQUESTS.stream().flatMap(request -> FOREIGN.stream()
                .map(header -> dynamicTest(request + " " + header, () -> {
                    String[] words = request.split(" ", 3);
                    String body = words.length > 2 ? words[2] : "";
                    Seen reply = client.send(words[0], words[1], body, header, "Content-Type: text/plain");
                    assertThat(reply.status()).as(reply.body()).isEqualTo(403);
                    if (!words[0].equals("HEAD")) {
                        String name = header.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                + header.substring(1, header.indexOf(':'));
                        assertThat(reply.json().path("error").asText())
                                .startsWith("foreign " + name + " '")
                                .contains(header.substring(header.indexOf(':') + 1)
                                        .strip());
                    }
                    assertThat(reply.bytes().toLowerCase(java.util.Locale.ROOT)).doesNotContain("access-control-");
                    assertThat(state()).isEqualTo(before);
                })));
    }

    private String state() {
        return client.controlled("GET", "worlds", "") + "" + client.controlled("GET", "clock", "")
                + client.controlled("GET", "scenarios", "")
                + client.controlled("GET", "requests", "").findValuesAsText("path");
    }

    @Test
    void an_upgrade_of_a_foreign_page_changes_nothing() {
        String before = state();
        Seen reply = client.send(
                "GET",
                "/_w/made-by-a-page/_emulator/clock",
                "",
                "Origin: http://evil.example",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void the_refusal_says_what_would_allow_the_name() {
        String error = client.send("GET", "/_emulator/clock", "", "Host: ci.example:8080")
                .json()
                .path("error")
                .asText();
        assertThat(error)
                .isEqualTo("foreign Host 'ci.example:8080': the control API takes no requests from web pages of other"
                        + " origins; if it is a name of this server, allow it by --allow-host ci.example or"
                        + " HOSTDOUBLE_ALLOW_HOST");
        assertThat(client.send("GET", "/_emulator/clock", "", "Host: " + "x".repeat(9000) + ".example")
                        .body())
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: LOCALHOST:1234",
                "Host: localhost.",
                "Host: 127.0.0.1",
                "Host: 127.9.9.9:8080",
                "Host: 192.168.1.7:8080",
                "Host: [::1]:8080",
                "Host: [2001:db8::7]",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Mode: navigate"
            })
    void its_own_names_and_addresses_are_fine(String header) {
        assertThat(client.send("GET", "/_emulator/health", "", header).status()).isEqualTo(200);
    }

    @Test
    void a_page_of_this_very_server_is_fine() {
        assertThat(client.send("POST", "/_emulator/verify", "{}", "Origin: http://" + own)
                        .status())
                .isEqualTo(200);
        // Behind a proxy that speaks TLS and keeps the host.
        assertThat(client.send("GET", "/_emulator/health", "", "Host: localhost", "Origin: https://localhost:443")
                        .status())
                .isEqualTo(200);
        assertThat(client.send("GET", "/_emulator/health", "", "Host: localhost", "Origin: https://localhost:80")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void providers_answer_foreign_pages_as_ever() {
        String[] plain = {Credentials.bearer(Credentials.HOSTERAPI_TOKEN)};
        String[] foreign = {plain[0], "Host: evil.example", "Origin: http://evil.example", "Sec-Fetch-Site: cross-site"
        };
        String path = "/api/v1/datacenter/server";
        assertThat(client.send("GET", path, "", foreign).bytes())
                .isEqualTo(client.send("GET", path, "", plain).bytes());
        assertThat(client.send("POST", "/eq_callback.php", "action=check&key=x", foreign)
                        .bytes())
                .isEqualTo(client.send("POST", "/eq_callback.php", "action=check&key=x", plain)
                        .bytes());
    }

    private static int status(Access access, String... namesAndValues) {
        Headers headers = Headers.of(namesAndValues);
        String host = headers.first("Host").orElse("localhost");
        try {
            access.requireOwnOrigin(
                    new Request("GET", "http", host, "", "/_emulator/clock", "", headers, Bytes.NONE, List.of()));
            return 200;
        } catch (ControlException e) {
            return e.status();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hostdouble:8080, 200",
        "hostdouble.testing.svc.cluster.local, 200",
        "hostdouble.testing.svc, 200",
        "host.docker.internal:8080, 200",
        "images.example.com__group__hostdouble:8080, 200",
        "images.example.com-group-hostdouble, 200",
        "evil.xn--p1ai, 403",
        "evil.example, 403",
        "svc, 200",
        "hostdouble.dev, 403",
        "internal.example, 403"
    })
    void off_loopback_names_that_no_public_page_can_have_are_fine(String host, int status) {
        Access access = new Access(true, Optional.empty(), new OriginGuard("0.0.0.0", false, List.of()));
        assertThat(status(access, "Host", host)).isEqualTo(status);
    }

    @Test
    void allowed_names_are_names_of_this_server() {
        Access access = new Access(
                true, Optional.empty(), new OriginGuard("127.0.0.1", true, List.of("CI.example", "dash.example:3000")));
        assertThat(status(access, "Host", "ci.example:9")).isEqualTo(200);
        assertThat(status(access, "Host", "dash.example:3000")).isEqualTo(200);
        assertThat(status(access, "Host", "dash.example")).isEqualTo(403);
        assertThat(status(access, "Host", "x.ci.example")).isEqualTo(403);
        // A proxy may change the host on the way, and a page of an allowed name belongs to this server.
        assertThat(status(
                        access, "Host", "localhost:1", "Origin", "https://ci.example", "Sec-Fetch-Site", "cross-site"))
                .isEqualTo(200);
        assertThat(status(access, "Host", "ci.example", "Sec-Fetch-Site", "cross-site"))
                .isEqualTo(403);
    }

    @Test
    void who_knows_the_token_may_use_any_host_but_is_no_foreign_page() {
        Access access = new Access(false, Optional.of("t"), new OriginGuard("Host.example", false, List.of()));
        assertThat(status(access, "Host", "ci.example", "Authorization", "Bearer t"))
                .isEqualTo(200);
        assertThat(status(access, "Host", "host.example")).isEqualTo(200);
        assertThat(status(access, "Host", "ci.example", "Authorization", "Bearer u"))
                .isEqualTo(403);
        assertThat(status(access, "Host", "ci.example", "Authorization", "Bearer t", "Origin", "http://evil.example"))
                .isEqualTo(403);
    }
}
