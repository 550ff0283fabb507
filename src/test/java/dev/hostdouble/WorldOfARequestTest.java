package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which world a request names, and that it cannot name two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorldOfARequestTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private final AllProviders client = new AllProviders(emulator, "default");

    WorldOfARequestTest() throws Exception {}

    @ParameterizedTest
    @CsvSource({
        "/_w/a/api/v1/datacenter/server, b, a, 400",
        "/_w/a/_emulator/health, b, b, 400",
        "/_w/a/_emulator/health, a, b, 400",
        "/_w/a/no/such/path, a, '', 400",
        "/_w/a, b, b, 400",
        "/vm.php, a, b, 400",
        "/, a, b, 400",
        "/_emulator/health, a, A, 400",
        "/_w/same/_emulator/health, same, same, 200",
        "/_w/same/api/v1/datacenter/server, same, same, 200",
        "/_emulator/health, same, same, 200"
    })
    void two_worlds_are_refused_and_both_named(String path, String one, String other, int status) {
        Seen reply = client.send(
                "GET",
                path,
                "",
                Credentials.bearer(Credentials.HOSTERAPI_TOKEN),
                "Emulator-World: " + one,
                "Emulator-World: " + other);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        if (status == 400) {
            assertThat(reply.json().path("error").asText())
                    .startsWith("the request names two worlds, '")
                    .contains("' and '");
        }
        assertThat(client.controlled("GET", "worlds", "").path("worlds").findValuesAsText("name"))
                .doesNotContain("a", "b", "A", "");
    }
}
