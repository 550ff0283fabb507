package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.client.HostkeyClient;
import org.junit.jupiter.api.Test;

/** Snapshots and load statistics. */
class SnapshotsTest extends HostkeyStory {
    private JsonNode create(String name) {
        return call(CLIENT, "vm", "create_snapshot", "id", "456", "name", name);
    }

    private JsonNode snapshots() throws JsonProcessingException {
        JsonNode end = hostkey.succeed(call(CLIENT, "vm", "get_snapshot", "id", "456"));
        return new ObjectMapper().readTree(end.path("scope").asText()).path("snapshots");
    }

    private void powerOff() {
        hostkey.succeed(call(CLIENT, "eq", "off", "id", "456"));
    }

    @Test
    void a_snapshot_is_listed_through_the_task_with_id_date_and_size() throws Exception {
        hostkey.succeed(create("first"));
        JsonNode snapshot = snapshots().get(0);
        assertThat(snapshot.path("name").asText()).isEqualTo("first");
        assertThat(snapshot.path("snapshot_id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(snapshot.path("date").asText()).isEqualTo("2024-02-01 00:00:00");
        assertThat(snapshot.path("total_size").asLong()).isPositive();
        assertThat(snapshot.has("openstack_image_id")).isTrue();
    }

    @Test
    void a_snapshot_that_is_being_made_is_not_listed() throws Exception {
        create("first");
        String key =
                call(CLIENT, "vm", "get_snapshot", "id", "456").path("callback").asText();
        hostkey.advance("1s");
        assertThat(hostkey.check(key).path("scope").asText()).isEqualTo("{\"snapshots\":[]}");
    }

    @Test
    void there_are_at_most_four_snapshots_with_unique_names() {
        for (int i = 1; i <= 4; i++) {
            hostkey.succeed(create("s" + i));
        }
        HostkeyClient.assertError(
                create("s5"), "failed to request snapshot creation for 456 - snapshots limit reached (4)");
        HostkeyClient.assertError(
                create("s1"), "failed to request snapshot creation for 456 - snapshot s1 already exists");
        HostkeyClient.assertError(create("a b"), "failed to request snapshot creation for 456 - invalid snapshot name");
        HostkeyClient.assertError(create(""), "failed to request snapshot creation for 456 - invalid snapshot name");
        HostkeyClient.assertError(
                call(CLIENT, "vm", "create_snapshot", "id", "457", "name", "x"),
                "failed to request snapshot creation for 457 - server not found");
        HostkeyClient.assertError(
                call(CLIENT, "vm", "create_snapshot", "id", "VALUE", "name", "VALUE"),
                "failed to request snapshot creation for VALUE - server not found");
    }

    @Test
    void restore_and_removal_require_the_power_to_be_off() {
        hostkey.succeed(create("first"));
        HostkeyClient.assertError(
                call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first"),
                "failed to request restore from snapshot for 456 - server must be powered off");
        HostkeyClient.assertError(
                call(CLIENT, "vm", "remove_snapshot", "id", "456", "name", "first"),
                "failed to request snapshot removal for 456 - server must be powered off");
        HostkeyClient.assertError(
                call(CLIENT, "vm", "remove_snapshot", "id", "456", "name", "nope"),
                "failed to request snapshot removal for 456 - snapshot not found");
    }

    @Test
    void a_restore_brings_the_server_back_and_removes_later_snapshots() throws Exception {
        hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"));
        hostkey.succeed(create("first"));
        hostkey.succeed(call(CLIENT, "iso", "unmount_iso", "id", "456"));
        hostkey.succeed(create("second"));
        powerOff();
        JsonNode end = hostkey.succeed(call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first"));
        assertThat(end.path("context").toString())
                .isEqualTo("{\"action\":\"restore_snapshot\",\"id\":456,\"name\":\"first\"}");
        JsonNode server = call(CLIENT, "eq", "show", "id", "456").path("server_data");
        assertThat(server.path("iso").asText()).isEqualTo("ubuntu-22.04.iso");
        assertThat(server.path("status").asText()).as("restore-power: keep").isEqualTo("power_off");
        assertThat(snapshots().findValuesAsText("name")).containsExactly("first");
    }

    @Test
    void a_restore_follows_a_removal_without_switching_the_server() throws Exception {
        hostkey.succeed(create("first"));
        powerOff();
        hostkey.succeed(call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first"));
        hostkey.succeed(call(CLIENT, "vm", "remove_snapshot", "id", "456", "name", "first"));
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void an_image_that_is_gone_does_not_come_back_with_a_snapshot() {
        hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"));
        hostkey.succeed(create("first"));
        hostkey.succeed(call(CLIENT, "iso", "unmount_iso", "id", "456"));
        call(CLIENT, "iso", "delete", "id", "123");
        powerOff();
        hostkey.succeed(call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first"));
        assertThat(call(CLIENT, "eq", "show", "id", "456")
                        .at("/server_data/iso")
                        .asText())
                .isEmpty();
    }

    @Test
    void an_image_that_was_renamed_comes_back_with_its_new_name() {
        hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"));
        hostkey.succeed(create("first"));
        hostkey.succeed(call(CLIENT, "iso", "unmount_iso", "id", "456"));
        call(CLIENT, "iso", "update", "params[id]", "123", "params[iso_name]", "renamed.iso");
        powerOff();
        hostkey.succeed(call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first"));
        assertThat(call(CLIENT, "eq", "show", "id", "456")
                        .at("/server_data/iso")
                        .asText())
                .isEqualTo("renamed.iso");
    }

    @Test
    void a_type_is_a_name_space_of_its_own() throws Exception {
        hostkey.succeed(create("first"));
        hostkey.succeed(call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "first", "type", "backup"));
        hostkey.succeed(call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "second", "type", "backup"));
        assertThat(snapshots().findValuesAsText("name")).containsExactly("first");
        powerOff();
        HostkeyClient.assertError(
                call(CLIENT, "vm", "remove_snapshot", "id", "456", "name", "second"),
                "failed to request snapshot removal for 456 - snapshot not found");
        hostkey.succeed(call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first", "type", "backup"));
        hostkey.succeed(call(CLIENT, "vm", "remove_snapshot", "id", "456", "name", "first"));
        JsonNode backups = hostkey.succeed(call(CLIENT, "vm", "get_snapshot", "id", "456", "type", "backup"));
        assertThat(backups.path("scope").asText()).contains("first").doesNotContain("second");
    }

    @Test
    void the_limit_and_the_chain_are_those_of_the_server() throws Exception {
        for (String type : new String[] {"backup", "snapshot", "other"}) {
            hostkey.succeed(call(CLIENT, "vm", "create_snapshot", "id", "456", "name", "first", "type", type));
        }
        hostkey.succeed(create("second"));
        HostkeyClient.assertError(
                create("fifth"), "failed to request snapshot creation for 456 - snapshots limit reached (4)");
        powerOff();
        hostkey.succeed(call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first", "type", "backup"));
        assertThat(snapshots()).isEmpty();
        hostkey.succeed(create("second"));
    }

    @Test
    void a_backup_id_chooses_by_snapshot_id() throws Exception {
        hostkey.succeed(create("first"));
        String id = snapshots().get(0).path("snapshot_id").asText();
        powerOff();
        HostkeyClient.assertError(
                call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first", "backup_id", "other"),
                "failed to request restore from snapshot for 456 - snapshot not found");
        hostkey.succeed(call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first", "backup_id", id));
    }

    @Test
    void a_name_is_as_long_as_the_client_likes_and_keeps_its_blanks() {
        String name = "a".repeat(5000);
        hostkey.succeed(create(name));
        HostkeyClient.assertError(create(" b"), "failed to request snapshot creation for 456 - invalid snapshot name");
    }

    @Test
    void a_removed_snapshot_is_gone() throws Exception {
        hostkey.succeed(create("first"));
        powerOff();
        hostkey.succeed(call(CLIENT, "vm", "remove_snapshot", "id", "456", "name", "first"));
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void lists_and_figures_of_foreign_servers_are_refused() {
        HostkeyClient.assertError(
                call(CLIENT, "vm", "get_snapshot", "id", "457"), "failed to request snapshots list for 457");
        HostkeyClient.assertError(call(CLIENT, "vm", "load_stats", "id", "VALUE"), "failed to request stats for VALUE");
        HostkeyClient.assertError(call(CLIENT, "vm", "load_stats"), "failed to request stats for ");
    }

    @Test
    void load_figures_come_through_the_task_and_change() {
        JsonNode first =
                hostkey.succeed(call(CLIENT, "vm", "load_stats", "id", "456")).path("scope");
        JsonNode second =
                hostkey.succeed(call(CLIENT, "vm", "load_stats", "id", "456")).path("scope");
        assertThat(first.path("memory").path("total").asLong()).isEqualTo(4L << 30);
        assertThat(first.path("cpu").asDouble()).isBetween(0.0, 100.0);
        assertThat(first).isNotEqualTo(second);
        powerOff();
        JsonNode off =
                hostkey.succeed(call(CLIENT, "vm", "load_stats", "id", "456")).path("scope");
        assertThat(off.path("cpu").asDouble()).isZero();
        assertThat(off.path("memory").path("used").asLong()).isZero();
    }
}
