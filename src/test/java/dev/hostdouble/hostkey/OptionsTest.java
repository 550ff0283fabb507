package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.world.ClockMode;
import org.junit.jupiter.api.Test;

/** What a world may choose where the provider's behaviour is not known, and clocks on which clients poll. */
class OptionsTest extends HostkeyStory {
    OptionsTest() {
        super(with(
                        "error-envelope: both",
                        "session-envelope: code",
                        "snapshot-rule-breach: task",
                        "snapshot-settings: true",
                        "task-stages: true")
                .withClock(ClockMode.parse("step:200ms")));
    }

    @Test
    void errors_have_both_envelopes() {
        assertThat(call(CLIENT, "iso", "delete").toString())
                .isEqualTo("{\"code\":-1,\"message\":\"ISO id required\",\"result\":-1,\"error\":\"ISO id required\"}");
    }

    @Test
    void errors_about_a_session_have_an_envelope_of_their_own() {
        assertThat(call("stale", "eq", "list").toString()).isEqualTo("{\"code\":-2,\"message\":\"Invalid token\"}");
    }

    @Test
    void breaking_a_snapshot_rule_fails_the_task() {
        String key = call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "nope")
                .path("callback")
                .asText();
        hostkey.advance("1m");
        JsonNode end = hostkey.check(key);
        assertThat(end.toString())
                .isEqualTo("{\"result\":\"Error\",\"scope\":\"snapshot not found\","
                        + "\"context\":{\"action\":\"restore_snapshot\",\"id\":456,\"name\":\"nope\"},\"debug\":\"\",\"key\":\""
                        + key
                        + "\"}");
        assertThat(hostkey.check(key)).as("only OK uses up a key").isEqualTo(end);
    }

    @Test
    void a_refused_snapshot_does_not_change_the_existing_one_of_that_name() {
        call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "first");
        hostkey.advance("1m");
        String refused = call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "first")
                .path("callback")
                .asText();
        hostkey.advance("1m");
        assertThat(hostkey.check(refused).path("scope").asText()).isEqualTo("snapshot first already exists");
        assertThat(hostkey.check(refused).path("context").toString())
                .isEqualTo("{\"action\":\"create_snapshot\",\"id\":456,\"name\":\"first\"}");
        String list =
                call(CLIENT, "vm", "get_snapshot", "id", "456").path("callback").asText();
        hostkey.advance("1m");
        assertThat(hostkey.check(list).path("scope").asText()).contains("\"name\":\"first\"");
    }

    @Test
    void a_task_that_only_fails_does_not_keep_the_server_busy() {
        String refused = call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "nope")
                .path("callback")
                .asText();
        hostkey.succeed(call(CLIENT, "eq", "off", "id", "456"));
        assertThat(hostkey.check(refused).path("scope").asText()).isEqualTo("snapshot not found");
    }

    @Test
    void a_polling_client_finishes_without_sleeping() {
        JsonNode started = call(CLIENT, "vm", "get_snapshot", "id", "456");
        assertThat(started.path("settings").toString()).isEqualTo("{\"num_max\":4}");
        String key = started.path("callback").asText();
        int polls = 0;
        String result = "";
        String stage = "";
        while (!result.equals("OK") && polls < 20) {
            JsonNode reply = hostkey.check(key);
            result = reply.path("result").asText();
            stage = result.equals("Stage") ? reply.path("context").toString() : stage;
            polls++;
        }
        assertThat(result).isEqualTo("OK");
        assertThat(stage).isEqualTo("{\"action\":\"get_snapshot\",\"id\":456}");
    }
}
