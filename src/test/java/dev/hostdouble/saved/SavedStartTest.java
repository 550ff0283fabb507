package dev.hostdouble.saved;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A state whose start state is damaged is refused, naming file and line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedStartTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "/_emulator/state";

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

    private Seen putDamaged(String file, String part, String other) throws Exception {
        HosterapiClient client = new HosterapiClient(emulator, "damaged");
        ObjectNode state =
                (ObjectNode) JSON.readTree(client.send("GET", STATE, "").body());
        ObjectNode shipped = (ObjectNode) state.at("/start/shipped");
        String text = shipped.path(file).asText();
        String damaged = text.replaceFirst(part, other);
        assertThat(damaged).as(file + part).isNotEqualTo(text);
        shipped.put(file, damaged);
        return client.send("PUT", STATE, JSON.writeValueAsString(state));
    }

    /** Removes each key of each file: either there is a default, or the message says where it is missed. */
    @Test
    void a_start_state_without_one_of_its_keys_is_refused_or_has_a_default() throws Exception {
        HosterapiClient client = new HosterapiClient(emulator, "damaged");
        client.send("GET", "/api/v1/datacenter/server", "");
        ObjectNode shipped =
                (ObjectNode) JSON.readTree(client.send("GET", STATE, "").body()).at("/start/shipped");
        int refused = 0;
        for (String file : List.of("hosterapi.yaml", "hostkey.yaml", "vss.yaml")) {
            for (String line : shipped.path(file).asText().lines().toList()) {
                if (!line.matches("[a-z-]+:.*")) {
                    continue;
                }
                String key = line.substring(0, line.indexOf(':'));
                Seen seen = putDamaged(file, "(?m)^" + key + ":.*\n(?:[ #-].*\n|\n)*", "");
                assertThat(seen.status())
                        .as(file + " without " + key + ": " + seen.body())
                        .isIn(200, 400);
                if (seen.status() == 400) {
                    refused++;
                    assertThat(seen.body())
                            .containsPattern(
                                    "/start: the shipped " + file + ":\\d+:\\d+: (the file is empty|.*" + key + ")");
                } else {
                    assertThat(client.send("POST", "/_emulator/reset", "").status())
                            .isLessThan(300);
                }
            }
        }
        assertThat(refused).isGreaterThan(10);
    }

    @Test
    void a_part_of_a_start_state_is_checked_against_the_schema() throws Exception {
        new HosterapiClient(emulator, "damaged").send("GET", "/api/v1/datacenter/server", "");
        Seen seen = putDamaged("hosterapi.yaml", ", secret: \\w+ ", " ");
        assertThat(seen.status()).as(seen.body()).isEqualTo(400);
        assertThat(seen.body()).containsPattern("/start: the shipped hosterapi.yaml:\\d+:\\d+: .*secret");
    }
}
