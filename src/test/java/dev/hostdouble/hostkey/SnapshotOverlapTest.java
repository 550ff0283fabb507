package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** With {@code snapshot-busy: overlap}, tasks about snapshots run at once; none succeeds on what another one removed. */
class SnapshotOverlapTest extends HostkeyStory {
    SnapshotOverlapTest() {
        super(with("snapshot-busy: overlap"));
    }

    private JsonNode start(String action, String name) {
        return call(CLIENT, "vm", action, "id", "456", "name", name);
    }

    private String result(JsonNode started) {
        return hostkey.check(started.path("callback").asText()).path("result").asText();
    }

    @Test
    void two_snapshots_are_made_at_once() {
        JsonNode first = start("create_snapshot", "first");
        JsonNode second = start("create_snapshot", "second");
        hostkey.advance("5s");
        assertThat(result(first)).isEqualTo("OK");
        assertThat(result(second)).isEqualTo("OK");
    }

    @Test
    void a_snapshot_that_a_restore_removes_does_not_come_about() {
        hostkey.succeed(start("create_snapshot", "first"));
        hostkey.succeed(call(CLIENT, "eq", "off", "id", "456"));
        JsonNode restore = start("restore_snapshot", "first");
        JsonNode later = start("create_snapshot", "later");
        hostkey.advance("1m");
        assertThat(result(restore)).isEqualTo("OK");
        assertThat(result(later)).isEqualTo("Error");
        assertThat(result(start("create_snapshot", "later"))).isEqualTo("Not ready");
    }
}
