package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When worlds start: at the host's present, so that clients can compare times with their own clock, or at a fixed date. */
class NowTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    private static Instant now(ProviderClient client) {
        return Instant.parse(client.controlled("GET", "clock", "").path("now").asText());
    }

    private static void assertPresent(Instant date) {
        assertThat(Duration.between(date, Instant.now()).abs()).isLessThan(TOLERANCE);
    }

    private static Settings settings(String mode) {
        return Settings.forTests().withClock(ClockMode.parse(mode)).withHostNow();
    }

    private Settings withWorldFile(String now) throws Exception {
        Files.writeString(folder.resolve("world.yaml"), "now: " + now + "\n");
        return Settings.DEFAULT.withWorld(folder);
    }

    /** A server on any free port, with settings that say nothing of the start. */
    private static Hostdouble start(Settings settings) throws Exception {
        Settings any = Settings.forTests();
        return Hostdouble.start(new Settings(
                any.bind(),
                any.port(),
                settings.world(),
                ClockMode.MANUAL,
                settings.now(),
                settings.consoleUrl(),
                1,
                false,
                false,
                100,
                10,
                settings.controlToken(),
                false,
                settings.scenarios(),
                false,
                settings.network(),
                false,
                Optional.empty(),
                Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "x2", "manual", "step:1s"})
    void every_clock_starts_at_the_hosts_present(String mode) throws Exception {
        try (Hostdouble server = Hostdouble.start(settings(mode))) {
            for (String world : new String[] {"default", "other"}) {
                ProviderClient client = new ProviderClient(server, world);
                client.world();
                assertPresent(now(client));
                client.setDate("2030-01-01T00:00:00Z");
                client.controlled("POST", "reset", "");
                assertPresent(now(client));
            }
        }
    }

    @Test
    void the_host_is_the_default_of_a_server() throws Exception {
        try (Hostdouble server = start(Settings.DEFAULT)) {
            assertPresent(now(new ProviderClient(server, "default")));
        }
    }

    @Test
    void times_in_replies_are_those_of_the_clients_clock() throws Exception {
        Files.writeString(folder.resolve("vss.yaml"), "enforce-rate-limit: true\n");
        try (Hostdouble server = Hostdouble.start(settings("step:1s").withWorld(folder))) {
            ProviderClient client = new ProviderClient(server, "default");
            Instant present = Instant.now();

            Seen login = client.send(
                    "POST", "/auth.php", "action=login&key=0123456789abcdef-0123456789abcdef&ttl=3600", FORM);
            JsonNode session = login.json().path("result");
            assertThat(session.path("token_expire").asLong())
                    .as(login.body())
                    .isBetween(present.getEpochSecond() + 3480, present.getEpochSecond() + 3720);

            Seen token = client.send("POST", "/auth/request-token", "", Credentials.basic("josem", "josem"));
            String[] parts = token.json().path("token").asText().split("\\.", -1);
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            JsonNode jwt = new ObjectMapper().readTree(claims);
            assertThat(jwt.path("exp").asLong()).isGreaterThan(present.getEpochSecond() + 23 * 3600);

            Seen limited = token;
            for (int i = 0; i < 6; i++) {
                limited = client.send(
                        "GET",
                        "/v2/user",
                        "",
                        "Authorization: Bearer " + token.json().path("token").asText());
            }
            assertThat(Long.parseLong(limited.header("X-RateLimit-Reset")))
                    .isBetween(present.getEpochSecond() - 120, present.getEpochSecond() + 240);
            ZonedDateTime date = ZonedDateTime.parse(limited.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
            assertPresent(date.toInstant());
        }
    }

    @Test
    void a_fixed_date_makes_the_same_bytes_and_comes_back_with_a_reset() throws Exception {
        Instant date = Instant.parse("2024-01-31T23:00:00Z");
        String first = "";
        for (int i = 0; i < 2; i++) {
            try (Hostdouble server = Hostdouble.start(Settings.forTests().withNow(date))) {
                ProviderClient client = new ProviderClient(server, "default");
                for (int j = 0; j < 2; j++) {
                    assertThat(now(client)).isEqualTo(date);
                    String bytes = client.send("POST", "/auth/request-token", "", Credentials.basic("jm", "jm"))
                            .bytes();
                    first = first.isEmpty() ? bytes : first;
                    assertThat(bytes).isEqualTo(first).contains("Wed, 31 Jan 2024 23:00:00 GMT");
                    client.advance("3h");
                    client.controlled("POST", "reset", "");
                }
            }
        }
    }

    @Test
    void a_real_clock_runs_on_from_a_fixed_date() throws Exception {
        Settings settings = Settings.forTests().withClock(ClockMode.REAL).withNow(EmulatorClock.START);
        try (Hostdouble server = Hostdouble.start(settings)) {
            Instant shown = now(new ProviderClient(server, "default"));
            assertThat(shown).isBetween(EmulatorClock.START, EmulatorClock.START.plus(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "step:1s", "manual"})
    void a_recording_carries_the_start(String mode) throws Exception {
        JsonNode recording = new Recorder(folder).assertSame(settings(mode), (server, client) -> {
            client.send("POST", "/auth/request-token", "", Credentials.basic("jm", "jm"));
            Recorder.hosterapi(client, "PUT", "/datacenter/server/4001/reinstall", "");
            client.send("POST", "/backups.php", "action=list&token=secret", FORM);
            client.send("GET", "/nobody?password=secret", "", "Authorization: Bearer secret");
            client.advance("10s");
            Recorder.hosterapi(client, "GET", "/job/15", "");
        });
        assertPresent(Instant.parse(recording.path("startedAt").asText()));
        assertThat(recording.toString()).contains("\"call\":\"unknown\"", "\"call\":\"hostkey/unknown\"");
        assertThat(recording.toString()).doesNotContain("=secret", "Bearer secret");
    }

    @Test
    void the_start_state_can_set_the_start_and_the_command_line_comes_first() throws Exception {
        Settings settings = withWorldFile("2020-05-05T00:00:00+02:00");
        try (Hostdouble server = start(settings)) {
            assertThat(now(new ProviderClient(server, "default"))).isEqualTo("2020-05-04T22:00:00Z");
        }
        try (Hostdouble server = start(settings.withHostNow())) {
            assertPresent(now(new ProviderClient(server, "default")));
        }
        try (Hostdouble server = start(withWorldFile("host"))) {
            assertPresent(now(new ProviderClient(server, "default")));
        }
        assertThat(Recorder.run("check", folder.resolve("world.yaml").toString())
                        .code())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "now: tomorrow|world.yaml:1:6: /now: invalid start 'tomorrow': expected host, or a date from 1970 to 2200",
                "now: 1969-12-31T23:59:59Z|invalid start",
                "nwo: host|unknown key 'nwo'; did you mean 'now'?",
                "now: 2024|expected",
            })
    void a_wrong_world_file_is_refused_with_its_place(String text, String problem) throws Exception {
        Path file = Files.writeString(folder.resolve("world.yaml"), text + "\n");
        Recorder.Result check = Recorder.run("check", file.toString());
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.output()).contains(problem);
        assertThat(Recorder.run("--port", "0", "--world", folder.toString()).output())
                .contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tomorrow", "2024-02-01", "2024-02-01T00:00:00", "1969-12-31T23:59:59Z", "2201-01-01T00:00:00Z"})
    void a_wrong_date_of_the_flag_is_refused_with_what_is_allowed(String date) {
        Recorder.Result result = Recorder.run("--now", date);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .contains(
                        "--now",
                        "invalid start '" + date + "': expected host, or a date from 1970 to 2200 in ISO-8601");
    }
}
