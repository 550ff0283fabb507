package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.world.ClockMode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code GET replay} gives is played again, and comes out the same. */
class ReplayCommandTest {
    private static final String WISH = "template=Debian10.0&cpuCores=1&mem=2048&disk=10G&ipCount=1";
    private static final String SCENARIO = """
            scenario: flaky
            rules:
              - on: hosterapi/server.start
                probability: 0.5
                effect: { error: "0xa1" }
              - on: hosterapi/server.create
                calls: 2
                effect: [ { job: { fail: "0xb0", at: 0.33 } }, { reply: { body: "{{random.8}} {{now}}", performed: true } } ]
            """;

    @TempDir
    private Path folder = Path.of("");

    private String send(Hostdouble emulator, String method, String path, String body) {
        return new ProviderClient(emulator, "default")
                .send(
                        method,
                        path,
                        body,
                        Credentials.bearer(Credentials.HOSTERAPI_TOKEN),
                        "Content-Type: application/x-www-form-urlencoded")
                .body();
    }

    /** Records chance, time, jobs and calls of the control API, in a world with its own start state. */
    private Path recorded(ClockMode clock) throws Exception {
        Path world = Files.createDirectory(folder.resolve("world"));
        Files.writeString(world.resolve("vss.yaml"), "next: { request: 7 }\n");
        Path scenario = folder.resolve("flaky.yaml");
        Files.writeString(scenario, SCENARIO);
        Settings settings = Settings.forTests()
                .withClock(clock)
                .withWorld(world)
                .withScenarios(List.of(scenario.toString()), false);
        try (Hostdouble emulator = Hostdouble.start(settings)) {
            for (int i = 0; i < 6; i++) {
                send(emulator, "PUT", "/api/v1/datacenter/server/4001/start", "");
            }
            send(emulator, "POST", "/api/v1/datacenter/server", WISH);
            send(emulator, "POST", "/api/v1/datacenter/server", WISH);
            send(emulator, "POST", "/_emulator/clock/advance", "{\"by\":\"2s\"}");
            send(emulator, "POST", "/_emulator/jobs/hosterapi%2F15/fail", "{\"output\":\"0xa3: timeout\"}");
            send(emulator, "GET", "/api/v1/job/15", "");
            send(emulator, "GET", "/api/v1/job/16", "");
            send(
                    emulator,
                    "POST",
                    "/vm.php?x=1",
                    "action=create_snapshot&id=456&name=first&token=" + Credentials.HOSTKEY_CLIENT);
            send(
                    emulator,
                    "POST",
                    "/_emulator/scenarios",
                    "{\"scenario\":\"gone\",\"rules\":[{\"on\":\"vss/*\",\"effect\":{\"gateway\":503}}]}");
            send(emulator, "GET", "/v2/iso", "");
            Path recording = folder.resolve("recording.json");
            Files.writeString(recording, send(emulator, "GET", "/_emulator/replay", ""));
            return recording;
        }
    }

    private int replay(Path recording, StringWriter out) {
        PrintWriter writer = new PrintWriter(out, true);
        return Main.run(new String[] {"replay", recording.toString()}, Map.of(), writer, writer);
    }

    @Test
    void a_recorded_world_comes_out_the_same() throws Exception {
        StringWriter out = new StringWriter();
        assertThat(replay(recorded(ClockMode.MANUAL), out)).as(out.toString()).isZero();
        assertThat(out.toString()).contains("0 of 12 replies differ");
    }

    @Test
    void a_recorded_world_with_a_real_clock_comes_out_the_same() throws Exception {
        StringWriter out = new StringWriter();
        assertThat(replay(recorded(ClockMode.REAL), out)).as(out.toString()).isZero();
    }

    @Test
    void a_reply_that_differs_is_named() throws Exception {
        Path recording = recorded(ClockMode.MANUAL);
        Files.writeString(recording, Files.readString(recording).replace("\"seed\": 1", "\"seed\": 2"));
        StringWriter out = new StringWriter();
        assertThat(replay(recording, out)).isEqualTo(1);
        assertThat(out.toString()).contains("hosterapi/server.");
    }

    @Test
    void a_file_that_is_not_a_recording_is_refused() throws Exception {
        Path other = folder.resolve("other.json");
        for (String text : List.of("", "{}", "[1]", "{\"replay\":2,\"began\":\"now\"}", "{")) {
            Files.writeString(other, text);
            StringWriter out = new StringWriter();
            assertThat(replay(other, out)).as(text).isEqualTo(1);
            assertThat(out.toString()).contains("other.json:1:").doesNotContain("Exception");
        }
        StringWriter out = new StringWriter();
        assertThat(replay(folder.resolve("none.json"), out)).isEqualTo(2);
        assertThat(out.toString()).contains("none.json: no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~\"events\"~|~\"evnts\"~|expected a list 'events'",
                "~\"seed\": 1~|~\"seed\": \"1\"~|expected a whole number 'seed'",
                "~\"strict\": false,~|~~|expected true or false 'strict'",
                "~\"startStates\"~|~\"startState\"~|expected an object 'startStates'",
                "~\"secrets\": \"mask\"~|~\"secrets\": \"hash\"~|expected mask or keep as 'secrets'",
                "~\"complete\": true~|~\"complete\": 1~|expected true or false 'complete'",
                "~\"replay\": 2~|~\"replay\": 3~|a recording of a newer version (replay: 3)",
                "~\"replay\": 2~|~\"replay\": 2.5~|not a recording"
            })
    void a_recording_that_was_altered_is_refused(String part, String other, String why) throws Exception {
        Path file = folder.resolve("recording.json");
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            String text = send(emulator, "GET", "/_emulator/replay", "");
            assertThat(text).contains(part);
            Files.writeString(file, text.replaceFirst(Pattern.quote(part), other));
            assertThat(Recorder.replay(file)).satisfies(result -> {
                assertThat(result.code()).isEqualTo(1);
                assertThat(result.output()).contains(why).containsPattern(Pattern.quote(file + ":") + "\\d+: ");
            });
            Files.writeString(file, text + text);
            assertThat(Recorder.replay(file).output()).contains("there is something after its end");
        }
    }

    @Test
    void a_recording_of_an_older_version_is_refused() throws Exception {
        Path old = Files.writeString(folder.resolve("old.json"), "{\"replay\":1,\"events\":[]}");
        StringWriter out = new StringWriter();
        assertThat(replay(old, out)).isEqualTo(1);
        assertThat(out.toString()).contains("old.json:1: a recording of an older version", "export it again");
    }
}
