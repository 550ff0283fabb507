package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import java.util.List;
import java.util.Map;

/** What clients of HOSTKEY experience with tasks and snapshots while a scenario is active. */
final class HostkeyTaskStories {
    static final Map<String, Story<HostkeyClient>> ALL = Map.ofEntries(
            Map.entry("hostkey/never-ready", HostkeyTaskStories::neverReady),
            Map.entry("hostkey/key-purged", HostkeyTaskStories::keyPurged),
            Map.entry("hostkey/power-task-fails", HostkeyTaskStories::powerTaskFails),
            Map.entry("hostkey/mount-fails", HostkeyTaskStories::mountFails),
            Map.entry("hostkey/upload-fails", HostkeyTaskStories::uploadFails),
            Map.entry("hostkey/server-stops", HostkeyTaskStories::serverStops),
            Map.entry("hostkey/server-suspended", HostkeyTaskStories::serverSuspended),
            Map.entry("hostkey/snapshot-limit", HostkeyTaskStories::snapshotLimit),
            Map.entry("hostkey/snapshot-refused", HostkeyTaskStories::snapshotRefused),
            Map.entry("hostkey/snapshot-task-fails", HostkeyTaskStories::snapshotTaskFails),
            Map.entry("hostkey/snapshot-list-empty", HostkeyTaskStories::snapshotListEmpty),
            Map.entry("hostkey/lost-snapshot-reply", HostkeyTaskStories::lostSnapshotReply));

    private HostkeyTaskStories() {}

    private static JsonNode snapshot(HostkeyClient client, String action, String name) {
        return client.read("vm", action, "id", "456", "name", name);
    }

    private static JsonNode mount(HostkeyClient client, String iso) {
        return client.read("iso", "mount_iso", "id", "456", "iso", iso);
    }

    private static String power(HostkeyClient client) {
        String key = client.read("eq", "status", "id", "456").path("callback").asText();
        client.advance("1s");
        return client.check(key).path("scope").asText();
    }

    private static void neverReady(HostkeyClient client) {
        String key =
                snapshot(client, "create_snapshot", "first").path("callback").asText();
        client.advance("1d");
        assertThat(client.check(key).path("result").asText()).isEqualTo("Not ready");
    }

    private static void keyPurged(HostkeyClient client) {
        for (String name : List.of("first", "second")) {
            JsonNode end = client.finish(snapshot(client, "create_snapshot", name));
            HostkeyClient.assertError(end, "AsyncKey not found");
            assertThat(end.path("key").asText()).matches("[0-9a-f]{32}");
        }
        HostkeyClient.assertError(
                snapshot(client, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshot first already exists");
    }

    private static void powerTaskFails(HostkeyClient client) {
        JsonNode end = client.finish(client.read("eq", "off", "id", "456"));
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("no response from the host");
        assertThat(power(client)).isEqualTo("VM is up now");
        client.succeed(client.read("eq", "off", "id", "456"));
        assertThat(power(client)).isEqualTo("VM is down now");
    }

    private static void mountFails(HostkeyClient client) {
        JsonNode end = client.finish(mount(client, "ubuntu-22.04.iso"));
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("the drive does not respond");
        HostkeyClient.assertError(client.read("iso", "unmount_iso", "id", "456"), "no ISO is mounted on server 456");
        client.succeed(mount(client, "ubuntu-22.04.iso"));
    }

    private static void uploadFails(HostkeyClient client) {
        JsonNode end =
                client.finish(client.read("iso", "upload", "params[url]", "https://example.com/iso/debian-12.iso"));
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("the download was interrupted");
        HostkeyClient.assertError(mount(client, "debian-12.iso"), "ISO not found");
    }

    private static void serverStops(HostkeyClient client) {
        assertThat(power(client)).isEqualTo("VM is up now");
        client.advance("30s");
        assertThat(power(client)).isEqualTo("VM is down now");
        client.succeed(client.read("eq", "on", "id", "456"));
        assertThat(power(client)).isEqualTo("VM is up now");
    }

    private static void serverSuspended(HostkeyClient client) {
        client.advance("30s");
        assertThat(power(client)).isEqualTo("VM is down now");
        HostkeyClient.assertError(client.read("eq", "on", "id", "456"), "Server is suspended");
        assertThat(power(client)).isEqualTo("VM is down now");
    }

    private static void snapshotLimit(HostkeyClient client) {
        HostkeyClient.assertError(
                snapshot(client, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshots limit reached (4)");
        assertThat(client.finish(snapshot(client, "create_snapshot", "first"))
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    private static void snapshotRefused(HostkeyClient client) {
        client.succeed(snapshot(client, "create_snapshot", "first"));
        client.succeed(client.read("eq", "off", "id", "456"));
        HostkeyClient.assertError(
                snapshot(client, "restore_snapshot", "first"),
                "failed to request restore from snapshot for 456 - the VM is locked by another task");
        HostkeyClient.assertError(
                snapshot(client, "remove_snapshot", "first"),
                "failed to request snapshot removal for 456 - the VM is locked by another task");
        client.succeed(snapshot(client, "remove_snapshot", "first"));
    }

    private static void snapshotTaskFails(HostkeyClient client) {
        JsonNode end = client.finish(snapshot(client, "create_snapshot", "first"));
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("not enough space on the storage");
        JsonNode list = client.finish(client.read("vm", "get_snapshot", "id", "456"));
        assertThat(list.path("scope").asText()).isEqualTo("{\"snapshots\":[]}");
        client.finish(snapshot(client, "create_snapshot", "first"));
        client.finish(client.read("eq", "off", "id", "456"));
        JsonNode restored = client.finish(snapshot(client, "restore_snapshot", "first"));
        assertThat(restored.path("result").asText()).isEqualTo("Error");
        assertThat(restored.path("scope").asText()).isEqualTo("the image is damaged");
    }

    private static void snapshotListEmpty(HostkeyClient client) {
        client.succeed(snapshot(client, "create_snapshot", "first"));
        JsonNode asked = client.read("vm", "get_snapshot", "id", "456");
        assertThat(client.check(asked.path("callback").asText()).path("scope").asText())
                .isEqualTo("{\"snapshots\":[]}");
        JsonNode again = client.succeed(client.read("vm", "get_snapshot", "id", "456"));
        assertThat(again.path("scope").asText()).contains("\"name\":\"first\"");
    }

    private static void lostSnapshotReply(HostkeyClient client) {
        assertThat(client.call("vm", "create_snapshot", "id", "456", "name", "first"))
                .isEqualTo(new Seen("", End.CLOSED));
        client.advance("1m");
        HostkeyClient.assertError(
                snapshot(client, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshot first already exists");
    }
}
