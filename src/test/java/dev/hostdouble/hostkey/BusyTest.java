package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server takes one change at a time. */
class BusyTest extends HostkeyStory {
    private static final String CREATION = "failed to request snapshot creation for 456 - server is busy";

    private JsonNode create(String name) {
        return call(CLIENT, "vm", "create_snapshot", "id", "456", "name", name);
    }

    private JsonNode mount() {
        return call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso");
    }

    private void power(String action) {
        HostkeyClient.assertError(call(CLIENT, "eq", action, "id", "456"), "Server is busy");
    }

    @Test
    void a_snapshot_keeps_all_other_changes_from_the_server() {
        JsonNode first = create("first");
        HostkeyClient.assertError(create("second"), CREATION);
        power("on");
        power("off");
        power("reboot");
        HostkeyClient.assertError(mount(), "Server is busy");
        hostkey.succeed(first);
        hostkey.succeed(create("second"));
    }

    @Test
    void power_and_drive_keep_all_other_changes_from_the_server() {
        JsonNode reboot = call(CLIENT, "eq", "reboot", "id", "456");
        HostkeyClient.assertError(create("first"), CREATION);
        power("off");
        HostkeyClient.assertError(mount(), "Server is busy");
        hostkey.succeed(reboot);
        JsonNode mounting = mount();
        HostkeyClient.assertError(create("first"), CREATION);
        power("off");
        hostkey.succeed(mounting);
        hostkey.succeed(create("first"));
    }

    @Test
    void a_restore_and_a_removal_exclude_each_other() {
        hostkey.succeed(create("first"));
        hostkey.succeed(create("second"));
        hostkey.succeed(call(CLIENT, "eq", "off", "id", "456"));
        JsonNode restore = call(CLIENT, "vm", "restore_snapshot", "id", "456", "name", "first");
        HostkeyClient.assertError(
                call(CLIENT, "vm", "remove_snapshot", "id", "456", "name", "second"),
                "failed to request snapshot removal for 456 - server is busy");
        hostkey.succeed(restore);
    }

    @Test
    void what_only_reads_a_server_is_never_refused() {
        create("first");
        for (String[] read : new String[][] {{"vm", "get_snapshot"}, {"vm", "load_stats"}, {"eq", "status"}}) {
            assertThat(call(CLIENT, read[0], read[1], "id", "456")
                            .path("result")
                            .asText())
                    .isEqualTo("OK");
        }
    }

    @Test
    void another_server_is_free() {
        create("first");
        hostkey.succeed(call(NEIGHBOUR, "vm", "create_snapshot", "id", "457", "name", "first"));
    }

    @Test
    void an_image_that_is_deleted_or_mounted_is_not_added_again() {
        JsonNode mounting = mount();
        HostkeyClient.assertError(add("other.iso"), "ISO is mounted on server 456");
        hostkey.succeed(mounting);
        hostkey.succeed(call(CLIENT, "iso", "unmount_iso", "id", "456"));
        call(CLIENT, "iso", "del", "params[id]", "123");
        HostkeyClient.assertError(add("ubuntu-22.04.iso"), "ISO is being deleted");
        assertThat(HostkeyApi.PROVIDER.operations())
                .filteredOn(operation -> operation.name().equals("iso.add"))
                .allMatch(operation -> operation.answer("ISO_BUSY").isPresent()
                        && operation.answer("ISO_IN_USE").isPresent());
    }

    @Test
    void an_image_that_is_being_uploaded_is_left_alone() {
        JsonNode upload = call(CLIENT, "iso", "upload", "params[url]", "https://example.com/debian-12.iso");
        JsonNode[] refused = {
            call(
                    ADMIN,
                    "iso",
                    "add",
                    "params[name]",
                    "debian-12",
                    "params[short_name]",
                    "debian",
                    "params[iso_name]",
                    "debian-12.iso",
                    "params[private]",
                    "neighbour@example.com",
                    "params[status]",
                    "active"),
            call(CLIENT, "iso", "update", "params[id]", "125", "params[description]", "new"),
            call(CLIENT, "iso", "del", "params[id]", "125"),
            call(CLIENT, "iso", "del", "params[id]", "125", "params[pending]", "1"),
            call(CLIENT, "iso", "delete", "id", "125")
        };
        for (JsonNode reply : refused) {
            HostkeyClient.assertError(reply, "ISO is being uploaded");
        }
        HostkeyClient.assertError(
                call(NEIGHBOUR, "iso", "mount_iso", "id", "457", "iso", "debian-12.iso"), "ISO not found");
        hostkey.succeed(upload);
        hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "debian-12.iso"));
    }

    @Test
    void a_mounted_image_keeps_its_owner_and_status() {
        hostkey.succeed(mount());
        for (String[] other : new String[][] {
            {"params[private]", "neighbour@example.com"}, {"params[status]", "Error"}, {"params[admin_only]", "1"}
        }) {
            HostkeyClient.assertError(add("ubuntu-22.04.iso", other), "ISO is mounted on server 456");
        }
        JsonNode same = add("ubuntu-22.04.iso", "params[description]", "new");
        assertThat(same.at("/data/description").asText()).isEqualTo("new");
    }

    private JsonNode add(String file, String... others) {
        List<String> parameters = new ArrayList<>(List.of(
                "params[name]",
                "Ubuntu 22.04",
                "params[short_name]",
                "ubuntu22",
                "params[iso_name]",
                file,
                "params[private]",
                "client@example.com",
                "params[status]",
                "active"));
        parameters.addAll(List.of(others)); // of a repeated parameter, the last one counts
        return call(ADMIN, "iso", "add", parameters.toArray(String[]::new));
    }
}
