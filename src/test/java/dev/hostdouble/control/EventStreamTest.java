package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Event;
import dev.hostdouble.client.EventFilter;
import dev.hostdouble.client.EventStream;
import dev.hostdouble.client.HostdoubleException;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.WorldClient;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What happens in a world, as {@code GET events} tells it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStreamTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonNode SCHEMAS = schemas();
    private static final String STATUS = "/datacenter/server/4001/status";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    EventStreamTest() throws Exception {}

    private static JsonNode schemas() {
        try {
            Path file = Path.of("src/test/resources/openapi/control-schemas.yaml");
            return Document.read(file.toString(), Files.readString(file)).root();
        } catch (IOException | InvalidFileException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_documented_kinds_are_all_that_there_are() {
        List<String> kinds = new ArrayList<>(EventJson.KINDS);
        kinds.addAll(List.of("gap", "end"));
        List<String> documented = new ArrayList<>();
        SCHEMAS.at("/Events/x-events").fieldNames().forEachRemaining(documented::add);
        assertThat(documented).isEqualTo(kinds);
    }

    private WorldClient world(String name) {
        emulator.client().createWorld(name);
        return emulator.client().world(name);
    }

    private HosterapiClient calls(String name) {
        return new HosterapiClient(emulator, name);
    }

    private static List<Event> next(EventStream events, int number) {
        List<Event> got = new ArrayList<>();
        while (got.size() < number) {
            got.add(events.next(SOON).orElseThrow(() -> new AssertionError("only " + got)));
        }
        return got;
    }

    /** Every event has the members of its schema. */
    private static void checkMembers(List<Event> events) {
        for (Event event : events) {
            JsonNode reference = SCHEMAS.at("/Events/x-events/" + event.kind() + "/$ref");
            String name = reference.asText().substring("#/components/schemas/".length());
            List<String> members = new ArrayList<>();
            SCHEMAS.path(name).path("properties").fieldNames().forEachRemaining(members::add);
            assertThat(event.data().keySet()).as(event.kind()).containsExactlyElementsOf(members);
        }
    }

    private static List<String> kinds(List<Event> events) {
        return events.stream().map(Event::kind).toList();
    }

    @Test
    void a_call_and_its_delivery_are_events_with_stable_members() {
        WorldClient world = world("call");
        try (EventStream events = world.events()) {
            calls("call").call("GET", STATUS + "?a=b");
            List<Event> got = next(events, 2);
            assertThat(kinds(got)).containsExactly("call", "delivery");
            assertThat(got.get(0).data())
                    .containsExactly(
                            Map.entry("n", 1),
                            Map.entry("at", "2024-02-01T00:00:00Z"),
                            Map.entry("operation", "hosterapi/server.status"),
                            Map.entry("method", "GET"),
                            Map.entry("path", "/api/v1" + STATUS),
                            Map.entry("query", "a=b"),
                            Map.entry("status", 200),
                            Map.entry("answer", "ok"),
                            Map.entry("evidence", "documented"),
                            Map.entry("ruleHits", List.of()));
            assertThat(got.get(1).data())
                    .containsEntry("n", 1)
                    .containsEntry("operation", "hosterapi/server.status")
                    .containsEntry("status", 200)
                    .containsEntry("outcome", "complete")
                    .containsEntry("delayMs", 0)
                    .containsKey("bytes")
                    .hasSize(6);
        }
    }

    @Test
    void everything_else_in_the_log_is_an_event_too() {
        WorldClient world = world("else");
        HosterapiClient client = calls("else");
        int job = client.reinstall();
        String[] kinds = EventJson.KINDS.stream() // a new log may begin before a delivery has ended
                .filter(kind -> !kind.equals("delivery"))
                .toArray(String[]::new);
        try (EventStream events = world.events(EventFilter.all().kinds(kinds))) {
            client.advance("1s");
            client.controlled("PUT", "scenarios/any/slow-provider", "");
            client.controlled("DELETE", "scenarios/any/slow-provider", "");
            client.controlled("POST", "jobs/" + job + "/finish", "");
            client.change("{\"hosterapi/vm\":4002,\"state\":\"stopped\"}");
            client.call("GET", STATUS, "", "Emulator-Scenario: any/slow-provider,delay=1ms");
            client.controlled("DELETE", "requests", "");
            client.controlled("POST", "reset", "");
            world.loadState(world.state());
            List<Event> got = next(events, 10);
            checkMembers(got);
            assertThat(kinds(got))
                    .containsExactly(
                            "clock",
                            "scenario",
                            "scenario",
                            "control",
                            "change",
                            "named",
                            "call",
                            "cleared",
                            "reset",
                            "loaded");
            assertThat(got.get(0).data())
                    .containsEntry("mode", "manual")
                    .containsEntry("at", "2024-02-01T00:00:00Z")
                    .containsEntry("to", "2024-02-01T00:00:01Z");
            assertThat(got.get(1).data())
                    .containsEntry("change", "activated")
                    .containsEntry("name", "any/slow-provider");
            assertThat(got.get(3).data())
                    .containsEntry("method", "POST")
                    .containsEntry("path", "/jobs/" + job + "/finish");
            assertThat(got.get(4).data().get("change")).isEqualTo(Map.of("hosterapi/vm", 4002, "state", "stopped"));
            assertThat(got.get(5).text("header")).contains("any/slow-provider,delay=1ms");
        }
    }

    @Test
    void filters_select_by_kind_operation_and_status() {
        WorldClient world = world("filter");
        HosterapiClient client = calls("filter");
        try (EventStream lost = world.events(
                        EventFilter.all().operation("hosterapi/server.*").status("4xx"));
                EventStream clocks = world.events(EventFilter.all().kinds("clock", "reset"))) {
            client.call("GET", STATUS);
            client.call("GET", "/datacenter/server/9/status");
            client.call("GET", "/nothing");
            client.advance("1s");
            client.call("GET", "/datacenter/server/10/status");
            List<Event> got = next(lost, 4);
            assertThat(kinds(got)).containsExactly("call", "delivery", "call", "delivery");
            assertThat(got).extracting(event -> event.number("n").orElseThrow()).containsExactly(2L, 2L, 4L, 4L);
            client.controlled("POST", "reset", "");
            assertThat(kinds(next(clocks, 2))).containsExactly("clock", "reset");
        }
    }

    @Test
    void impossible_filters_are_refused_with_the_nearest_name() {
        world("refused");
        HosterapiClient client = calls("refused");
        assertThat(error(client, 400, "events?kind=call,deliverry"))
                .startsWith("unknown kind 'deliverry'; did you mean 'delivery'?");
        assertThat(error(client, 400, "events?kind=")).startsWith("unknown kind ''");
        assertThat(error(client, 400, "events?operation=hosterapi/server.startt"))
                .contains("did you mean 'hosterapi/server.start'?");
        assertThat(error(client, 400, "events?status=6xx")).startsWith("invalid status '6xx'");
        assertThat(error(client, 400, "events?since=12")).startsWith("invalid since '12': expected the id of an event");
        assertThat(error(client, 400, "events?kinds=call")).contains("did you mean 'kind'?");
        assertThat(error(calls("no-world"), 404, "events")).startsWith("unknown world 'no-world'");
        assertThat(emulator.client().worlds()).noneMatch(one -> one.name().equals("no-world"));
    }

    private static String error(HosterapiClient client, int status, String path) {
        Seen reply = client.control("GET", path, "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json().path("error").asText();
    }

    @Test
    void head_has_the_headers_of_a_stream_and_ends() {
        world("head");
        Seen head = calls("head").send("HEAD", "/_emulator/events", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(head.header("Cache-Control")).isEqualTo("no-store");
        assertThat(head.end()).isEqualTo(Seen.End.CLOSED);
    }

    @Test
    void what_the_log_has_can_be_read_from_the_beginning_and_after_an_event() {
        WorldClient world = world("since");
        HosterapiClient client = calls("since");
        for (int i = 0; i < 3; i++) {
            client.call("GET", STATUS);
        }
        client.awaitDeliveries();
        List<Event> all;
        try (EventStream events = world.events(EventFilter.all().fromTheBeginning())) {
            all = next(events, 6);
            assertThat(all)
                    .extracting(event -> event.kind() + event.number("n").orElseThrow())
                    .containsExactly("call1", "delivery1", "call2", "delivery2", "call3", "delivery3");
        }
        try (EventStream events = world.events(EventFilter.all().after(all.get(3)))) {
            assertThat(next(events, 2)).isEqualTo(all.subList(4, 6));
        }
        assertThat(all).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void an_id_of_another_log_is_told_as_a_gap() {
        WorldClient world = world("foreign");
        WorldClient other = world("other");
        calls("foreign").call("GET", STATUS);
        calls("foreign").awaitDeliveries();
        calls("other").call("GET", STATUS);
        Event foreign;
        try (EventStream events = other.events(EventFilter.all().fromTheBeginning())) {
            foreign = next(events, 1).get(0);
        }
        try (EventStream events = world.events(EventFilter.all().after(foreign))) {
            List<Event> got = next(events, 3);
            assertThat(kinds(got)).containsExactly("gap", "call", "delivery");
            checkMembers(got);
            assertThat(got.get(0).data()).containsEntry("reason", "unknown-id").containsEntry("missed", null);
        }
    }

    @Test
    void a_deleted_world_ends_its_streams() {
        WorldClient world = world("deleted");
        try (EventStream events = world.events()) {
            calls("deleted").call("GET", STATUS);
            emulator.client().deleteWorld("deleted");
            List<String> kinds = new ArrayList<>();
            events.forEachRemaining(
                    event -> kinds.add(event.kind() + event.text("reason").orElse("")));
            assertThat(kinds).startsWith("call").endsWith("enddeleted");
            assertThat(events.hasNext()).isFalse();
        }
        assertThatThrownBy(world::events)
                .isInstanceOf(HostdoubleException.class)
                .hasMessageContaining("unknown world 'deleted'");
    }

    @Test
    void a_server_that_stops_ends_its_streams_at_once() throws Exception {
        Hostdouble server = Hostdouble.start(Settings.forTests());
        try (EventStream events = server.client().world("default").events()) {
            new HosterapiClient(server, "default").call("GET", STATUS);
            assertThat(kinds(next(events, 2))).containsExactly("call", "delivery");
            assertTimeoutPreemptively(Duration.ofSeconds(4), server::close);
            assertThat(events.next(SOON).flatMap(event -> event.text("reason"))).contains("stopped");
            assertThat(events.hasNext()).isFalse();
        }
    }

    @Test
    void credentials_are_masked() {
        WorldClient world = world("masked");
        try (EventStream events = world.events(EventFilter.all().kinds("call"))) {
            new HostkeyClient(emulator, "masked").send("GET", "/iso.php?action=list_iso&token=HOSTKEY_TOKEN", "");
            assertThat(next(events, 1).get(0).text("query").orElseThrow())
                    .startsWith("action=list_iso&token=")
                    .doesNotContain("HOSTKEY_TOKEN");
        }
    }
}
