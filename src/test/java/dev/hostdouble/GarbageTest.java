package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.wire.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final String WORLD = "garbage";
    private static final String HOSTERAPI = "hosterapi";
    private static final String HOSTKEY = "hostkey";
    private static final String VSS = "vss";
    private static final String VSS_LOGIN = Credentials.basic(Credentials.VSS_USER, Credentials.VSS_USER) + "\r\n";
    private static final String URLENCODED = "application/x-www-form-urlencoded";

    private static @Nullable Hostdouble emulator;
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

    private static Hostdouble emulator() {
        if (emulator == null) {
            throw new IllegalStateException("not started");
        }
        return emulator;
    }

    record Garbage(String method, String target, String headers, Bytes body) {
        byte[] request() {
            String head = method + " " + target + " HTTP/1.1\r\nHost: x\r\nEmulator-World: " + WORLD + "\r\n" + headers
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
    void hosterapi_gives_an_answer_of_its_own_kind(@ForAll("garbageForHosterapi") Garbage garbage) throws IOException {
        Seen reply = Assertions.assertTimeoutPreemptively(QUICK, () -> send(garbage));

        assertThat(reply.status()).as(garbage.toString()).isLessThan(500);
        if (reply.status() < 400) {
            emulator().world(WORLD).reset();
        } else {
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            assertThat(reply.body())
                    .as(garbage.toString())
                    .matches("(?s)\\{\"result\":false,\"error\":\"0x.*\"}|\\{\n    \"message\": \".*\"\n}|");
            assertThat(hosterapi()).as(garbage.toString()).isEqualTo(hosterapiAtStart);
        }
    }

    @Property(tries = 600, seed = "20240201", edgeCases = EdgeCasesMode.NONE)
    void hostkey_gives_an_answer_of_its_own_kind(@ForAll("garbageForHostkey") Garbage garbage) throws IOException {
        Seen reply = Assertions.assertTimeoutPreemptively(QUICK, () -> send(garbage));

        assertThat(reply.status()).as(garbage.toString()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        if (garbage.method().equals("HEAD")) {
            emulator().world(WORLD).reset();
            return;
        }
        JsonNode body = new ObjectMapper().readTree(reply.body());
        assertThat(reply.body()).as(garbage.toString()).doesNotContain("internal error");
        if (body.path("result").asText().equals("OK") || body.path("result").isObject()) {
            assertThat(body.has("error") || body.has("message") || body.has("code"))
                    .as(garbage + reply.body())
                    .isFalse();
            emulator().world(WORLD).reset();
        } else {
            assertThat(reply.body())
                    .as(garbage.toString())
                    .matches("(?s)\\{\"code\":-[12],\"message\":\".*\"}|\\{\"result\":-[12],\"error\":\".*\"}");
            assertThat(hostkey()).as(garbage.toString()).isEqualTo(hostkeyAtStart);
        }
    }

    @Property(tries = 800, seed = "20240201", edgeCases = EdgeCasesMode.NONE)
    void vss_gives_an_answer_of_its_own_kind(@ForAll("garbageForVss") Garbage garbage) throws IOException {
        assertThat(vssToken()).isEqualTo(vssToken); // a reset has forgotten it
        Seen reply = Assertions.assertTimeoutPreemptively(QUICK, () -> send(garbage));

        assertThat(reply.status()).as(garbage.toString()).isLessThan(500);
        assertThat(reply.header("Content-Type")).as(garbage.toString()).isEqualTo("application/json");
        if (reply.status() < 400) {
            assertThat(reply.status()).isIn(200, 202);
            emulator().world(WORLD).reset();
            return;
        }
        if (!garbage.method().equals("HEAD")) {
            JsonNode body = new ObjectMapper().readTree(reply.body());
            assertThat(body.fieldNames()).toIterable().containsExactly("status", "error", "message");
            assertThat(body.path("status").asInt()).isEqualTo(reply.status());
            assertThat(body.path("error").isTextual()).isTrue();
            assertThat(body.path("message").isTextual()).isTrue();
        }
        assertThat(vss()).as(garbage.toString()).isEqualTo(vssAtStart);
    }

    /** A token of VSS, which is the same whenever the world is as it was at the start. */
    private static String vssToken() throws IOException {
        Garbage login = new Garbage("POST", "/auth/request-token", VSS_LOGIN, Bytes.of(""));
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
                        .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nEmulator-World: " + WORLD
                                + "\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                        .body());
            }
        }
        return everything.toString();
    }

    @Provide
    Arbitrary<Garbage> garbageForHosterapi() {
        return Combinators.combine(routes(HOSTERAPI), segments(), queries(), types(), bodies())
                .flatAs((route, segment, query, type, body) -> methods(route).map(method -> {
                    String path = route.path()
                            .text()
                            .replaceAll("\\{\\w+}", segment.replace("\\", "").replace("$", ""));
                    String headers = "Authorization: Bearer " + Credentials.HOSTERAPI_TOKEN + "\r\n" + type(type);
                    return new Garbage(method, target(path, query), headers, Bytes.of(body));
                }));
    }

    private static String target(String path, String query) {
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String type(String type) {
        return type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    }

    @Provide
    Arbitrary<Garbage> garbageForHostkey() {
        Arbitrary<String> methods =
                Arbitraries.of("POST", "POST", "POST", "POST", "GET", "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "FOO");
        return Combinators.combine(
                        routes(HOSTKEY), tokens(), fields(), methods, Arbitraries.of(Carrier.values()), bodies())
                .as((route, token, fields, method, carrier, noise) -> {
                    List<String> all = new ArrayList<>(fields);
                    all.add(0, "action=" + route.id().substring(route.id().indexOf('.') + 1));
                    all.add(1, token);
                    return carrier.carry(method, route.path().text(), all, noise);
                });
    }

    @Provide
    Arbitrary<Garbage> garbageForVss() {
        Arbitrary<String> segment = Arbitraries.oneOf(Arbitraries.of("1", "223", "224", "42"), segments());
        Arbitrary<String> query = Arbitraries.frequencyOf(
                Tuple.of(3, views()), Tuple.of(1, queries()), Tuple.of(1, Arbitraries.just("")));
        return Combinators.combine(routes(VSS), segment, query, logins(), types(), bodies())
                .flatAs((route, id, view, login, type, body) -> methods(route).map(method -> {
                    String path = route.path()
                            .text()
                            .replaceAll("\\{\\w+}", id.replace("\\", "").replace("$", ""));
                    return new Garbage(method, target(path, view), login + type(type), Bytes.of(body));
                }));
    }

    private static Arbitrary<String> logins() {
        String bearer = "Authorization: Bearer " + vssToken + "\r\n";
        return Arbitraries.of(
                bearer,
                bearer,
                bearer,
                bearer,
                bearer,
                VSS_LOGIN,
                VSS_LOGIN,
                "",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer " + "x".repeat(3000) + "\r\n",
                "Authorization: Basic\r\n",
                "Authorization: Basic %%%\r\n",
                "Authorization: Basic /////w==\r\n",
                "Authorization: \u00ff\r\n");
    }

    /** What lists may be asked for, most of it nonsense. */
    private static Arbitrary<String> views() {
        Arbitrary<String> name =
                Arbitraries.of("filter", "filter", "filter", "sort", "sort", "page", "per_page", "expand", "name", "x");
        Arbitrary<String> value = Arbitraries.of(
                "name,like,CentO%",
                "name,like,%25%25%25_%25",
                "name,like," + "%25_".repeat(200),
                "name,eq,'+OR+1=1--",
                "id,in," + "1,".repeat(500) + "1",
                "id,lt,99999999999999999999",
                "id,eq,",
                "public,ne,true;public,gt,false",
                "created_on,ge,2017-11-17",
                "created_on,lt,9999-12-31+23:59:59+EST",
                "created_on,gt,0000-00-00",
                "path,like,%ff",
                "path,ge,%00",
                "data_store,in,%F0%9F%98%80,",
                "task_id,like,%",
                ";;;;",
                ",,,,",
                "name,desc;path;id,up",
                "id,desc," + "x".repeat(2000),
                "name",
                "public",
                "name,asc;".repeat(300),
                "0",
                "1",
                "-1",
                "2",
                "250",
                "999999999999",
                "9".repeat(2000),
                "1e3",
                "");
        return Combinators.combine(name, value)
                .as((n, v) -> n + "=" + v)
                .list()
                .ofMaxSize(5)
                .map(list -> String.join("&", list));
    }

    /** Where the parameters of a call to HOSTKEY travel. */
    private enum Carrier {
        FORM,
        QUERY,
        BOTH,
        MULTIPART,
        NOISE;

        Garbage carry(String method, String path, List<String> fields, byte[] noise) {
            String form = String.join("&", fields);
            return switch (this) {
                case FORM -> new Garbage(method, path, type(URLENCODED), Bytes.of(form));
                case QUERY -> new Garbage(method, path + "?" + form, "", Bytes.of(""));
                case BOTH ->
                    new Garbage(
                            method,
                            path + "?" + String.join("&", fields.subList(0, 2)),
                            type(URLENCODED),
                            Bytes.of(String.join("&", fields.subList(2, fields.size()))));
                case MULTIPART -> new Garbage(method, path, type("multipart/form-data; boundary=b"), parts(fields));
                case NOISE -> new Garbage(method, path + "?" + form, type(URLENCODED), Bytes.of(noise));
            };
        }

        private static Bytes parts(List<String> fields) {
            StringBuilder body = new StringBuilder();
            for (String field : fields) {
                int equals = field.indexOf('=');
                body.append("--b\r\nContent-Disposition: form-data; name=\"")
                        .append(field, 0, equals)
                        .append("\"\r\n\r\n")
                        .append(field.substring(equals + 1))
                        .append("\r\n");
            }
            return Bytes.of(body.append("--b--\r\n").toString());
        }
    }

    private static Arbitrary<String> tokens() {
        return Arbitraries.of(
                "token=" + Credentials.HOSTKEY_CLIENT,
                "token=" + Credentials.HOSTKEY_CLIENT,
                "token=" + Credentials.HOSTKEY_STAFF,
                "token=" + Credentials.HOSTKEY_ADMIN,
                "token=" + Credentials.HOSTKEY_ADMIN,
                "token=nope",
                "token=",
                "token[]=" + Credentials.HOSTKEY_CLIENT,
                "x=y");
    }

    private static Arbitrary<List<String>> fields() {
        Arbitrary<String> name = Arbitraries.of(
                "id",
                "id",
                "id",
                "iso",
                "name",
                "type",
                "key",
                "ttl",
                "user",
                "password",
                "params[id]",
                "params[url]",
                "params[name]",
                "params[short_name]",
                "params[iso_name]",
                "params[private]",
                "params[email]",
                "params[customer_id]",
                "params[admin_only]",
                "params[pending]",
                "params[description]",
                "params[status]",
                "params",
                "params[",
                "params[]",
                "params[a][b][]",
                "id[]",
                "key[a]");
        Arbitrary<String> value = Arbitraries.of(
                "456",
                "456",
                "457",
                "123",
                "124",
                "999",
                "0",
                "-1",
                "1.5",
                "1e9",
                "99999999999999999999",
                "999999999999999999",
                "VALUE",
                "",
                "+",
                "first",
                "a+b",
                "..",
                "ubuntu-22.04.iso",
                "windows-server-2022.iso",
                "https://example.com/a.iso",
                "https://",
                "file:///etc/passwd",
                "http://[::1",
                "client%40example.com",
                Credentials.HOSTKEY_KEY,
                "%ff%fe",
                "%zz",
                "%00",
                "%F0%9F%98%80",
                "'+OR+1=1--",
                "x".repeat(300),
                "x".repeat(3000));
        return Combinators.combine(name, value).as((n, v) -> n + "=" + v).list().ofMaxSize(9);
    }

    private static Arbitrary<Operation> routes(String api) {
        return Arbitraries.of(Inventory.provider(api).operations().stream()
                .filter(route -> !route.path().text().startsWith("/novnc"))
                .toList());
    }

    private static Arbitrary<String> methods(Operation route) {
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
