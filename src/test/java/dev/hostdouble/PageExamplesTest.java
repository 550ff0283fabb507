package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.wire.Inventory;
import dev.hostdouble.wire.Inventory.Documented;
import dev.hostdouble.wire.Inventory.Wire;
import dev.hostdouble.wire.Placeholders;
import dev.hostdouble.wire.WorldHeader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The pages' own example calls in each shipped world: what the first lines of its files claim of them is true, and nothing is
 * missing there. Each call has a world of its own.
 */
class PageExamplesTest {
    static final List<String> WORLDS = WorldHeader.WORLDS;

    private static final String HOSTERAPI_PREFIX = "/api/v1";
    private static final Pattern OTHER_TOKEN = Pattern.compile("It works with token=(\\w+)");
    private static final Pattern WITH_VALUE =
            Pattern.compile("With VALUE itself, (.*?) work, and the others get an error");

    /** When the page's console URL was made, as the ticket in it says. */
    private static final Instant OF_THE_PAGE = Instant.parse("2021-03-15T14:45:03Z");

    /** A shipped world in which console URLs are as on the page, unless its file says otherwise. */
    private static Hostdouble start(String world) throws Exception {
        return Hostdouble.start(
                Settings.forTests().withNow(OF_THE_PAGE).withWorld(world).withConsoleUrl("https://hosterapi.de"));
    }

    private static String nameOf(Documented known) {
        return known.operation().substring(known.operation().indexOf('/') + 1);
    }

    @ParameterizedTest
    @FieldSource("WORLDS")
    void the_examples_of_hosterapi_are_answered_as_the_file_says(String world) throws Exception {
        WorldHeader header = WorldHeader.of(world, "hosterapi");
        Map<String, String> failing = new TreeMap<>();
        Set<String> otherBodies = new TreeSet<>();
        try (Hostdouble emulator = start(world)) {
            for (Documented known : Inventory.of("hosterapi")) {
                Seen reply = hosterapi(emulator, known);
                if (reply.status() != 200) {
                    failing.put(nameOf(known), String.valueOf(reply.status()));
                } else if (!isPrinted("hosterapi", known, reply)) {
                    otherBodies.add(nameOf(known));
                }
            }
        }
        assertClaims(header, Inventory.of("hosterapi").size(), failing, otherBodies);
    }

    private static Seen hosterapi(Hostdouble emulator, Documented known) {
        String path = known.example().path().substring(HOSTERAPI_PREFIX.length());
        JsonNode body = known.example().body();
        return new HosterapiClient(emulator, known.operation().replace('/', '-'))
                .call(known.example().method(), path, body.isNull() ? "" : body.toString());
    }

    private static void assertClaims(
            WorldHeader header, int examples, Map<String, String> failing, Set<String> otherBodies) {
        assertThat(header.answers()).isEqualTo(failing);
        assertThat(header.otherBodies().keySet()).isEqualTo(otherBodies);
        assertThat(header.examples()).isEqualTo(examples);
        assertThat(header.working()).isEqualTo(examples - failing.size());
    }

    /** Whether a success is one that the page prints; yes if it prints none. */
    private static boolean isPrinted(String api, Documented known, Seen reply) {
        List<Wire> successes = known.responses().stream()
                .filter(wire -> wire.status() == 200 && !wire.wire().contains("\"code\":-1"))
                .toList();
        return successes.isEmpty()
                || successes.stream().anyMatch(wire -> Placeholders.of(api)
                        .pattern(wire.wire())
                        .matcher(reply.body())
                        .matches());
    }

    @ParameterizedTest
    @FieldSource("WORLDS")
    void the_examples_of_hostkey_are_answered_as_the_file_says(String world) throws Exception {
        WorldHeader header = WorldHeader.of(world, "hostkey");
        Map<String, String> failing = new TreeMap<>();
        Set<String> otherBodies = new TreeSet<>();
        try (Hostdouble emulator = start(world)) {
            for (Documented known : Inventory.of("hostkey")) {
                Seen reply = hostkey(emulator, known, "values", form(known, header));
                if (!isOk(reply)) {
                    failing.put(nameOf(known), words(reply));
                } else if (!isPrinted("hostkey", known, reply)) {
                    otherBodies.add(nameOf(known));
                }
            }
        }
        assertClaims(header, Inventory.of("hostkey").size(), failing, otherBodies);
    }

    private static Seen hostkey(Hostdouble emulator, Documented known, String how, String form) {
        return new HostkeyClient(emulator, how + "-" + known.operation().replaceAll("\\W", "-"))
                .post(known.example().path(), HostkeyClient.FORM, form);
    }

    private static boolean isOk(Seen reply) {
        return reply.json().path("result").asText().equals("OK");
    }

    /** The words of an error, without those before its dash. */
    private static String words(Seen reply) {
        String message = reply.json().path("message").asText();
        return message.substring(message.indexOf(" - ") < 0 ? 0 : message.indexOf(" - ") + 3);
    }

    private static Stream<String> fields(Documented known) {
        return StreamSupport.stream(known.example().body().spliterator(), false).map(JsonNode::asText);
    }

    private static String form(Documented known, WorldHeader header) {
        return fields(known)
                .map(field ->
                        field.replace("VALUE", header.value(nameOf(known), field.substring(0, field.indexOf('=')))))
                .collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @FieldSource("WORLDS")
    void an_example_that_needs_another_token_works_with_it(String world) throws Exception {
        WorldHeader header = WorldHeader.of(world, "hostkey");
        int tried = 0;
        try (Hostdouble emulator = start(world)) {
            for (Documented known : Inventory.of("hostkey")) {
                Matcher token = OTHER_TOKEN.matcher(header.failing().getOrDefault(nameOf(known), ""));
                if (token.find()) {
                    String form = form(known, header).replace(Credentials.HOSTKEY_CLIENT, token.group(1));
                    Seen reply = hostkey(emulator, known, "token", form);
                    assertThat(isPrinted("hostkey", known, reply))
                            .as(reply.body())
                            .isTrue();
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("WORLDS")
    void the_examples_of_hostkey_with_the_word_value_work_as_the_file_says(String world) throws Exception {
        Set<String> working = new TreeSet<>();
        try (Hostdouble emulator = start(world)) {
            for (Documented known : Inventory.of("hostkey")) {
                if (isOk(hostkey(emulator, known, "word", fields(known).collect(Collectors.joining("&"))))) {
                    working.add(nameOf(known));
                }
            }
        }
        Matcher claim = WITH_VALUE.matcher(WorldHeader.of(world, "hostkey").text());
        assertThat(claim.find()).isTrue();
        assertThat(Set.of(claim.group(1).split(" and ", -1))).isEqualTo(working);
    }

    @Test
    void the_examples_about_server_9_work_after_the_example_that_orders_it() throws Exception {
        try (Hostdouble emulator = start("default")) {
            List<Documented> pages = Inventory.of("hosterapi");
            for (Documented operation : pages) {
                if (!operation.example().path().contains("/dedicated/9/")) {
                    continue;
                }
                HosterapiClient api =
                        new HosterapiClient(emulator, operation.operation().replace('/', '-'));
                String order = pages.get(1).example().body().toString();
                assertThat(api.call("POST", "/datacenter/dedicated/order", order)
                                .status())
                        .isEqualTo(200);
                api.advance("30s");
                assertThat(hosterapi(emulator, operation).status())
                        .as(operation.operation())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void the_examples_of_the_default_world_that_need_others_before_work_after_them() throws Exception {
        WorldHeader header = WorldHeader.of("default", "hostkey");
        try (Hostdouble emulator = start("default")) {
            for (Documented known : Inventory.of("hostkey")) {
                HostkeyClient client =
                        new HostkeyClient(emulator, "after-" + known.operation().replaceAll("\\W", "-"));
                if (known.operation().endsWith(".unmount_iso")) {
                    client.succeed(client.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"));
                } else if (known.operation().matches(".*\\.(remove|restore)_snapshot")) {
                    client.succeed(client.read("vm", "create_snapshot", "id", "456", "name", "first"));
                    client.succeed(client.read("eq", "off", "id", "456"));
                } else {
                    continue;
                }
                Seen reply = client.post(known.example().path(), HostkeyClient.FORM, form(known, header));
                assertThat(isPrinted("hostkey", known, reply)).as(reply.body()).isTrue();
            }
        }
    }
}
