package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.wire.Inventory;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Wire;
import dev.hostdouble.wire.Placeholders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The example calls as the pages print them, with another host, get an answer that the page documents. */
class PageCommandsTest {
    /** Where the page documents no answer to its own example: a change of server "eligendi", and the software list. */
    private static final Map<String, Integer> UNDOCUMENTED =
            Map.of("hosterapi/server.change", 404, "hosterapi/software.list", 200);

    /** Where the pages document no answer to their own example, which has a client's token, and VALUE for a server. */
    private static final Map<String, String> ASSUMED = Map.of(
            "hostkey/iso.add", "{\"code\":-1,\"message\":\"Access denied\"}",
            "hostkey/iso.mount_iso", "{\"code\":-1,\"message\":\"Server id required\"}");

    private static final String HOSTERAPI = String.join(
            "\r\n",
            Credentials.bearer(Credentials.HOSTERAPI_TOKEN),
            "Content-Type: application/json",
            "Accept: application/json",
            "");

    /** The page's commands for VSS: what stands behind the host as printed, and a text that the answer contains. */
    private static final Map<String, String> VSS = Map.of(
            "OPTIONS /v2/iso",
            "\"allow\":[\"GET\",\"HEAD\",\"OPTIONS\"]",
            "GET /v2/user/image/iso",
            "\"id\":223,",
            "PATCH /v2/user/image/iso",
            "\"name\":\"Accepted\"",
            "GET /v2/iso",
            "\"http://api.example.com/v2/iso/10\"",
            "GET /v2/iso?expand=1",
            "\"id\":10,",
            "GET /v2/iso?per_page=250&expand=1",
            "\"total\":224}",
            "GET /v2/iso?per_page=250&expand=1&filter=name,like,CentO%",
            "\"data\":[{\"created_on\":\"2017-11-17 13:44:10 EST\",\"data_store\":\"vss-ISOs\",\"id\":69,\"name\":\"CentOS-5.8-",
            "GET /v2/iso?per_page=250&expand=1&filter=name,like,CentO%&sort=name,desc",
            "\"data\":[{\"created_on\":\"2017-11-17 13:44:46 EST\",\"data_store\":\"vss-ISOs\",\"id\":105,\"name\":\"CentOS-7.4-");

    private static final String CURL = "User-Agent: curl/7.56.1\r\nAccept: */*\r\n";
    private static final String HTTPIE = String.join(
            "\r\n",
            "User-Agent: HTTPie/0.9.9",
            "Accept-Encoding: gzip, deflate",
            "Accept: application/json, */*;q=0.5",
            "Connection: keep-alive",
            "");

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    PageCommandsTest() throws Exception {}

    @TestFactory
    Stream<DynamicTest> every_example_of_hosterapi_is_answered_as_documented() throws IOException {
        List<Documented> inventory = Inventory.of("hosterapi");
        assertThat(inventory).hasSize(37);
        return inventory.stream()
                .map(known -> dynamicTest(known.operation(), () -> {
                    JsonNode example = known.example().body();
                    int status = send(known, HOSTERAPI, example.isNull() ? "" : example.toString())
                            .status();
                    Integer undocumented = UNDOCUMENTED.get(known.operation());
                    if (undocumented != null) {
                        assertThat(status).isEqualTo(undocumented);
                    } else {
                        assertThat(status)
                                .isIn(known.responses().stream()
                                        .map(Wire::status)
                                        .toList())
                                .isNotIn(401, 500);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_hostkey_is_answered_as_documented() throws IOException {
        List<Documented> inventory = Inventory.of("hostkey");
        assertThat(inventory).hasSize(15);
        return inventory.stream()
                .map(known -> dynamicTest(known.operation(), () -> {
                    // As curl puts its --data together.
                    String body = String.join(
                            "&",
                            StreamSupport.stream(known.example().body().spliterator(), false)
                                    .map(JsonNode::asText)
                                    .toList());
                    Seen reply = send(known, "Content-Type: application/x-www-form-urlencoded\r\n", body);
                    assertThat(reply.status()).isEqualTo(200);
                    String assumed = ASSUMED.get(known.operation());
                    if (assumed != null) {
                        assertThat(reply.body()).isEqualTo(assumed);
                    } else {
                        assertThat(known.responses()).as(reply.body()).anyMatch(wire -> Placeholders.of("hostkey")
                                .pattern(wire.wire())
                                .matcher(reply.body())
                                .matches());
                    }
                }));
    }

    /** With the values that the start state's file names; what has to happen before is there, too. */
    @TestFactory
    Stream<DynamicTest> every_example_of_hostkey_works_with_the_values_of_the_start_state() throws IOException {
        return Inventory.of("hostkey").stream()
                .map(known -> dynamicTest(known.operation(), () -> {
                    HostkeyClient client = new HostkeyClient(
                            emulator, "values-" + known.operation().replaceAll("\\W", "-"));
                    if (known.operation().endsWith(".unmount_iso")) {
                        client.succeed(client.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"));
                    }
                    if (known.operation().matches(".*\\.(remove|restore)_snapshot")) {
                        client.succeed(client.read("vm", "create_snapshot", "id", "456", "name", "first"));
                        client.succeed(client.read("eq", "off", "id", "456"));
                    }
                    String body = StreamSupport.stream(known.example().body().spliterator(), false)
                            .map(JsonNode::asText)
                            .map(field -> field.replace("VALUE", value(known.operation(), field)))
                            .collect(Collectors.joining("&"));
                    boolean isForAdministrators = known.operation().equals("hostkey/iso.add");
                    Seen reply = client.post(
                            known.example().path(),
                            HostkeyClient.FORM,
                            isForAdministrators
                                    ? body.replace(Credentials.HOSTKEY_CLIENT, Credentials.HOSTKEY_ADMIN)
                                    : body);
                    assertThat(reply.json().path("result").asText())
                            .as(body + " " + reply.body())
                            .isEqualTo("OK");
                }));
    }

    private static String value(String operation, String field) {
        String name = field.substring(0, field.indexOf('='));
        return switch (name) {
            case "id" -> operation.matches(".*\\.(delete|history)") ? "123" : "456";
            case "params[id]" -> "123";
            case "iso" -> "ubuntu-22.04.iso";
            case "params[url]" -> "https://example.com/iso/debian-12.iso";
            case "params[private]" -> "client@example.com";
            default -> "first";
        };
    }

    /**
     * The page's own commands: HTTPie's, which says what it would like, and curl's, which sends a POST without a body
     * and says nothing of its length.
     */
    @TestFactory
    Stream<DynamicTest> every_command_of_vss_is_answered() throws IOException {
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"")
                .matcher(vss(
                                "POST /auth/request-token",
                                CURL,
                                Credentials.basic(Credentials.VSS_USER, Credentials.VSS_USER))
                        .body());
        assertThat(token.find()).isTrue();
        String bearer = Credentials.bearer(token.group(1));
        return VSS.entrySet().stream().flatMap(command -> Stream.of(CURL, HTTPIE)
                .map(client -> dynamicTest(
                        command.getKey() + client.lines().findFirst().orElseThrow(), () -> {
                            Seen reply = vss(command.getKey(), client, bearer);
                            assertThat(reply.status())
                                    .isEqualTo(command.getKey().startsWith("PATCH ") ? 202 : 200);
                            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
                            assertThat(reply.body()).contains(command.getValue());
                        })));
    }

    private Seen vss(String command, String client, String credentials) throws IOException {
        String request = command + " HTTP/1.1\r\nHost: api.example.com\r\n" + credentials + "\r\n" + client + "\r\n";
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send(request);
        }
    }

    private Seen send(Documented known, String headers, String body) throws IOException {
        String request = known.example().method() + " " + known.example().path() + " HTTP/1.1\r\n"
                + "Host: api.example.com\r\nEmulator-World: "
                + known.operation().replace('/', '-') + "\r\n" + headers + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send(request.getBytes(StandardCharsets.UTF_8), false);
        }
    }
}
