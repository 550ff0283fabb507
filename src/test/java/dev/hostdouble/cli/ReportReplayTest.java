package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.report.ReportFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report is played as its recording is, and a server goes on from its state. */
class ReportReplayTest {
    private static final String WORLD = "bug";
    private static final String SERVERS = "/api/v1/datacenter/server";
    private static final String TOKEN = Credentials.bearer(Credentials.HOSTERAPI_TOKEN);
    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    /** Replies may name the host. */
    private static final String HOST = "Host: api.example.com";

    private static final List<String> FORMATS = List.of("html", "markdown");

    @TempDir
    private Path folder = Path.of("");

    private final List<String> secrets = new ArrayList<>();

    /** Something of everything: faults, jobs, lost replies, moves of the clock, changes, credentials wherever they may be. */
    private void story(Hostdouble emulator, ProviderClient client) {
        client.scenario("""
                scenario: lossy
                description: Token %s is </script> ```
                rules:
                  - { on: hosterapi/server.stop, effect: { lose_reply: true }, expect: 1 }
                  - { on: hosterapi/server.status, calls: 1, effect: { edit: { add: { /result/x: 1 } } } }
                  - { name: often, on: hosterapi/job.info, effect: { rate_limit: { limit: 2, per: 1h, by: credential } }, expect: 5 }
                  - { name: old, on: hosterapi/server.list, effect: { stale: 1 } }
                  - { name: per, on: vss/iso.list, per: header.authorization, calls: 2, effect: { gateway: 503 } }
                """.formatted(Credentials.HOSTERAPI_TOKEN));
        client.send("PUT", SERVERS + "/4001/reinstall", "{\"template\":\"Debian10.0\"}", TOKEN, JSON);
        client.send("PUT", SERVERS + "/4002/stop", "", TOKEN);
        client.send("GET", SERVERS + "/4002/status", "", TOKEN);
        client.send("GET", SERVERS + "?secret=</script>", "", TOKEN);
        client.controlled("POST", "jobs/15/finish", "{}");
        String job = client.send("GET", "/api/v1/job/15", "", TOKEN).body();
        secrets.add(job.replaceAll(".*\"password\":\"([^\"]+)\".*", "$1"));
        client.send("GET", "/api/v1/job/15", "", TOKEN);
        client.send("GET", "/api/v1/job/15", "", TOKEN);
        client.change("{\"hosterapi/vm\":4002,\"state\":\"running\"}");
        client.advance("30s");
        String console =
                client.send("GET", SERVERS + "/4003/console", "", TOKEN).body();
        secrets.add(console.replaceAll(".*?PVEVNC:[0-9A-F]*::.*?([A-Za-z0-9]{12,}).*", "$1"));
        HostkeyClient hostkey = new HostkeyClient(emulator, WORLD);
        String session = hostkey.login();
        hostkey.callAs(session, "vm", "create_snapshot", "id", "456", "name", "```\n# x");
        client.send("POST", "/iso.php", "action=list_iso&token=" + Credentials.HOSTKEY_CLIENT, FORM);
        client.send(
                "POST",
                "/auth.php?a=%3Cb%3E",
                "action=whmcslogin&user=client%40example.com&password=Wrong9Horse",
                FORM);
        VssClient vss = new VssClient(emulator, WORLD);
        String token = vss.requestToken("", Credentials.basic("josem", "josem"))
                .json()
                .path("token")
                .asText();
        vss.callWith(token, "GET", "/v2/iso?page=1&per_page=2");
        vss.callWith(token, "GET", "/v2/iso?page=1&per_page=2");
        client.send("GET", "/v2/user", "", Credentials.basic(token, ""));
        client.send("GET", "/nobody", "\u0000\u001b[31m\u202e", "Emulator-Scenario: any/slow-provider,delay=10ms");
        client.setDate("2024-05-01T00:00:00Z");
        client.send("GET", SERVERS, "", TOKEN, "Cookie: sid=Cookie9Horse", "X-Api-Key: Key9Horse77");
        secrets.addAll(List.of(
                Credentials.HOSTERAPI_SECRET,
                Credentials.HOSTKEY_CLIENT,
                Credentials.HOSTKEY_KEY,
                "Wrong9Horse",
                "Cookie9Horse",
                "Key9Horse77",
                session,
                token,
                token.substring(token.lastIndexOf('.') + 1)));
        for (String login : List.of("josem:josem", token + ":")) {
            secrets.add(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        client.awaitDeliveries();
    }

    private Path report(ProviderClient client, String format, String query) throws Exception {
        return Files.writeString(
                folder.resolve("report." + format),
                client.send("GET", "/_emulator/report?as=" + format + query, "").body());
    }

    private static String section(Path file, String name) throws Exception {
        ReportFile.Source source = () -> Files.newInputStream(file);
        try (InputStream in =
                ReportFile.read(source).orElseThrow().section(name).open(source)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void a_report_is_played_as_its_recording_is() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            ProviderClient client = new ProviderClient(emulator, WORLD);
            story(emulator, client);
            String recording = client.send("GET", "/_emulator/replay", "").body();
            for (String format : FORMATS) {
                Path file = report(client, format, "");
                Recorder.Result played = Recorder.replay(file);
                assertThat(played.output()).startsWith("0 of ").doesNotContain("0 of 0");
                assertThat(played.code()).as(played.output()).isZero();
                assertThat(json(section(file, ReportFile.REPLAY))).isEqualTo(json(recording));
            }
        }
    }

    @Test
    void no_credential_is_in_it_but_those_that_somebody_asks_for() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            ProviderClient client = new ProviderClient(emulator, WORLD);
            story(emulator, client);
            assertThat(secrets).hasSize(13).allSatisfy(secret -> assertThat(secret)
                    .hasSizeBetween(8, 250));
            for (String format : FORMATS) {
                String masked = Files.readString(report(client, format, ""));
                String kept = Files.readString(report(client, format, "&secrets=keep"));
                for (String secret : secrets) {
                    assertThat(masked.contains(secret))
                            .as(secret + " in " + format)
                            .isFalse();
                    assertThat(kept.contains(secret))
                            .as(secret + " is kept in " + format)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void a_server_goes_on_from_its_state() throws Exception {
        for (String format : FORMATS) {
            for (String query : List.of("", "&secrets=keep")) {
                goesOnFrom(format, query);
            }
        }
    }

    private void goesOnFrom(String format, String query) throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            ProviderClient client = new ProviderClient(emulator, WORLD);
            story(emulator, client);
            Path file = report(client, format, query);
            String bytes = Files.readString(file);
            String state = section(file, ReportFile.STATE).stripTrailing();
            try (Hostdouble other = Hostdouble.start(Settings.forTests().withState(file, Optional.empty()))) {
                ProviderClient loaded = new ProviderClient(other, WORLD);
                assertThat(json(loaded.send("GET", "/_emulator/state", "").body()))
                        .isEqualTo(json(state));
                assertThat(answers(loaded, json(state)))
                        .isEqualTo(answers(
                                client,
                                json(client.send("GET", "/_emulator/state", "").body())));
                ProviderClient sent = new ProviderClient(other, "sent");
                assertThat(sent.send("PUT", "/_emulator/state", bytes).body()).contains("{\"loaded\":\"sent\"}");
                assertThat(json(sent.send("GET", "/_emulator/state", "").body()))
                        .isEqualTo(json(state));
            }
            assertThat(Files.readString(file)).as("a report is only read").isEqualTo(bytes);
            assertThat(folder.resolve("report." + format + ".lock")).doesNotExist();
        }
    }

    /** What the same calls get, with the credentials of a state. */
    private static List<String> answers(ProviderClient client, JsonNode state) {
        JsonNode tables = state.path("tables");
        String hoster =
                Credentials.bearer("1|" + tables.at("/hosterapi_token/0/secret").asText());
        String session = tables.at("/hostkey_session").findValuesAsText("token").get(0);
        String vss = Credentials.bearer(tables.at("/vss_token/0/token").asText());
        String login =
                Credentials.basic("josem", tables.at("/vss_user/0/password").asText());
        List<String> answers = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            answers.add(client.send("GET", SERVERS, "", HOST, hoster).bytes());
            answers.add(client.send("GET", SERVERS + "/4001/config", "", HOST, hoster)
                    .bytes());
            answers.add(client.send("GET", "/api/v1/job/16", "", HOST, hoster).bytes());
            answers.add(client.send("PUT", SERVERS + "/4003/shutdown", "", HOST, hoster)
                    .bytes());
            answers.add(client.send("POST", "/iso.php", "action=list_iso&token=" + session, HOST, FORM)
                    .bytes());
            answers.add(client.send("GET", "/v2/iso?page=2&per_page=3", "", HOST, vss)
                    .bytes());
            answers.add(client.send("GET", "/v2/user", "", HOST, vss).bytes());
            answers.add(
                    client.send("POST", "/auth/request-token", "", HOST, login).statusLine());
            client.advance("1m");
        }
        assertThat(answers).noneMatch(answer -> answer.contains("nauthorized") || answer.contains("token expired"));
        return answers;
    }

    @Test
    void a_report_cannot_be_written_to() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            Path file = report(new ProviderClient(emulator, "default"), "html", "");
            Recorder.Result refused =
                    Recorder.run("serve", "--port", "0", "--state", file.toString(), "--checkpoint", "5s");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.output()).contains(file + ": a report is only read: leave out --checkpoint");
        }
    }

    @Test
    void damaged_and_foreign_files_are_refused() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            ProviderClient client = new ProviderClient(emulator, "default");
            client.send("GET", SERVERS, "", TOKEN);
            Path file = report(client, "html", "");
            String good = Files.readString(file);
            refused(
                    file,
                    "<!DOCTYPE html><p>hello",
                    "not a recording: expected a file from GET /_emulator/replay or GET /_emulator/report");
            refused(file, "# Notes", "not a recording: expected a file from");
            refused(file, good.substring(0, good.indexOf("startStates")), "has no end; perhaps the file was cut off");
            refused(file, good.replace("\"strict\": false,", "\"strict\": false;"), ": invalid JSON: ");
            refused(file, good.replace("\"seed\": 1,", "\"seed\": \"x\","), "expected a whole number 'seed'");
            String early = good.substring(0, good.indexOf("id=\"hostdouble-replay"));
            refused(file, early, "it has no section 'replay'; perhaps the file was cut off");
        }
    }

    private static void refused(Path file, String text, String why) throws Exception {
        Files.writeString(file, text);
        Recorder.Result result = Recorder.replay(file);
        assertThat(result.output()).contains(file + ":").contains(why).doesNotContain("Exception");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void the_line_of_an_error_is_that_in_the_report() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            Path file = report(new ProviderClient(emulator, "default"), "markdown", "");
            String broken = Files.readString(file).replace("\"strict\": false,", "\"strict\": false;");
            Files.writeString(file, broken);
            long line = broken.substring(0, broken.indexOf("\"strict\": false;"))
                    .lines()
                    .count();
            assertThat(Recorder.replay(file).output()).contains(file + ":" + line + ": invalid JSON");
        }
    }

    @Test
    void an_incomplete_recording_says_so_in_the_report_and_when_it_is_played() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            ProviderClient client = new ProviderClient(emulator, "default");
            client.send("GET", SERVERS, "", TOKEN);
            client.controlled("DELETE", "requests", "");
            client.send("GET", SERVERS, "", TOKEN);
            Path file = report(client, "markdown", "");
            assertThat(Files.readString(file))
                    .contains("The recording in this file may come out differently: the journal was cleared");
            Recorder.Result played = Recorder.replay(file);
            assertThat(played.output()).startsWith("incomplete recording").contains("0 of 1 replies differ");
            assertThat(played.code()).isEqualTo(1);
        }
    }
}
