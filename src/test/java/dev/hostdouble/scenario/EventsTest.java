package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AllProviders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a provider does by itself in a scenario: at a time or before a call, in order with its jobs. */
class EventsTest extends EffectStory {
    private String state() {
        return read("hosterapi").json().at("/result/state").asText();
    }

    private List<String> changed() {
        List<String> changed = new ArrayList<>();
        for (JsonNode event : client.controlled("GET", "scenarios", "").at("/scenarios/0/events")) {
            changed.add(event.path("changed").asText("not yet"));
        }
        return changed;
    }

    private void events(String events) {
        client.scenario("scenario: events\nevents:\n" + events.indent(2));
    }

    @Test
    void an_event_happens_once_at_its_time_since_activation() {
        client.advance("1h");
        events("- { at: 30s, do: { hosterapi/vm: 4001, state: stopped } }");
        client.advance("29999ms");
        assertThat(state()).isEqualTo("running");
        assertThat(changed()).containsExactly("not yet");
        client.advance("1ms");
        assertThat(state()).isEqualTo("stopped");
        assertThat(changed()).containsExactly("true");
        client.hosterapi().call("PUT", "/datacenter/server/4001/start");
        client.advance("1h");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void setting_the_date_lets_no_event_happen_and_loses_none() {
        events("- { at: 30s, do: { hosterapi/vm: 4001, state: stopped } }");
        client.setDate("2030-01-01T00:00:00Z");
        assertThat(state()).isEqualTo("running");
        client.setDate("2020-01-01T00:00:00Z");
        client.advance("30s");
        assertThat(state()).isEqualTo("stopped");
    }

    @Test
    void an_event_happens_before_the_call_with_its_number_and_that_call_sees_it() {
        events("""
                - { before: { on: hosterapi/server.status, call: 3 }, do: { hosterapi/vm: 4001, state: stopped } }
                - { before: { on: [hosterapi/server.list, vss/*] }, do: { hosterapi/vm: 4003, removed: true } }
                """);
        assertThat(Stream.of(1, 2, 3, 4).map(n -> state())).containsExactly("running", "running", "stopped", "stopped");
        assertThat(changed()).containsExactly("true", "not yet");
        assertThat(client.hosterapi().servers()).isEqualTo("[4001,4002]");
        assertThat(changed()).containsExactly("true", "true");
    }

    @Test
    void an_event_that_changes_nothing_says_so() {
        events("""
                - { at: 1s, do: { hosterapi/vm: 4001, state: running } }
                - { at: 1s, do: { hosterapi/vm: 9999, state: stopped } }
                """);
        client.advance("1s");
        assertThat(changed()).containsExactly("false", "false");
    }

    /** What has become of a reinstallation, which takes six seconds, if the server is removed at a time. */
    private String reinstallation(String world, String removedAt) {
        client = new AllProviders(emulator, world);
        events("- { at: " + removedAt + ", do: { hosterapi/vm: 4001, removed: true } }");
        int job = client.hosterapi().reinstall();
        // One step past both: the order is that of their times.
        client.advance("1h");
        assertThat(read("hosterapi").status()).isEqualTo(404);
        return client.hosterapi().job(job).at("/result/status").asText();
    }

    @Test
    void events_and_ends_of_jobs_happen_in_the_order_of_their_times() {
        assertThat(reinstallation("events-before", "5s")).isEqualTo("failed");
        assertThat(reinstallation("events-after", "7s")).isEqualTo("finished");
    }

    @Test
    void events_of_one_time_happen_in_the_order_of_the_file() {
        events("""
                - { at: 10s, do: { hosterapi/vm: 4001, state: stopped } }
                - { at: 5s, do: { hosterapi/vm: 4001, state: stopped } }
                - { at: 10s, do: { hosterapi/vm: 4001, state: running } }
                """);
        client.advance("1h");
        assertThat(state()).isEqualTo("running");
        assertThat(changed()).containsExactly("false", "true", "true");
    }

    @Test
    void a_reset_or_a_new_activation_lets_events_happen_again() {
        events("- { at: 5s, do: { hosterapi/vm: 4001, state: stopped } }");
        client.advance("5s");
        assertThat(state()).isEqualTo("stopped");
        client.hosterapi().call("PUT", "/datacenter/server/4001/start");
        client.control(
                "PUT",
                "scenarios/events",
                "scenario: events\nevents: [ { at: 5s, do: { hosterapi/vm: 4001, state: stopped } } ]");
        client.advance("1m");
        assertThat(state()).isEqualTo("stopped");
        assertThat(client.control("DELETE", "scenarios/events", "").status()).isEqualTo(200);
        client.control("POST", "reset", "");
        client.advance("1m");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void events_of_every_provider_happen() {
        assertThat(client.vss().call("GET", "/v2/user").status()).isEqualTo(200);
        events("""
                - { at: 1s, do: { hostkey/server: 456, state: stopped } }
                - { at: 1s, do: { vss/image: first, removed: true } }
                - { at: 2s, do: { vss/token: josem, revoked: true } }
                """);
        client.advance("1s");
        assertThat(changed().subList(0, 2)).containsExactly("true", "true");
        assertThat(client.vss().call("GET", "/v2/user").status()).isEqualTo(200);
        client.advance("1s");
        assertThat(client.vss().call("GET", "/v2/user").status()).isEqualTo(401);
    }
}
