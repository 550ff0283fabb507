package dev.hostdouble.garbage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.wire.Inventory;
import java.io.IOException;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/**
 * Whatever is sent to whichever operation, the answer has the provider's format, comes quickly, and an error leaves
 * the world as it was.
 */
class GarbageTest {
    /** The page's answer to a deletion without force, while the server runs. */
    private static final String RUNNING = "{\"result\":false,\"error\":\"0xa3: timeout\"}";

    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final String HOSTERAPI = "hosterapi";
    private static final String HOSTKEY = "hostkey";
    private static final String VSS = "vss";
    private static @Nullable Hostdouble emulator;

    private static Hostdouble emulator() {
        if (emulator == null) {
            throw new IllegalStateException("not started");
        }
        return emulator;
    }

    private static String hosterapiAtStart = "";
    private static String hostkeyAtStart = "";
    private static String vssAtStart = "";
    private static String vssToken = "";

    /** The world is as it was at the start before each try: it is reset after what succeeds, and errors change nothing. */
    @BeforeContainer
    static void start() throws Exception {
        emulator = Hostdouble.start(Settings.forTests());
        hosterapiAtStart = hosterapi();
        hostkeyAtStart = hostkey();
        vssToken = vssToken();
        vssAtStart = vss();
    }

    @AfterContainer
    static void stop() {
        emulator().close();
    }

    @Property(tries = 1000, seed = "20240201", edgeCases = EdgeCasesMode.NONE)
    void hosterapi_answers_nonsense_in_its_own_format(@ForAll("garbageForHosterapi") Garbage garbage)
            throws IOException {
        Seen reply = Assertions.assertTimeoutPreemptively(QUICK, () -> send(garbage));

        if (reply.body().equals(RUNNING)) {
            assertThat(reply.status()).isEqualTo(500);
            assertThat(garbage.target()).as(garbage.toString()).contains("/delete");
        } else {
            assertThat(reply.status()).as(garbage.toString()).isLessThan(500);
        }
        if (reply.status() < 400) {
            reset();
        } else {
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            assertThat(reply.body())
                    .as(garbage.toString())
                    .matches("(?s)\\{\"result\":false,\"error\":\"0x.*\"}|\\{\n    \"message\": \".*\"\n}|");
            assertThat(hosterapi()).as(garbage.toString()).isEqualTo(hosterapiAtStart);
        }
    }

    @Property(tries = 600, seed = "20240201", edgeCases = EdgeCasesMode.NONE)
    void hostkey_answers_nonsense_in_its_own_format(@ForAll("garbageForHostkey") Garbage garbage) throws IOException {
        Seen reply = Assertions.assertTimeoutPreemptively(QUICK, () -> send(garbage));

        assertThat(reply.status()).as(garbage.toString()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        if (garbage.method().equals("HEAD")) {
            reset();
            return;
        }
        JsonNode body = new ObjectMapper().readTree(reply.body());
        assertThat(reply.body()).as(garbage.toString()).doesNotContain("internal error");
        boolean isSuccess = body.path("result").asText().matches("OK|success") || body.has("groups");
        if (isSuccess || body.path("result").isObject()) {
            assertThat(body.has("error") || body.path("message").isTextual() || body.has("code"))
                    .as(garbage + reply.body())
                    .isFalse();
            reset();
        } else {
            assertThat(reply.body())
                    .as(garbage.toString())
                    .matches("(?s)\\{\"code\":-[12],\"message\":\".*\"}|\\{\"result\":-[12],\"error\":\".*\"}");
            assertThat(hostkey()).as(garbage.toString()).isEqualTo(hostkeyAtStart);
        }
    }

    @Property(tries = 800, seed = "20240201", edgeCases = EdgeCasesMode.NONE)
    void vss_answers_nonsense_in_its_own_format(@ForAll("garbageForVss") Garbage garbage) throws IOException {
        Seen reply = Assertions.assertTimeoutPreemptively(QUICK, () -> send(garbage));

        assertThat(reply.status()).as(garbage.toString()).isLessThan(500);
        assertThat(reply.header("Content-Type")).as(garbage.toString()).isEqualTo("application/json");
        if (reply.status() < 400) {
            assertThat(reply.status()).isIn(200, 202, 204);
            reset();
            return;
        }
        if (!garbage.method().equals("HEAD")) {
            JsonNode body = new ObjectMapper().readTree(reply.body());
            assertThat(body.fieldNames()).toIterable().containsExactly("error", "message", "status");
            assertThat(body.path("status").asInt()).isEqualTo(reply.status());
            assertThat(body.path("error").isTextual()).isTrue();
            assertThat(body.path("message").isTextual()).isTrue();
        }
        assertThat(vss()).as(garbage.toString()).isEqualTo(vssAtStart);
    }

    /** Back to the start, where VSS has granted its first token, which is the same every time. */
    private static void reset() throws IOException {
        emulator().world(Garbage.WORLD).reset();
        assertThat(vssToken()).isEqualTo(vssToken);
    }

    /** A new token of VSS. */
    private static String vssToken() throws IOException {
        Garbage login = new Garbage("POST", "/auth/request-token", VssGarbage.LOGIN, Bytes.of(""));
        return new ObjectMapper().readTree(send(login).body()).path("token").asText();
    }

    private static Seen send(Garbage garbage) throws IOException {
        try (RawSocket connection = new RawSocket(emulator().url())) {
            return connection.send(garbage.request(), garbage.method().equals("HEAD"));
        }
    }

    /** Everything HosterAPI shows of the world, and the jobs in it. */
    private static String hosterapi() throws IOException {
        return look(
                "/api/v1/datacenter/server",
                "/api/v1/datacenter/server/4001/status",
                "/api/v1/datacenter/server/4001/config",
                "/api/v1/datacenter/server/4001/backups/list",
                "/api/v1/datacenter/dedicated",
                "/api/v1/datacenter/dedicated/1/config",
                "/api/v1/datacenter/dedicated/market",
                "/_emulator/jobs");
    }

    /** Everything HOSTKEY shows an administrator of the world, and the jobs in it. */
    private static String hostkey() throws IOException {
        String admin = "&token=" + Credentials.HOSTKEY_ADMIN;
        return look(
                "/iso.php?action=list_iso" + admin,
                "/iso.php?action=history&id=123" + admin,
                "/iso.php?action=history&id=124" + admin,
                "/iso.php?action=history&id=125" + admin,
                "/iso.php?action=uploaded&params[email]=client@example.com" + admin,
                "/eq.php?action=show&id=456" + admin,
                "/eq.php?action=show&id=457" + admin,
                "/_emulator/jobs");
    }

    /** Everything VSS shows a user of the world, and the jobs in it. */
    private static String vss() throws IOException {
        return lookAs(
                vssToken,
                "/v2/iso?per_page=250&expand=1",
                "/v2/user",
                "/v2/user/image/iso?per_page=250",
                "/v2/request/image_sync?per_page=250&expand=1",
                "/_emulator/jobs");
    }

    private static String look(String... paths) throws IOException {
        return lookAs(Credentials.HOSTERAPI_TOKEN, paths);
    }

    private static String lookAs(String token, String... paths) throws IOException {
        StringBuilder everything = new StringBuilder();
        try (RawSocket connection = new RawSocket(emulator().url())) {
            for (String path : paths) {
                everything.append(connection
                        .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nEmulator-World: " + Garbage.WORLD
                                + "\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                        .body());
            }
        }
        return everything.toString();
    }

    @Provide
    Arbitrary<Garbage> garbageForHosterapi() {
        return Combinators.combine(
                        routes(HOSTERAPI),
                        GarbageParts.segments(),
                        GarbageParts.queries(),
                        GarbageParts.types(),
                        GarbageParts.bodies())
                .flatAs((route, segment, query, type, body) -> GarbageParts.methods(route)
                        .map(method -> {
                            String path = route.path()
                                    .text()
                                    .replaceAll(
                                            "\\{\\w+}",
                                            segment.replace("\\", "").replace("$", ""));
                            String headers = "Authorization: Bearer " + Credentials.HOSTERAPI_TOKEN + "\r\n"
                                    + GarbageParts.type(type);
                            return new Garbage(method, GarbageParts.target(path, query), headers, Bytes.of(body));
                        }));
    }

    @Provide
    Arbitrary<Garbage> garbageForHostkey() {
        return HostkeyGarbage.requests(routes(HOSTKEY));
    }

    @Provide
    Arbitrary<Garbage> garbageForVss() {
        return VssGarbage.requests(routes(VSS), vssToken);
    }

    private static Arbitrary<Operation> routes(String api) {
        return Arbitraries.of(Inventory.provider(api).operations().stream()
                .filter(route -> !route.path().text().startsWith("/novnc"))
                .toList());
    }
}
