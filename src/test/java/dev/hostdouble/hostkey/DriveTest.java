package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import org.junit.jupiter.api.Test;

/** What a server has in its drive. */
class DriveTest extends HostkeyStory {
    private static final String UBUNTU = "ubuntu-22.04.iso";

    private String drive(String server) {
        return call(ADMIN, "eq", "show", "id", server)
                .path("server_data")
                .path("iso")
                .asText();
    }

    @Test
    void mounting_and_unmounting_change_the_drive() {
        JsonNode mounted = hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU));
        assertThat(mounted.path("action").asText()).isEqualTo("check");
        assertThat(mounted.path("context").toString())
                .isEqualTo("{\"action\":\"mount_iso\",\"id\":456,\"iso\":\"ubuntu-22.04.iso\"}");
        assertThat(drive("456")).isEqualTo(UBUNTU);
        hostkey.succeed(call(CLIENT, "iso", "unmount_iso", "id", "456"));
        assertThat(drive("456")).isEmpty();
    }

    @Test
    void a_drive_holds_one_image() {
        call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU);
        HostkeyClient.assertError(
                call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "windows-server-2022.iso"),
                "ISO is already mounted on server 456");
        hostkey.advance("10s");
        HostkeyClient.assertError(
                call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU), "ISO is already mounted on server 456");
    }

    @Test
    void an_empty_drive_has_nothing_to_unmount() {
        HostkeyClient.assertError(call(CLIENT, "iso", "unmount_iso", "id", "456"), "no ISO is mounted on server 456");
        HostkeyClient.assertError(call(CLIENT, "iso", "unmount_iso"), "iso/unmount_iso: Server id required");
    }

    @Test
    void a_mounted_image_cannot_be_deleted() {
        hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU));
        HostkeyClient.assertError(call(CLIENT, "iso", "delete", "id", "123"), "ISO is mounted on server 456");
        HostkeyClient.assertError(call(CLIENT, "iso", "del", "params[id]", "123"), "ISO is mounted on server 456");
        HostkeyClient.assertError(
                call(CLIENT, "iso", "update", "params[id]", "123", "params[iso_name]", "other.iso"),
                "ISO is mounted on server 456");
    }

    @Test
    void an_image_that_is_being_mounted_counts_as_mounted() {
        JsonNode mounting = call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU);
        HostkeyClient.assertError(call(CLIENT, "iso", "delete", "id", "123"), "ISO is mounted on server 456");
        HostkeyClient.assertError(call(ADMIN, "iso", "del", "params[id]", "123"), "ISO is mounted on server 456");
        HostkeyClient.assertError(
                call(CLIENT, "iso", "update", "params[id]", "123", "params[iso_name]", "other.iso"),
                "ISO is mounted on server 456");
        HostkeyClient.assertError(
                call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU), "ISO is already mounted on server 456");
        HostkeyClient.assertError(call(CLIENT, "iso", "unmount_iso", "id", "456"), "Server is busy");
        hostkey.succeed(mounting);
        assertThat(drive("456")).isEqualTo(UBUNTU);
    }

    @Test
    void an_image_that_is_being_deleted_takes_no_other_call() {
        JsonNode deleting = call(CLIENT, "iso", "del", "params[id]", "123");
        for (JsonNode refused : new JsonNode[] {
            call(CLIENT, "iso", "del", "params[id]", "123"),
            call(CLIENT, "iso", "delete", "id", "123"),
            call(CLIENT, "iso", "update", "params[id]", "123"),
            call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU)
        }) {
            HostkeyClient.assertError(refused, "ISO is being deleted");
        }
        hostkey.succeed(deleting);
        HostkeyClient.assertError(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU), "ISO not found");
    }

    @Test
    void a_mount_whose_image_is_gone_meanwhile_ends_in_an_error() {
        JsonNode mounting = call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU);
        assertThat(hostkey.change("{\"hostkey/iso\":123,\"removed\":true}")).isTrue();
        JsonNode failed = hostkey.finish(mounting);
        assertThat(failed.path("result").asText()).isEqualTo("Error");
        assertThat(failed.path("scope").asText()).isEqualTo("ISO not found");
        assertThat(failed.path("context").toString())
                .isEqualTo("{\"action\":\"mount_iso\",\"id\":456,\"iso\":\"ubuntu-22.04.iso\"}");
        assertThat(drive("456")).isEmpty();
    }

    @Test
    void an_image_is_found_by_file_name_then_name_then_short_name_then_id() {
        String url = "https://example.com/same.iso";
        for (int i = 0; i < 2; i++) {
            hostkey.succeed(call(CLIENT, "iso", "upload", "params[url]", url));
        }
        for (String[] known : new String[][] {
            {"Ubuntu 22.04", "123"},
            {"ubuntu22", "123"},
            {"123", "123"},
            {"same.iso", "125"},
            {"same", "125"},
            {"126", "126"}
        }) {
            hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", known[0]));
            HostkeyClient.assertError(call(CLIENT, "iso", "delete", "id", known[1]), "ISO is mounted on server 456");
            hostkey.succeed(call(CLIENT, "iso", "unmount_iso", "id", "456"));
        }
    }

    @Test
    void images_and_servers_of_others_are_not_found() {
        HostkeyClient.assertError(call(NEIGHBOUR, "iso", "mount_iso", "id", "457", "iso", UBUNTU), "ISO not found");
        HostkeyClient.assertError(call(NEIGHBOUR, "iso", "mount_iso", "id", "456", "iso", UBUNTU), "Server not found");
        HostkeyClient.assertError(call(CLIENT, "iso", "unmount_iso", "id", "457"), "Server not found");
        HostkeyClient.assertError(call(CLIENT, "iso", "mount_iso", "id", "456"), "ISO name required");
        HostkeyClient.assertError(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "VALUE"), "ISO not found");
        hostkey.succeed(call(STAFF, "iso", "mount_iso", "id", "457", "iso", "windows-server-2022.iso"));
        assertThat(drive("457")).isEqualTo("windows-server-2022.iso");
    }

    @Test
    void images_with_the_same_file_name_are_distinguished() {
        String url = "https://example.com/same.iso";
        hostkey.succeed(call(CLIENT, "iso", "upload", "params[url]", url));
        hostkey.succeed(call(NEIGHBOUR, "iso", "upload", "params[url]", url));
        hostkey.succeed(call(NEIGHBOUR, "iso", "mount_iso", "id", "457", "iso", "same.iso"));

        assertThat(call(CLIENT, "iso", "delete", "id", "125").path("result").asText())
                .isEqualTo("OK");
        HostkeyClient.assertError(call(NEIGHBOUR, "iso", "delete", "id", "126"), "ISO is mounted on server 457");
        hostkey.succeed(call(NEIGHBOUR, "iso", "unmount_iso", "id", "457"));
        assertThat(call(NEIGHBOUR, "iso", "history", "id", "126").path("data").findValuesAsText("type"))
                .containsExactly("upload", "mount", "unmount");
    }

    @Test
    void a_drive_that_is_being_emptied_still_holds_its_image() {
        hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", UBUNTU));
        JsonNode emptying = call(CLIENT, "iso", "unmount_iso", "id", "456");
        HostkeyClient.assertError(call(CLIENT, "iso", "unmount_iso", "id", "456"), "Server is busy");
        HostkeyClient.assertError(call(CLIENT, "iso", "delete", "id", "123"), "ISO is mounted on server 456");
        hostkey.succeed(emptying);
        HostkeyClient.assertError(call(CLIENT, "iso", "unmount_iso", "id", "456"), "no ISO is mounted on server 456");
    }
}
