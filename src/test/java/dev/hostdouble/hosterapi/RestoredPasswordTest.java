package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.ProviderInstance.Match;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.yaml.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no answer shows: the password a server has. Operations are called as the functions they are. */
class RestoredPasswordTest {
    private static final String SERVER = "/api/v1/datacenter/server/4001";
    private static final Instant NOW = EmulatorClock.START;

    private final Database db = Database.open(List.of(Jobs.SCHEMA, HosterApi.schema()));
    private final Jobs jobs = new Jobs(db, PhpJson::text);
    private final HosterApi api;

    RestoredPasswordTest() throws Exception {
        String state = Files.readString(Path.of("fixtures", "worlds", "default", "hosterapi.yaml"));
        api = new HosterApi(
                db,
                jobs,
                (purpose, key) -> new SeededRandom(purpose.hashCode() + Arrays.hashCode(key)),
                HosterApi.read(Document.read("default", state)),
                false,
                NOW);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void call(String method, String path, String query) {
        Request request =
                new Request(method, "http", "test", "", SERVER + path, query, Headers.NONE, Bytes.NONE, List.of());
        Match match = api.match(request);
        match.route().operation().handle(new Call(request, api, match, NOW));
    }

    private String password() {
        return new ServerDao(db).require("4001").password();
    }

    @Test
    void a_restore_brings_the_password_back() {
        String first = password();
        call("PUT", "/password/reset", "");
        assertThat(password()).isNotEqualTo(first);

        call("POST", "/backups/restore", "backup=1606685300");
        jobs.settle(NOW.plusSeconds(6));

        assertThat(password()).isEqualTo(first);
    }

    @Test
    void a_backup_keeps_the_password_of_the_moment_it_was_asked_for() {
        String first = password();
        call("PUT", "/backups/create", "");
        call("PUT", "/password/reset", "");
        jobs.settle(NOW.plusSeconds(6));
        call("POST", "/backups/restore", "backup=" + NOW.getEpochSecond());
        jobs.settle(NOW.plusSeconds(12));

        assertThat(password()).isEqualTo(first);
    }
}
