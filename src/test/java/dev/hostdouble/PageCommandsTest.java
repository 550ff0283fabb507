package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.wire.Inventory;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Wire;
import dev.hostdouble.wire.Placeholders;
import dev.hostdouble.wire.WorldHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The example calls as the pages print them, with another host, get an answer that the page documents, in each shipped world.
 */
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

    private final Map<String, Hostdouble> worlds = new TreeMap<>();

    PageCommandsTest() throws Exception {
        for (String world : WorldHeader.WORLDS) {
            worlds.put(world, Hostdouble.start(Settings.forTests().withWorld(world)));
        }
    }

    @AfterEach
    void stop() {
        worlds.values().forEach(Hostdouble::close);
    }

    /** A test of each operation in each shipped world. */
    private Stream<DynamicTest> inEachWorld(List<Documented> inventory, Check check) {
        return worlds.entrySet().stream().flatMap(world -> inventory.stream()
                .map(known -> dynamicTest(
                        world.getKey() + ": " + known.operation(), () -> check.of(world.getValue(), known))));
    }

    private interface Check {
        void of(Hostdouble emulator, Documented known) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_hosterapi_is_answered_as_documented() throws IOException {
        List<Documented> inventory = Inventory.of("hosterapi");
        assertThat(inventory).hasSize(37);
        return inEachWorld(inventory, (emulator, known) -> {
            JsonNode example = known.example().body();
            int status = send(emulator, known, HOSTERAPI, example.isNull() ? "" : example.toString())
                    .status();
            Integer undocumented = UNDOCUMENTED.get(known.operation());
            if (undocumented != null) {
                assertThat(status).isEqualTo(undocumented);
            } else {
                assertThat(status)
                        .isIn(known.responses().stream().map(Wire::status).toList())
                        .isNotIn(401, 500);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_hostkey_is_answered_as_documented() throws IOException {
        List<Documented> inventory = Inventory.of("hostkey");
        assertThat(inventory).hasSize(15);
        return inEachWorld(inventory, (emulator, known) -> {
            // As curl puts its --data together.
            String body = String.join(
                    "&",
                    StreamSupport.stream(known.example().body().spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
            Seen reply = send(emulator, known, "Content-Type: application/x-www-form-urlencoded\r\n", body);
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
        });
    }

    /**
     * The page's own commands: HTTPie's, which says what it would like, and curl's, which sends a POST without a body
     * and says nothing of its length.
     */
    @TestFactory
    Stream<DynamicTest> every_command_of_vss_is_answered() {
        return worlds.entrySet().stream().flatMap(world -> {
            String bearer = Credentials.bearer(token(world.getValue()));
            return VSS.entrySet().stream().flatMap(command -> Stream.of(CURL, HTTPIE)
                    .map(client -> dynamicTest(
                            world.getKey() + ": " + command.getKey()
                                    + client.lines().findFirst().orElseThrow(),
                            () -> {
                                Seen reply = vss(world.getValue(), command.getKey(), client, bearer);
                                assertThat(reply.status())
                                        .isEqualTo(command.getKey().startsWith("PATCH ") ? 202 : 200);
                                assertThat(reply.header("Content-Type")).isEqualTo("application/json");
                                assertThat(reply.body()).contains(command.getValue());
                            })));
        });
    }

    @Test
    void the_commands_of_vss_get_the_same_bytes_in_each_world() throws IOException {
        List<String> answers = new ArrayList<>();
        for (Map.Entry<String, Hostdouble> world : worlds.entrySet()) {
            WorldHeader header = WorldHeader.of(world.getKey(), "vss");
            assertThat(header.examples()).isEqualTo(VSS.size() + 1);
            assertThat(header.working()).isEqualTo(VSS.size() + 1);
            assertThat(header.failing()).isEmpty();
            String bearer = Credentials.bearer(token(world.getValue()));
            StringBuilder all = new StringBuilder();
            for (String command : new TreeMap<>(VSS).keySet()) {
                Seen reply = vss(world.getValue(), command, CURL, bearer);
                all.append(reply.statusLine()).append(reply.headers()).append(reply.body());
            }
            answers.add(all.toString());
        }
        assertThat(answers).hasSizeGreaterThan(1).containsOnly(answers.get(0));
    }

    private static String token(Hostdouble emulator) {
        String login = Credentials.basic(Credentials.VSS_USER, Credentials.VSS_USER);
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"")
                .matcher(vss(emulator, "POST /auth/request-token", CURL, login).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static Seen vss(Hostdouble emulator, String command, String client, String credentials) {
        String request = command + " HTTP/1.1\r\nHost: api.example.com\r\n" + credentials + "\r\n" + client + "\r\n";
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seen send(Hostdouble emulator, Documented known, String headers, String body) throws IOException {
        String request = known.example().method() + " " + known.example().path() + " HTTP/1.1\r\n"
                + "Host: api.example.com\r\nEmulator-World: "
                + known.operation().replace('/', '-') + "\r\n" + headers + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send(request.getBytes(StandardCharsets.UTF_8), false);
        }
    }
}
