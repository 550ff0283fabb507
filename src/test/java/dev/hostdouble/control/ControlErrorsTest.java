package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.provider.PathTemplate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What every endpoint refuses, and how it says so: whole kinds of slips, for each row of the control API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlErrorsTest {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE");

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final ProviderClient client = new ProviderClient(emulator, "errors");
    private final List<ControlRoute> rows = ControlRows.all();

    ControlErrorsTest() throws Exception {
        client.controlled("POST", "reset", "");
    }

    /** A path of a row; deleting that world, or replacing it, would change what other tests need. */
    private static String path(ControlRoute row) {
        return row.path()
                .text()
                .substring(1)
                .replace("{user}", "jm")
                .replace("{n}", "1")
                .replaceAll("\\{\\w+}", "some");
    }

    private Stream<DynamicTest> forEachRow(Consumer<ControlRoute> test) {
        return rows.stream().map(row -> dynamicTest(row.name(), () -> test.accept(row)));
    }

    private static void assertError(Seen reply, int status, String... parts) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.json().size()).isEqualTo(1);
        assertThat(reply.json().path("error").asText()).contains(parts);
    }

    @TestFactory
    Stream<DynamicTest> another_method_is_refused_with_those_that_are_allowed() {
        return forEachRow(row -> {
            Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
            for (ControlRoute other : rows) {
                if (other.path().match(PathTemplate.split("/" + path(row))).isPresent()) {
                    allowed.add(other.method());
                    if (other.method().equals("GET")) {
                        allowed.add("HEAD");
                    }
                }
            }
            Seen options = client.control("OPTIONS", path(row), "");
            assertThat(options.status()).isEqualTo(204);
            assertThat(Set.of(options.header("Allow").split(", ", -1))).isEqualTo(allowed);
            for (String method : METHODS) {
                if (!allowed.contains(method)) {
                    Seen reply = client.control(method, path(row), "");
                    assertThat(reply.status()).as(method).isEqualTo(405);
                    assertThat(reply.header("Allow")).as(method).isEqualTo(options.header("Allow"));
                    if (!method.equals("HEAD")) {
                        assertError(reply, 405, "method " + method + " not allowed; use ", row.method());
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> another_parameter_is_refused_with_those_that_are_allowed() {
        return forEachRow(row -> {
            String allowed = row.parameters().isEmpty()
                    ? "none"
                    : String.join(
                            ", ",
                            row.parameters().stream().map(QueryParam::name).toList());
            assertError(
                    client.control(row.method(), path(row) + "?qqqq=1", ""),
                    400,
                    "unknown parameter 'qqqq'. Allowed: " + allowed);
            for (QueryParam known : row.parameters()) {
                String twice = known.name() + "=1&" + known.name() + "=1";
                assertError(
                        client.control(row.method(), path(row) + "?" + twice, ""),
                        400,
                        "parameter '" + known.name() + "' is given twice");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> another_value_is_refused_with_what_is_expected() {
        return rows.stream().flatMap(row -> row.parameters().stream()
                .filter(known -> known.most() != null || !known.words().isEmpty())
                .map(known -> dynamicTest(row.name() + " " + known.name(), () -> {
                    for (String wrong : List.of("qqqq", "-1", "1.5", "", "99999999999999999999")) {
                        assertError(
                                client.control(row.method(), path(row) + "?" + known.name() + "=" + wrong, ""),
                                400,
                                "invalid " + known.name() + " '" + (wrong.length() < 20 ? wrong : "9999"),
                                "': expected ");
                    }
                })));
    }

    /** Whether a row refuses wrong bodies; a check of a scenario lists what is wrong with one. */
    private static boolean refusesBodies(ControlRoute row) {
        return !row.method().equals("GET") && !row.name().equals("POST /scenarios/check");
    }

    @TestFactory
    Stream<DynamicTest> a_body_that_is_not_json_is_refused() {
        return rows.stream()
                .filter(ControlErrorsTest::refusesBodies)
                .map(row -> dynamicTest(row.name(), () -> {
                    Seen reply = client.control(row.method(), path(row), "{\"a\":");
                    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
                    assertThat(reply.json().path("error").asText()).matches("(?s).*(JSON|:1:\\d+: |line 1).*");
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_is_no_json_is_explained_without_words_of_a_library() {
        return Stream.of(
                        "{",
                        "{\"a\":[1}",
                        "{\"a\":NaN}",
                        "{\"a\":+1}",
                        "{/*x*/}",
                        "{} {}",
                        "{'a':1}",
                        "{\"a\":.5}",
                        "{\"" + "x".repeat(65_536) + "\":1}",
                        "{\"a\":" + "9".repeat(2000) + "}",
                        "[".repeat(200))
                .map(body -> dynamicTest(body.substring(0, Math.min(12, body.length())), () -> {
                    Seen reply = client.control("PUT", "clock", body);
                    assertError(reply, 400, "invalid JSON: ");
                    assertThat(reply.body()).doesNotContainPattern("`|Source|Stream|Feature|Token|jackson|REDACTED");
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_body_of_another_type_is_refused() {
        return rows.stream().filter(ControlErrorsTest::refusesBodies).flatMap(row -> Stream.of(
                        "[]", "7", "\"text\"", "true")
                .map(body -> dynamicTest(row.name() + " " + body, () -> {
                    Seen reply = client.control(row.method(), path(row), body);
                    assertError(reply, 400, "expected");
                })));
    }

    @TestFactory
    Stream<DynamicTest> a_body_with_another_member_is_refused_with_its_place() {
        return rows.stream()
                .filter(ControlErrorsTest::refusesBodies)
                .map(row -> dynamicTest(
                        row.name(),
                        () -> assertError(client.control(row.method(), path(row), "{\"qqqq\":1}"), 400, "qqqq")));
    }

    @TestFactory
    Stream<DynamicTest> a_body_where_none_is_expected_is_refused() {
        return rows.stream()
                .filter(row -> row.method().equals("GET"))
                .map(row -> dynamicTest(
                        row.name(),
                        () -> assertError(
                                client.control("GET", path(row), "{\"qqqq\":1}"), 400, "unknown key 'qqqq'")));
    }

    @TestFactory
    Stream<DynamicTest> a_world_with_an_invalid_name_is_refused() {
        return forEachRow(
                row -> assertError(client.send(row.method(), "/_w/a%20b/_emulator/" + path(row), ""), 400, "name"));
    }

    @TestFactory
    Stream<DynamicTest> an_endpoint_that_creates_no_world_says_that_there_is_none() {
        return rows.stream()
                .filter(row -> row.needsWorld() && !row.createsWorld())
                .map(row -> dynamicTest(
                        row.name(),
                        () -> assertError(
                                client.send(row.method(), "/_w/no-such-world/_emulator/" + path(row), ""),
                                404,
                                "unknown world 'no-such-world'")));
    }
}
