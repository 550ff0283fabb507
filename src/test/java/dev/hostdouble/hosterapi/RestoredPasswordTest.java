package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.Call;
import dev.hostdouble.world.EmulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What no answer shows: the password a server has. Operations are called as the functions they are. */
class RestoredPasswordTest {
    private static final String SERVER = "/api/v1/datacenter/server/4001";
    private static final Instant NOW = EmulatorClock.START;

    @AutoClose
    private final OpenHosterApi api = new OpenHosterApi("busy: accept");

    RestoredPasswordTest() throws Exception {}

    private static WorldTime at(int seconds) {
        return new WorldTime(NOW.plusSeconds(seconds), Duration.ofSeconds(seconds));
    }

    private void call(String method, String path, String query) {
        Request request =
                new Request(method, "http", "test", "", SERVER + path, query, Headers.NONE, Bytes.NONE, List.of());
        new Call(request, api.instance, api.instance.match(request), at(0)).answer();
    }

    private String password() {
        return new ServerDao(api.db).require("4001").password();
    }

    @Test
    void a_restore_brings_the_password_back() {
        String first = password();
        call("PUT", "/password/reset", "");
        assertThat(password()).isNotEqualTo(first);

        call("POST", "/backups/restore", "backup=1606685300");
        api.jobs.settle(at(6));

        assertThat(password()).isEqualTo(first);
    }

    @Test
    void a_backup_keeps_the_password_of_the_moment_it_was_asked_for() {
        String first = password();
        call("PUT", "/backups/create", "");
        call("PUT", "/password/reset", "");
        api.jobs.settle(at(6));
        call("POST", "/backups/restore", "backup=" + NOW.getEpochSecond());
        api.jobs.settle(at(12));

        assertThat(password()).isEqualTo(first);
    }
}
