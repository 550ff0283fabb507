package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Route;
import dev.hostdouble.http.RawConnection;
import dev.hostdouble.http.RawConnection.RawReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/**
 * Whatever is thrown at whichever operation, the answer is of the provider's own kind, comes quickly, and an error leaves
 * the world as it was.
 */
class GarbageTest {
    private static final String TOKEN = "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";
    private static final Duration QUICK = Duration.ofSeconds(5);

    private static @Nullable Emulator emulator;

    @BeforeContainer
    static void start() throws Exception {
        emulator = Emulator.start(Settings.forTests());
    }

    @AfterContainer
    static void stop() {
        emulator().close();
    }

    private static Emulator emulator() {
        if (emulator == null) {
            throw new IllegalStateException("not started");
        }
        return emulator;
    }

    record Garbage(Route route, String method, String segment, String query, String type, Bytes body) {
        byte[] request() {
            String path = route.path()
                    .text()
                    .replaceAll("\\{\\w+}", segment.replace("\\", "").replace("$", ""));
            String head = method + " " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1\r\nHost: x\r\n"
                    + "Authorization: Bearer " + TOKEN + "\r\nEmulator-World: garbage\r\n"
                    + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                    + "Content-Length: " + body.length() + "\r\n\r\n";
            byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
            byte[] all = new byte[start.length + body.length()];
            System.arraycopy(start, 0, all, 0, start.length);
            System.arraycopy(body.array(), 0, all, start.length, body.length());
            return all;
        }

        @Override
        public String toString() {
            return new String(request(), StandardCharsets.ISO_8859_1);
        }
    }

    @Property(tries = 1000, seed = "20240201", edgeCases = EdgeCasesMode.NONE)
    void gets_an_answer_of_the_providers_own_kind(@ForAll("garbage") Garbage garbage) throws IOException {
        emulator().world("garbage").reset();
        String before = everything();

        RawReply reply = Assertions.assertTimeoutPreemptively(QUICK, () -> send(garbage));

        assertThat(reply.status()).as(garbage.toString()).isLessThan(500);
        if (reply.status() >= 400) {
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            assertThat(reply.body())
                    .as(garbage.toString())
                    .matches("(?s)\\{\"result\":false,\"error\":\"0x.*\"}|\\{\n    \"message\": \".*\"\n}|");
            assertThat(everything()).as(garbage.toString()).isEqualTo(before);
        }
    }

    private static RawReply send(Garbage garbage) throws IOException {
        try (RawConnection connection = new RawConnection(emulator().url())) {
            return connection.send(garbage.request(), garbage.method().equals("HEAD"));
        }
    }

    /** Everything the API shows of the world, and the jobs in it. */
    private static String everything() throws IOException {
        StringBuilder everything = new StringBuilder();
        try (RawConnection connection = new RawConnection(emulator().url())) {
            for (String path : List.of(
                    "/api/v1/datacenter/server",
                    "/api/v1/datacenter/server/4001/status",
                    "/api/v1/datacenter/server/4001/config",
                    "/api/v1/datacenter/server/4001/backups/list",
                    "/api/v1/datacenter/dedicated",
                    "/api/v1/datacenter/dedicated/1/config",
                    "/api/v1/datacenter/dedicated/market",
                    "/_emulator/jobs")) {
                everything.append(connection
                        .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nEmulator-World: garbage\r\n"
                                + "Authorization: Bearer " + TOKEN + "\r\n\r\n")
                        .body());
            }
        }
        return everything.toString();
    }

    @Provide
    Arbitrary<Garbage> garbage() {
        return Combinators.combine(routes(), segments(), queries(), types(), bodies())
                .flatAs((route, segment, query, type, body) ->
                        methods(route).map(method -> new Garbage(route, method, segment, query, type, Bytes.of(body))));
    }

    private static Arbitrary<Route> routes() {
        return Arbitraries.of(emulator().world("garbage").apis().stream()
                .flatMap(api -> api.routes().stream())
                .filter(route -> route.path().text().startsWith("/api/"))
                .toList());
    }

    private static Arbitrary<String> methods(Route route) {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(route.method())),
                Tuple.of(1, Arbitraries.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FOO", "foo")));
    }

    private static Arbitrary<String> segments() {
        Arbitrary<String> known = Arbitraries.of(
                "4001",
                "1",
                "9",
                "15",
                "0",
                "-1",
                "4001.0",
                "4e3",
                "99999999999999999999999",
                "eligendi",
                "%00",
                "%ff",
                "%E2%82%AC",
                "%F0%9F%98%80",
                "%2F",
                "%zz",
                "%",
                "..",
                ".",
                "a%20b",
                "4001%0d%0aX:y",
                "'%20OR%201=1--");
        Arbitrary<String> random = Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('/', '?', '#', '\\', '$')
                .ofMinLength(1)
                .ofMaxLength(30);
        return Arbitraries.oneOf(known, known, random);
    }

    private static Arbitrary<String> queries() {
        return Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.of(
                        "a=%zz", "%", "&&&=&", "template=%ff", "mem[]=1", "a[b][c", "_method=FOO", "_method=DELETE"),
                Arbitraries.strings().withCharRange('!', '~').excludeChars('#').ofMaxLength(40));
    }

    private static Arbitrary<String> types() {
        return Arbitraries.of(
                "application/json",
                "application/json",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=b",
                "multipart/form-data",
                "text/plain",
                "",
                "application/vnd.api+json",
                ";;;",
                "application/json; charset=utf-7");
    }

    private static Arbitrary<byte[]> bodies() {
        Arbitrary<String> value = Arbitraries.of(
                "null",
                "true",
                "-1",
                "0",
                "1.5",
                "1e999",
                "99999999999999999999",
                "\"\"",
                "\"10X\"",
                "\"4001\"",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "[1]",
                "{\"a\":1}",
                "\"Debian10.0\"",
                "\"-5G\"",
                "\"0G\"",
                "\"99999999T\"",
                "2",
                "\"" + "x".repeat(300) + "\"",
                "\"127.0.0.1\"",
                "\"ts3\"");
        Arbitrary<String> name = Arbitraries.of(
                "template",
                "cpuCores",
                "mem",
                "disk",
                "ipCount",
                "backup",
                "id",
                "ip",
                "hostname",
                "force",
                "sid",
                "sid|ip",
                "package",
                "password",
                "port",
                "_method",
                "x");
        Arbitrary<String> members = Combinators.combine(name, value)
                .as((n, v) -> "\"" + n + "\":" + v)
                .list()
                .ofMaxSize(8)
                .map(list -> "{" + String.join(",", list) + "}");
        Arbitrary<String> fields = Combinators.combine(
                        name, Arbitraries.of("", "-1", "abc", "10X", "%ff%fe", "%zz", "4001", "1.0", "0x10"))
                .as((n, v) -> n + "=" + v)
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("&", list));
        Arbitrary<String> broken = Arbitraries.of(
                "",
                "{",
                "[",
                "\"",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000),
                "{} {}",
                "\uFEFF{}",
                "nul",
                "--b\r\nContent-Disposition: form-data; name=\"mem\"\r\n\r\n-1\r\n--b--\r\n",
                "--b\r\n",
                "=&=&=",
                "a=1&".repeat(2000),
                "a[" + "b][".repeat(500) + "]=1");
        return Arbitraries.oneOf(
                Arbitraries.oneOf(members, members, fields, broken).map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200));
    }
}
