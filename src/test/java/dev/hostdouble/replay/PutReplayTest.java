package dev.hostdouble.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.EventFilter;
import dev.hostdouble.client.EventStream;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PUT replay} as users meet it: a recording becomes a world. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PutReplayTest {
    private static final String REPLAY = "/_emulator/replay";
    private static final String KEPT = REPLAY + "?secrets=keep";
    private static final String CHANCE = """
            scenario: chance
            rules:
              - on: hosterapi/server.start
                probability: 0.5
                effect: { error: "0xa1" }
              - on: hosterapi/server.create
                calls: 2
                effect: { job: { fail: "0xb0", at: 0.33 } }
            """;

    private final Hostdouble emulator = start();

    private static Hostdouble start() {
        try {
            return Hostdouble.start(Settings.forTests());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private HosterapiClient client(String world) {
        return new HosterapiClient(emulator, world);
    }

    private String get(String world, String path) {
        Seen seen = client(world).send("GET", path, "");
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        return seen.body();
    }

    private JsonNode played(String world, String recording) {
        Seen seen = client(world).send("PUT", REPLAY, recording);
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        return seen.json();
    }

    private String refused(String world, int status, String recording) {
        Seen seen = client(world).send("PUT", REPLAY, recording);
        assertThat(seen.status()).as(seen.body()).isEqualTo(status);
        return seen.json().path("error").asText();
    }

    /** A world with jobs that ended and jobs that run, chance, moves of the clock and requests that are repeated. */
    private void busy(String world) {
        HosterapiClient client = client(world);
        client.scenario(CHANCE);
        for (int i = 0; i < 6; i++) {
            client.submit("PUT", HosterapiClient.SERVERS + "/4001/start");
        }
        client.order();
        String second = client.order();
        client.advance("2s");
        client.controlled("POST", "jobs/hosterapi%2F15/fail", "{\"output\":\"0xa3: timeout\"}");
        client.call("GET", second);
        client.change("{\"hosterapi/vm\":4001,\"state\":\"stopped\"}");
        client.setDate("2024-05-01T10:00:00Z");
        client.controlled("GET", "jobs", "");
        client.send("GET", "/api/v1/job/16", "", "Emulator-Scenario: any/slow-provider,delay=1ms");
        new HostkeyClient(emulator, world).send("GET", "/", "");
        new VssClient(emulator, world).call("GET", "/v2/iso?limit=1");
        client.reinstall();
        client.advance("1s");
    }

    private JsonNode requests(String world) {
        return client(world).controlled("GET", "requests?limit=1000", "");
    }

    @Test
    void a_recording_becomes_a_world_with_its_calls_its_state_its_scenarios_and_its_clock() {
        busy("recorded");
        String recording = get("recorded", KEPT);
        JsonNode played = played("elsewhere", recording);
        assertThat(played.path("played").asText()).isEqualTo("elsewhere");
        assertThat(played.path("differences").asInt()).as(played.toString()).isZero();
        assertThat(played.path("problems")).isEmpty();
        assertThat(played.path("incomplete").isNull()).isTrue();
        assertThat(played.path("calls").asInt())
                .isEqualTo(requests("recorded").path("total").asInt())
                .isGreaterThan(10);
        assertThat(get("elsewhere", "/_emulator/state")).isEqualTo(get("recorded", "/_emulator/state"));
        assertThat(get("elsewhere", "/_emulator/clock")).isEqualTo(get("recorded", "/_emulator/clock"));
        assertThat(get("elsewhere", "/_emulator/scenarios")).isEqualTo(get("recorded", "/_emulator/scenarios"));
        assertThat(get("elsewhere", "/_emulator/requests/7"))
                .isEqualTo(get("recorded", "/_emulator/requests/7")
                        .replaceAll("\"delivery\":(\\{[^}]*}|\"[^\"]*\")", "\"delivery\":null"));
    }

    @Test
    void both_worlds_go_on_alike_and_a_recording_of_the_copy_is_the_same_one() {
        busy("trunk");
        String recording = get("trunk", KEPT);
        played("branch", recording);
        assertThat(get("branch", KEPT)).isEqualTo(recording);
        for (String world : List.of("trunk", "branch")) {
            client(world).advance("1h");
            client(world).order();
        }
        assertThat(get("branch", "/_emulator/state")).isEqualTo(get("trunk", "/_emulator/state"));
        assertThat(get("branch", KEPT).replace("\"branch\"", "\"trunk\"")).isEqualTo(get("trunk", KEPT));
        assertThat(played("leaf", get("branch", KEPT)).path("differences").asInt())
                .isZero();
    }

    @Test
    void a_masked_recording_comes_out_the_same_with_stand_ins() {
        busy("masked");
        JsonNode played = played("stand-ins", get("masked", REPLAY));
        assertThat(played.path("differences").asInt()).as(played.toString()).isZero();
        assertThat(played.path("problems")).isEmpty();
        assertThat(requests("stand-ins").path("total"))
                .isEqualTo(requests("masked").path("total"));
        assertThat(client("stand-ins").call("GET", HosterapiClient.SERVERS).status())
                .as("the token of the recorded world is replaced by a stand-in")
                .isEqualTo(401);
    }

    /** The user's name is the password too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_masked_recording_revokes_the_tokens_of_the_same_user(boolean isScenario) {
        String world = "revoked-" + isScenario;
        VssClient client = new VssClient(emulator, world);
        assertThat(client.call("GET", "/v2/iso?limit=1").status()).isEqualTo(200);
        if (isScenario) {
            client.controlled("PUT", "scenarios/vss/tokens-revoked", "");
            client.controlled("POST", "clock/advance", "{\"by\":\"1m\"}");
        } else {
            client.controlled("POST", "changes", "{\"vss/token\":\"josem\",\"revoked\":true}");
        }
        assertThat(client.call("GET", "/v2/iso?limit=1").status()).isEqualTo(401);
        JsonNode played = played(world + "-again", get(world, REPLAY));
        assertThat(played.path("differences").asInt()).as(played.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "- a", "a: b: c"})
    void a_masked_recording_with_a_broken_start_state_is_refused(String text) {
        client("start").controlled("POST", "reset", "");
        String recording = get("start", REPLAY)
                .replaceFirst("\"startStates\": \\{[^}]*}", "\"startStates\": {\"vss.yaml\": \"" + text + "\"}");
        assertThat(refused("never", 400, recording)).startsWith("vss.yaml:1:");
    }

    @Test
    void a_report_has_a_recording_too() {
        busy("reported");
        for (String as : List.of("html", "markdown")) {
            JsonNode played = played("from-" + as, get("reported", "/_emulator/report?as=" + as));
            assertThat(played.path("differences").asInt()).as(played.toString()).isZero();
            assertThat(played.path("calls").asInt()).isGreaterThan(10);
        }
    }

    @Test
    void replies_that_differ_are_counted_and_named_and_the_world_is_what_was_played() {
        busy("original");
        String recording = get("original", KEPT);
        JsonNode played = played("tampered", recording.replace("\"seed\": 1", "\"seed\": 2"));
        assertThat(played.path("differences").asInt()).isPositive();
        assertThat(played.path("problems").path(0).asText())
                .matches("call \\d+ \\(hosterapi/[a-z.]+ [A-Z]+ /api/v1/.*\\): .+");
        assertThat(client("tampered").controlled("GET", "worlds", "").toString())
                .contains("{\"name\":\"tampered\"");
        assertThat(requests("tampered").path("total"))
                .isEqualTo(requests("original").path("total"));
    }

    @Test
    void at_most_20_problems_are_named() {
        HosterapiClient client = client("many");
        for (int i = 0; i < 25; i++) {
            client.call("GET", HosterapiClient.SERVERS);
        }
        JsonNode played = played("many-played", get("many", KEPT).replace("\"status\": 200", "\"status\": 201"));
        assertThat(played.path("differences").asInt()).isEqualTo(25);
        assertThat(played.path("problems")).hasSize(20);
    }

    @Test
    void whoever_follows_the_world_sees_the_calls() {
        busy("source");
        String recording = get("source", KEPT);
        client("followed").servers();
        try (EventStream events =
                emulator.client().world("followed").events(EventFilter.all().kinds("loaded,call"))) {
            int calls = played("followed", recording).path("calls").asInt();
            assertThat(events.next().kind()).isEqualTo("loaded");
            for (int i = 1; i <= calls; i++) {
                assertThat(events.next().kind()).isEqualTo("call");
            }
        }
    }

    @Test
    void the_clock_goes_on_in_the_mode_that_was_set_last() {
        HosterapiClient client = client("stepping");
        client.controlled("PUT", "clock", "{\"mode\":\"x3600\"}");
        client.controlled("PUT", "clock", "{\"mode\":\"step:7s\"}");
        client.servers();
        client.servers();
        assertThat(played("steps", get("stepping", KEPT)).path("differences").asInt())
                .isZero();
        assertThat(get("steps", "/_emulator/clock")).contains("step:7s");
        String before =
                client("steps").controlled("GET", "clock", "").path("now").asText();
        client("steps").servers();
        assertThat(Duration.between(
                        Instant.parse(before),
                        Instant.parse(client("steps")
                                .controlled("GET", "clock", "")
                                .path("now")
                                .asText())))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void an_incomplete_recording_says_so_and_stays_incomplete() {
        HosterapiClient client = client("cut");
        client.servers();
        client.controlled("DELETE", "requests", "");
        client.servers();
        JsonNode played = played("cut-played", get("cut", KEPT));
        assertThat(played.path("incomplete").asText()).contains("DELETE requests");
        assertThat(get("cut-played", KEPT)).contains("DELETE requests").contains("\"complete\": false");
    }

    @Test
    void a_reset_goes_back_to_the_start_of_the_recording_and_the_next_recording_is_of_that() {
        busy("seeded");
        played("replanted", get("seeded", KEPT).replace("\"seed\": 1", "\"seed\": 5"));
        client("replanted").controlled("POST", "reset", "");
        client("replanted").order();
        String recording = get("replanted", KEPT);
        assertThat(recording).contains("\"seed\": 5").contains("\"complete\": true");
        assertThat(played("again", recording).path("differences").asInt()).isZero();
    }

    @Test
    void the_start_states_of_another_server_come_along_by_recording_and_by_state() throws Exception {
        try (Hostdouble rich = Hostdouble.start(Settings.forTests().withWorld("rich"))) {
            HosterapiClient client = new HosterapiClient(rich, "default");
            client.servers();
            JsonNode played = played("rich-played", client.send("GET", KEPT, "").body());
            assertThat(played.path("differences").asInt()).as(played.toString()).isZero();
            String state = client.send("GET", "/_emulator/state", "").body();
            assertThat(client("rich-loaded")
                            .send("PUT", "/_emulator/state", state)
                            .status())
                    .isEqualTo(200);
            for (String world : List.of("rich-played", "rich-loaded")) {
                client(world).controlled("POST", "reset", "");
                assertThat(client(world).servers()).isEqualTo(client.servers());
                assertThat(played("rich-again", get(world, KEPT))
                                .path("differences")
                                .asInt())
                        .as(world)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "garbage | not a recording",
                "{ | invalid JSON",
                "[1] | not a recording",
                "{\"state\":1} | found [state]",
                "{\"replay\":3,\"events\":[]} | a recording of a newer version"
            })
    void what_is_no_recording_is_refused_and_makes_no_world(String body, String why) {
        assertThat(refused("never", 400, body)).startsWith("body:1: ").contains(why);
        assertThat(client("never").send("GET", "/_emulator/clock", "").status()).isEqualTo(404);
    }

    @Test
    void what_cannot_be_played_names_the_event_and_the_world_stays_as_it_was() {
        busy("good");
        busy("other");
        String before = get("other", "/_emulator/state");
        String calls = get("other", "/_emulator/requests");
        String recording = get("good", KEPT);
        assertThat(refused("other", 400, recording.substring(0, recording.length() / 2)))
                .matches("body:\\d+: invalid JSON: .+");
        assertThat(refused("other", 400, recording.replaceFirst("\"clock\": \"manual\"", "\"clock\": \"fast\"")))
                .matches("body:1: event \\d+ cannot be played: invalid clock mode 'fast'.+");
        assertThat(refused("other", 400, recording.replaceFirst("\"elapsed\": \"PT2S\"", "\"elapsed\": \"2s\"")))
                .matches("body:\\d+: invalid event \\d+: expected a duration such as PT1.5S as 'elapsed'");
        assertThat(get("other", "/_emulator/state")).isEqualTo(before);
        assertThat(get("other", "/_emulator/requests")).isEqualTo(calls);
    }

    @Test
    void a_recording_repeats_only_what_recordings_hold() {
        busy("honest");
        String recording = get("honest", KEPT);
        assertThat(recording).contains("\"path\": \"/jobs/hosterapi%2F15/fail\"");
        for (String path : List.of("/replay", "/worlds/made-by-a-recording", "/reset", "")) {
            JsonNode played = played(
                    "dishonest",
                    recording.replace("\"path\": \"/jobs/hosterapi%2F15/fail\"", "\"path\": \"" + path + "\""));
            assertThat(played.path("problems").toString()).contains("a recording does not repeat such requests");
        }
        assertThat(get("honest", "/_emulator/worlds")).doesNotContain("made-by-a-recording");
    }

    @Test
    void more_events_than_can_be_played_in_a_moment_are_refused() {
        client("quiet").controlled("POST", "reset", "");
        String none = get("quiet", KEPT);
        String settled = "{\"at\":\"2024-02-01T00:00:00Z\",\"elapsed\":\"PT0S\",\"settled\":true}";
        String many = String.join(",", Collections.nCopies(20_001, settled));
        String recording = none.replaceFirst("\"events\": \\[[^]]*]", "\"events\": [" + many + "]");
        assertThat(refused("flooded", 400, recording))
                .contains("too many events to play here: 20001, expected at most 20000")
                .contains("hostdouble replay FILE");
    }

    @Test
    void a_recording_of_other_settings_is_played_with_them_and_says_what_this_server_does() throws Exception {
        try (Hostdouble open = Hostdouble.start(Settings.forTests().withAnyToken())) {
            HosterapiClient client = new HosterapiClient(open, "default");
            client.send("GET", "/api/v1" + HosterapiClient.SERVERS, "", "Authorization: Bearer anything");
            JsonNode played = played("closed", client.send("GET", KEPT, "").body());
            assertThat(played.path("differences").asInt()).as(played.toString()).isZero();
            assertThat(played.path("problems").toString()).contains("--auth any", "--auth fixtures");
            assertThat(get("closed", KEPT)).contains("\"complete\": false", "--auth any");
        }
    }
}
