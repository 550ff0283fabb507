package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.yaml.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks of a start state: their keys are polled as if a client had asked for them before the world began. */
class EarlierTasksTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String SERVER = """
            servers:
              - id: 456
                owner: client@example.com
                name: web-456
                preset: vm.mini
                ip: 141.105.68.56
                state: stopped
                memory: 4096
                disk: 60
                snapshots:
                  - { name: first, snapshot-id: a, date: "2024-01-20T08:00:00Z", total-size: 1 }
                  - { name: second, snapshot-id: b, date: "2024-01-21T08:00:00Z", total-size: 1 }
            """;

    @TempDir
    private Path folder = Path.of("");

    private void with(String task, Consumer<HostkeyClient> story) throws Exception {
        in(SERVER, task, story);
    }

    private void in(String state, String task, Consumer<HostkeyClient> story) throws Exception {
        Files.writeString(folder.resolve("hostkey.yaml"), state + "tasks: [{ key: " + KEY + ", " + task + " }]\n");
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld(folder))) {
            story.accept(new HostkeyClient(emulator, "default"));
        }
    }

    private static JsonNode end(HostkeyClient client) {
        assertThat(client.check(KEY).path("result").asText()).isEqualTo("Not ready");
        client.advance("1m");
        return client.check(KEY);
    }

    private static JsonNode show(HostkeyClient client) {
        return client.readAs(Credentials.HOSTKEY_CLIENT, "eq", "show", "id", "456")
                .path("server_data");
    }

    @Test
    void a_task_that_has_ended_is_polled_by_its_key() throws Exception {
        with("operation: vm.create_snapshot, server: 456, name: new, state: finished, scope: done", client -> {
            assertThat(client.check(KEY).toString())
                    .isEqualTo("{\"result\":\"OK\",\"action\":\"check\",\"scope\":\"done\",\"context\":"
                            + "{\"action\":\"create_snapshot\",\"id\":456,\"name\":\"new\"},\"debug\":\"\",\"key\":\""
                            + KEY
                            + "\"}");
            assertThat(client.check(KEY).path("message").asText()).isEqualTo("AsyncKey not found");
        });
        with("operation: eq.on, server: 456, state: failed, scope: no power, age: 1h", client -> {
            assertThat(client.check(KEY).toString())
                    .isEqualTo("{\"result\":\"Error\",\"scope\":\"no power\",\"context\":"
                            + "{\"action\":\"on\",\"id\":456,\"location\":\"NL\"},\"debug\":\"\",\"key\":\"" + KEY
                            + "\"}");
            assertThat(client.controlled("GET", "jobs", "").at("/jobs/0/endsAt").asText())
                    .isEqualTo("2024-01-31T23:00:00Z");
        });
    }

    @Test
    void a_running_snapshot_task_goes_on() throws Exception {
        with("operation: vm.create_snapshot, server: 456, name: new, age: 4s", client -> {
            client.advance("999ms");
            assertThat(client.check(KEY).path("result").asText()).isEqualTo("Not ready");
            client.advance("1ms");
            assertThat(client.check(KEY).path("scope").asText()).isEqualTo("snapshot created");
        });
        with("operation: vm.restore_snapshot, server: 456, name: first", client -> {
            assertThat(end(client).path("scope").asText()).isEqualTo("snapshot restored");
            String list = client.readAs(Credentials.HOSTKEY_CLIENT, "vm", "get_snapshot", "id", "456")
                    .path("callback")
                    .asText();
            client.advance("1m");
            assertThat(client.check(list).path("scope").asText())
                    .contains("first")
                    .doesNotContain("second");
        });
        with(
                "operation: vm.remove_snapshot, server: 456, name: second",
                client -> assertThat(end(client).path("scope").asText()).isEqualTo("snapshot removed"));
    }

    @Test
    void a_server_is_busy_with_its_running_task() throws Exception {
        with("operation: eq.on, server: 456", client -> {
            assertThat(client.readAs(Credentials.HOSTKEY_CLIENT, "eq", "off", "id", "456")
                            .path("message")
                            .asText())
                    .isEqualTo("Server is busy");
            assertThat(end(client).path("context").toString())
                    .isEqualTo("{\"action\":\"on\",\"id\":456,\"location\":\"NL\"}");
            assertThat(show(client).path("power_status").asText()).isEqualTo("on");
        });
    }

    @Test
    void an_image_is_mounted_or_unmounted() throws Exception {
        with("operation: iso.mount_iso, server: 456, iso: ubuntu-22.04.iso", client -> {
            assertThat(end(client).path("context").toString())
                    .isEqualTo("{\"action\":\"mount_iso\",\"id\":456,\"iso\":\"ubuntu-22.04.iso\"}");
            assertThat(show(client).path("iso").asText()).isEqualTo("ubuntu-22.04.iso");
        });
        String mounted = SERVER.replace("disk: 60", "disk: 60\n    iso: ubuntu-22.04.iso");
        in(mounted, "operation: iso.unmount_iso, server: 456, iso: ubuntu-22.04.iso", client -> {
            assertThat(end(client).path("result").asText()).isEqualTo("OK");
            assertThat(show(client).path("iso").asText()).isEmpty();
        });
    }

    @Test
    void an_upload_ends() throws Exception {
        String pending = """
                isos:
                  - id: 123
                    name: big
                    short-name: big
                    iso-name: big.iso
                    owner: client@example.com
                    status: Pending
                    size: 0
                    created-at: "2024-01-31T23:59:00Z"
                    updated-at: "2024-01-31T23:59:00Z"
                """;
        in(pending, "operation: iso.upload, image: 123, age: 1s", client -> {
            assertThat(end(client).path("context").toString()).isEqualTo("{\"action\":\"upload\",\"id\":123}");
            assertThat(client.readAs(Credentials.HOSTKEY_CLIENT, "iso", "uploaded")
                            .at("/data/0/status")
                            .asText())
                    .isEqualTo("active");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operation: vm.create_snapshot, server: 456 | /tasks/0: a running task of vm.create_snapshot needs name",
                "operation: eq.on | /tasks/0: a running task of eq.on needs server",
                "operation: eq.on, server: 9 | /tasks/0/server: no server 9",
                "operation: eq.on, server: 456, name: x | /tasks/0/name: a running task of eq.on has no name",
                "operation: eq.on, server: 456, scope: x | /tasks/0/scope: a running task of eq.on has no scope",
                "operation: eq.on, server: 456, state: finished | /tasks/0: a finished task of eq.on needs scope",
                "operation: eq.on, server: 456, state: done | /tasks/0/state",
                "operation: eq.on, server: 456, age: 3s | /tasks/0/age: a job that began 3s ago does not run any more: expected less than 3000ms",
                "operation: eq.list, server: 456 | what started it",
                "operation: iso.upload, image: 9 | /tasks/0/image: no image 9",
                "operation: iso.upload, image: 123 | /tasks/0/image: image 123 must have the status Pending while it is uploaded",
                "operation: iso.upload, image: 123, server: 456 | /tasks/0/server: a running task of iso.upload has no server",
                "operation: iso.mount_iso, server: 456, iso: x | /tasks/0/iso: no active image 'x'",
                "operation: iso.unmount_iso, server: 456, iso: x | /tasks/0/iso: 'x' is not mounted on server 456",
                "operation: vm.create_snapshot, server: 456, name: first | /tasks/0/name: server 456 has a snapshot first",
                "operation: vm.restore_snapshot, server: 456, name: x | /tasks/0/name: server 456 has no snapshot x",
                "operation: vm.restore_snapshot, server: 456, name: first, type: backup | /tasks/0/name: server 456 has no snapshot first",
                "operation: eq.on, server: 456 }, { key: 0123456789abcdef0123456789abcdef, operation: eq.on, server: 456, state: finished, scope: x | /tasks/1/key: key 0123456789abcdef0123456789abcdef is a duplicate of /tasks/0/key",
                "operation: eq.on, server: 456 }, { key: 1123456789abcdef0123456789abcdef, operation: eq.off, server: 456 | /tasks/1/server: server at work 456 is a duplicate",
                "operation: eq.on, server: 456 }, { key: KEY, operation: eq.off, server: 456 | 32 lower-case hex digits"
            })
    void what_a_task_cannot_be_is_named_with_its_place(String task, String problem) {
        assertThatThrownBy(() -> with(task, client -> {}))
                .isInstanceOf(InvalidFileException.class)
                .message()
                .contains(problem)
                .containsPattern("hostkey.yaml:\\d+:\\d+: ");
    }
}
