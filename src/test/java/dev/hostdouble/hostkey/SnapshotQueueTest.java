package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With {@code snapshot-busy: queue}, tasks about snapshots wait for each other; and a restore brings the power back. */
class SnapshotQueueTest extends HostkeyStory {
    SnapshotQueueTest() {
        super(with("snapshot-busy: queue", "restore-power: snapshot"));
    }

    private String start(String action, String name) {
        return call(CLIENT, "vm", action, "id", "456", "name", name)
                .path("callback")
                .asText();
    }

    private String result(String key) {
        return hostkey.check(key).path("result").asText();
    }

    @Test
    void a_task_begins_when_those_before_it_have_ended() {
        String first = start("create_snapshot", "first");
        String second = start("create_snapshot", "second");
        String off = call(CLIENT, "eq", "off", "id", "456").path("callback").asText();
        hostkey.advance("5s");
        assertThat(result(first)).isEqualTo("OK");
        hostkey.advance("4s");
        assertThat(result(second)).isEqualTo("Not ready");
        hostkey.advance("1s");
        assertThat(result(second)).isEqualTo("OK");
        assertThat(result(off)).isEqualTo("Not ready");
        hostkey.advance("3s");
        assertThat(result(off)).isEqualTo("OK");
    }

    @Test
    void a_waiting_task_fails_if_its_snapshot_is_gone_when_it_ends() {
        hostkey.succeed(call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "first"));
        hostkey.succeed(call(CLIENT, "eq", "off", "id", "456"));
        String removal = start("remove_snapshot", "first");
        String restore = start("restore_snapshot", "first");
        hostkey.advance("1m");
        assertThat(result(removal)).isEqualTo("OK");
        JsonNode end = hostkey.check(restore);
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).endsWith("snapshot not found");
    }

    @Test
    void names_and_limit_hold_for_snapshots_that_have_waited() {
        List<String> made = new ArrayList<>();
        for (String name : List.of("s1", "s2", "s2", "s3", "s4", "s5")) {
            made.add(start("create_snapshot", name));
        }
        hostkey.advance("1m");
        assertThat(made.stream().map(this::result)).containsExactly("OK", "OK", "Error", "OK", "OK", "Error");
        assertThat(hostkey.check(made.get(2)).path("scope").asText())
                .isEqualTo("failed to request snapshot creation for 456 - snapshot s2 already exists");
        assertThat(hostkey.check(made.get(5)).path("scope").asText())
                .isEqualTo("failed to request snapshot creation for 456 - snapshots limit reached (4)");
        JsonNode list = hostkey.succeed(call(CLIENT, "vm", "get_snapshot", "id", "456"));
        assertThat(Seen.parse(list.path("scope").asText()).findValuesAsText("name"))
                .containsExactly("s1", "s2", "s3", "s4");
    }

    @Test
    void tasks_that_are_not_about_snapshots_exclude_each_other() {
        call(CLIENT, "eq", "off", "id", "456");
        HostkeyClient.assertError(call(CLIENT, "eq", "on", "id", "456"), "Server is busy");
    }

    @Test
    void a_restore_brings_back_the_power_of_the_snapshot() {
        hostkey.succeed(call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "first"));
        hostkey.succeed(call(CLIENT, "eq", "off", "id", "456"));
        hostkey.succeed(call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first"));
        assertThat(call(CLIENT, "eq", "show", "id", "456")
                        .at("/server_data/power_status")
                        .asText())
                .isEqualTo("on");
    }
}
