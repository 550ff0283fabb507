package dev.hostdouble.hosterapi;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit on calls a minute, in a world that allows three. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class ThrottleTest {
    private static final String LIMIT = "X-RateLimit-Limit";
    private static final String REMAINING = "X-RateLimit-Remaining";
    private static final String RESET = "X-RateLimit-Reset";
    private static final long NOW = 1706745600;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble emulator;

    private final HosterapiClient api;

    ThrottleTest(TestInfo test) {
        api = new HosterapiClient(emulator, String.valueOf((test.getTestMethod() + test.getDisplayName()).hashCode()));
    }

    @BeforeAll
    static void start() throws Exception {
        emulator = WorldFolder.start(folder, "# throttle: 60 ", "throttle: 3 ");
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private void use(int calls) {
        for (int i = 0; i < calls; i++) {
            api.get("/datacenter/server").then().statusCode(200);
        }
    }

    @Test
    void every_reply_has_the_limit_and_the_remaining_calls() {
        for (String remaining : new String[] {"2", "1", "0"}) {
            api.get("/datacenter/server")
                    .then()
                    .statusCode(200)
                    .header(LIMIT, "3")
                    .header(REMAINING, remaining)
                    .header(RESET, nullValue())
                    .header("Retry-After", nullValue());
        }
    }

    @Test
    void a_call_beyond_the_limit_gets_retry_after() {
        use(3);
        api.advance("20s");

        api.get("/datacenter/server")
                .then()
                .statusCode(429)
                .header(LIMIT, "3")
                .header(REMAINING, "0")
                .header("Retry-After", "40")
                .header(RESET, String.valueOf(NOW + 60))
                .header("Content-Type", "application/json")
                .body(equalTo("{\n    \"message\": \"Too Many Attempts.\"\n}"));
    }

    @Test
    void the_window_ends_by_the_clock_of_the_world() {
        use(3);
        api.advance("59999ms");
        api.get("/datacenter/server").then().statusCode(429).header("Retry-After", "1");
        api.advance("1ms");
        api.get("/datacenter/server").then().statusCode(200).header(REMAINING, "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-01T00:00:00Z", "2024-02-01T00:00:00.500Z", "2030-01-01T00:00:00Z"})
    void a_date_that_is_set_does_not_end_the_window(String date) {
        use(3);
        api.advance("20s");
        api.setDate(date);

        api.get("/datacenter/server")
                .then()
                .statusCode(429)
                .header("Retry-After", "40")
                .header(RESET, String.valueOf(Instant.parse(date).getEpochSecond() + 40));
        api.advance("40s");
        api.get("/datacenter/server").then().statusCode(200).header(REMAINING, "2");
    }

    @Test
    void a_refused_call_does_not_prolong_the_window() {
        use(3);
        api.advance("30s");
        api.get("/datacenter/server").then().statusCode(429);
        api.advance("30s");
        api.get("/datacenter/server").then().statusCode(200);
    }

    @Test
    void a_failed_call_counts_too() {
        api.get("/datacenter/server/4009/status").then().statusCode(404).header(REMAINING, "2");
        api.post("/datacenter/server").then().statusCode(400).header(REMAINING, "1");
    }

    @Test
    void a_refused_call_changes_nothing() {
        use(3);
        api.post("/datacenter/server/4001/delete").then().statusCode(429);
        api.advance("1m");

        api.get("/datacenter/server").then().body(equalTo("{\"result\":[4001,4002,4003]}"));
    }

    @Test
    void calls_that_fail_before_authentication_are_not_counted() {
        api.anonymous().get("/datacenter/server").then().statusCode(401).header(LIMIT, nullValue());
        api.get("/nothing").then().statusCode(404).header(LIMIT, nullValue());
        api.request().delete("/datacenter/server").then().statusCode(405).header(LIMIT, nullValue());
        use(3);
    }

    @Test
    void a_token_with_or_without_its_id_is_the_same_caller() {
        use(2);
        api.anonymous()
                .header("Authorization", "Bearer " + Credentials.HOSTERAPI_SECRET)
                .get("/datacenter/server")
                .then()
                .header(REMAINING, "0");
    }

    @Test
    void each_world_counts_its_own_calls() {
        use(3);
        new HosterapiClient(emulator, "another")
                .get("/datacenter/server")
                .then()
                .header(REMAINING, "2");
    }
}
