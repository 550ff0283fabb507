package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Settings;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a world may choose where the provider's behaviour is not known, and clocks on which clients poll. */
class OptionsTest extends HostkeyStory {
    OptionsTest() {
        super(Settings.forTests().withWorld(folder()).withClock(ClockMode.parse("step:200ms")));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("hostkey-options");
            String shipped = Files.readString(Path.of("fixtures/worlds/default/hostkey.yaml"));
            Files.writeString(
                    folder.resolve("hostkey.yaml"),
                    shipped.replace("error-envelope: code", "error-envelope: both")
                            .replace("snapshot-rule-breach: reply", "snapshot-rule-breach: task")
                            .replace("snapshot-settings: true", "snapshot-settings: false")
                            .replace("task-stages: false", "task-stages: true"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void errors_have_both_envelopes() {
        assertThat(call(CLIENT, "iso", "delete").toString())
                .isEqualTo("{\"code\":-1,\"message\":\"ISO id required\",\"result\":-1,\"error\":\"ISO id required\"}");
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
                        + "\"context\":{\"action\":\"restore_snapshot\",\"id\":456},\"debug\":\"\",\"key\":\"" + key
                        + "\"}");
        assertThat(hostkey.check(key).path("message").asText()).isEqualTo("AsyncKey not found");
    }

    @Test
    void a_refused_snapshot_does_not_change_the_existing_one_of_that_name() {
        call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "first");
        String refused = call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "first")
                .path("callback")
                .asText();
        hostkey.advance("1m");
        assertThat(hostkey.check(refused).path("scope").asText()).isEqualTo("snapshot first already exists");
        String list =
                call(CLIENT, "vm", "get_snapshot", "id", "456").path("callback").asText();
        hostkey.advance("1m");
        assertThat(hostkey.check(list).path("scope").asText()).contains("\"name\":\"first\"");
    }

    @Test
    void a_polling_client_finishes_without_sleeping() {
        JsonNode started = call(CLIENT, "vm", "get_snapshot", "id", "456");
        assertThat(started.has("settings")).isFalse();
        String key = started.path("callback").asText();
        int polls = 0;
        String result = "";
        boolean staged = false;
        while (!result.equals("OK") && polls < 20) {
            result = hostkey.check(key).path("result").asText();
            staged |= result.equals("Stage");
            polls++;
        }
        assertThat(result).isEqualTo("OK");
        assertThat(staged).isTrue();
    }
}
