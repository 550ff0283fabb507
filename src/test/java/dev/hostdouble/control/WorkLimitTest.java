package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.WorkLimit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Nobody can make a verification or a search in the journal run long: their work is counted. */
class WorkLimitTest {
    @AutoClose
    private final Hostdouble emulator;

    private final ProviderClient client;

    WorkLimitTest() throws Exception {
        emulator = Hostdouble.start(Settings.forTests());
        client = new ProviderClient(emulator, "default");
    }

    private void longPaths(int calls) {
        String path = "/api/v1/" + "a".repeat(7000);
        for (int i = 0; i < calls; i++) {
            client.send("GET", path, "");
        }
    }

    @Test
    void too_much_to_verify_is_refused_with_what_to_do() {
        longPaths(40);
        String heavy = "{\"path\":\"*" + "a".repeat(150) + "z\",\"least\":0}";
        String body = "{\"calls\":[" + (heavy + ",").repeat(99) + heavy + "]}";
        Seen refused = client.control("POST", "verify", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains("too much to compare: 100 expectations with 40 calls")
                .contains("DELETE requests");
        assertThat(client.control("POST", "verify", "{\"calls\":[" + heavy + "]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_search_counts_its_work_too() {
        longPaths(300);
        Seen refused = client.control("GET", "requests?path=*" + "a".repeat(198) + "z", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("too much to compare");
        assertThat(client.control("GET", "requests?path=*a*", "").status()).isEqualTo(200);
    }

    @Test
    void a_pattern_counts_its_steps() {
        WorkLimit work = new WorkLimit(100);
        assertThat(Glob.of("a*c").matches("abc", work)).isTrue();
        assertThatThrownBy(() -> Glob.of("*aab").matches("a".repeat(100), work))
                .isInstanceOf(WorkLimit.ExceededException.class);
    }

    @Test
    void work_stops_when_nobody_waits_for_it() {
        WorkLimit work = WorkLimit.none();
        work.spend(1 << 21);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> work.spend(1 << 21)).isInstanceOf(WorkLimit.ExceededException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
