package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import org.junit.jupiter.api.Test;

/** What HOSTKEY changes by itself, as its clients see it. */
class HostkeyChangesTest extends HostkeyStory {
    private static final String STOP = "{\"hostkey/server\":456,\"state\":\"stopped\"}";
    private static final String SUSPEND = "{\"hostkey/server\":456,\"state\":\"suspended\"}";
    private static final String REMOVE = "{\"hostkey/server\":456,\"removed\":true}";

    private String status() {
        return hostkey.read("eq", "show", "id", "456").at("/server_data/status").asText();
    }

    @Test
    void a_server_stops_and_starts() {
        assertThat(status()).isEqualTo("rent");
        assertThat(hostkey.change(STOP)).isTrue();
        assertThat(hostkey.change(STOP)).isFalse();
        assertThat(status()).isEqualTo("power_off");
        assertThat(hostkey.change("{\"hostkey/server\":456,\"state\":\"running\"}"))
                .isTrue();
        assertThat(status()).isEqualTo("rent");
        assertThat(hostkey.change("{\"hostkey/server\":999,\"state\":\"stopped\"}"))
                .isFalse();
    }

    @Test
    void a_suspended_server_is_off_and_its_customer_changes_nothing() {
        JsonNode on = hostkey.read("eq", "on", "id", "456");
        assertThat(hostkey.change(SUSPEND)).isTrue();
        assertThat(hostkey.change(SUSPEND)).isFalse();
        assertThat(status()).isEqualTo("suspended");
        assertThat(hostkey.finish(on).path("result").asText()).isEqualTo("Error");
        String suspended = HostkeyError.SERVER_SUSPENDED.template();
        HostkeyClient.assertError(hostkey.read("eq", "on", "id", "456"), suspended);
        HostkeyClient.assertError(hostkey.read("eq", "reboot", "id", "456"), suspended);
        HostkeyClient.assertError(hostkey.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"), suspended);
        HostkeyClient.assertError(
                hostkey.read("vm", "create_snapshot", "id", "456", "name", "first"),
                "failed to request snapshot creation for 456 - server is suspended");

        assertThat(hostkey.change("{\"hostkey/server\":456,\"state\":\"running\"}"))
                .isTrue();
        assertThat(status()).isEqualTo("rent");
    }

    @Test
    void a_server_is_gone_with_its_snapshots_and_its_tasks_fail() {
        JsonNode started = hostkey.read("vm", "create_snapshot", "id", "456", "name", "first");
        assertThat(hostkey.change(REMOVE)).isTrue();
        assertThat(hostkey.change(REMOVE)).isFalse();
        JsonNode end = hostkey.check(started.path("callback").asText());
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(hostkey.read("eq", "list").path("servers")).isEmpty();
        HostkeyClient.assertError(
                hostkey.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"),
                HostkeyError.SERVER_NOT_FOUND.template());
    }

    @Test
    void a_token_is_revoked() {
        String session = hostkey.login();
        assertThat(hostkey.change("{\"hostkey/token\":\"" + session + "\",\"revoked\":true}"))
                .isTrue();
        assertThat(hostkey.change("{\"hostkey/token\":\"" + session + "\",\"revoked\":true}"))
                .isFalse();
        assertThat(hostkey.readAs(session, "eq", "list").path("code").asInt()).isEqualTo(-2);
        assertThat(hostkey.read("eq", "list").path("result").asText()).isEqualTo("OK");
    }

    @Test
    void all_tokens_of_an_account_are_revoked() {
        String session = hostkey.login();
        assertThat(hostkey.change("{\"hostkey/token\":\"" + Credentials.HOSTKEY_EMAIL + "\",\"revoked\":true}"))
                .isTrue();
        for (String token : new String[] {session, CLIENT}) {
            assertThat(hostkey.readAs(token, "eq", "list").path("message").asText())
                    .isEqualTo("Invalid token");
        }
        assertThat(call(NEIGHBOUR, "eq", "list").path("result").asText()).isEqualTo("OK");
        assertThat(hostkey.readAs(hostkey.login(), "eq", "list").path("result").asText())
                .isEqualTo("OK");
    }

    @Test
    void an_image_is_gone_and_a_drive_keeps_it() {
        hostkey.succeed(hostkey.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"));
        assertThat(hostkey.change("{\"hostkey/iso\":123,\"removed\":true}")).isTrue();
        assertThat(hostkey.change("{\"hostkey/iso\":123,\"removed\":true}")).isFalse();
        assertThat(hostkey.read("eq", "show", "id", "456")
                        .at("/server_data/iso")
                        .asText())
                .isEqualTo("ubuntu-22.04.iso");
        hostkey.succeed(hostkey.read("iso", "unmount_iso", "id", "456"));
        HostkeyClient.assertError(
                hostkey.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"),
                HostkeyError.ISO_NOT_FOUND.template());
    }
}
