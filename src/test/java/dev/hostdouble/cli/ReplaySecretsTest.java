package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AuthenticatorApp;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.VssClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording contains stand-ins for credentials, and can still be played. */
class ReplaySecretsTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @TempDir
    private Path folder = Path.of("");

    private JsonNode assertSameWithout(List<String> secrets, Recorder.Story story) throws Exception {
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), story);
        String text = Files.readString(folder.resolve("recording.json"));
        assertThat(secrets).isNotEmpty().allSatisfy(secret -> assertThat(text).doesNotContain(secret));
        assertThat(file.path("secrets").asText()).isEqualTo("mask");
        return file;
    }

    @Test
    void tokens_and_passwords_of_hosterapi() throws Exception {
        List<String> secrets = new ArrayList<>(List.of(Credentials.HOSTERAPI_SECRET, "hT4kvWqZ81xc"));
        assertSameWithout(secrets, (emulator, client) -> {
            Recorder.hosterapi(client, "GET", "/datacenter/server/4001", "");
            client.send("GET", "/api/v1/datacenter/server", "", Credentials.bearer(Credentials.HOSTERAPI_SECRET));
            client.send("GET", "/api/v1/datacenter/server", "", Credentials.bearer("2|wrongwrong99"));
            String reinstall =
                    Recorder.hosterapi(client, "PUT", "/datacenter/server/4001/reinstall", "template=Debian10.0");
            client.advance("1h");
            String job = Recorder.hosterapi(client, "GET", "/job/15", "");
            Recorder.hosterapi(client, "GET", "/datacenter/server/4001", "");
            String password = Recorder.hosterapi(client, "PUT", "/datacenter/server/4002/password/reset", "");
            String console = Recorder.hosterapi(client, "GET", "/datacenter/server/4002/console", "");
            assertThat(reinstall + job + password).isNotEmpty();
            String url = console.replace("\\/", "/")
                    .replaceAll(".*\"(https?://[^\"]*)\".*", "$1")
                    .strip();
            assertThat(url).startsWith("http://");
            client.send("GET", url.substring(url.indexOf("/novnc")), "");
            secrets.add(url.replaceAll(".*password=PVEVNC:[0-9A-F]*::([A-Za-z0-9+/]{20}).*", "$1"));
        });
    }

    @Test
    void the_world_rich_with_its_jobs_and_tasks() throws Exception {
        List<String> secrets = List.of(
                Credentials.HOSTERAPI_SECRET, "Rk7vXw2LdPq9", "hT4kvWqZ81xc", "Lq4Tz9WmRb1E", "HOSTKEY_RESELLER");
        Recorder.Story story = (emulator, client) -> {
            assertThat(Recorder.hosterapi(client, "GET", "/job/23", "")).contains("hT4kvWqZ81xc");
            Recorder.hosterapi(client, "GET", "/datacenter/server/4001/console", "");
            client.send("GET", "/api/v1/job/25", "", Credentials.bearer(Credentials.HOSTERAPI_SECOND_TOKEN));
            client.send("GET", "/eq_callback.php?action=check&key=0a461c00000000000000000000000461", "");
            client.advance("1m");
            client.send("GET", "/api/v1/job/25", "", Credentials.bearer(Credentials.HOSTERAPI_SECOND_TOKEN));
            client.send("GET", "/eq.php?action=list&token=HOSTKEY_RESELLER_TOKEN", "");
        };
        new Recorder(folder).assertSame(Settings.forTests().withWorld("rich"), story);
        String text = Files.readString(folder.resolve("recording.json"));
        assertThat(secrets).allSatisfy(secret -> assertThat(text).doesNotContain(secret));
    }

    @Test
    void tokens_keys_and_passwords_of_hostkey() throws Exception {
        List<String> secrets = new ArrayList<>(
                List.of(Credentials.HOSTKEY_CLIENT, Credentials.HOSTKEY_ADMIN, Credentials.HOSTKEY_KEY));
        JsonNode file = assertSameWithout(secrets, (emulator, client) -> {
            HostkeyClient hostkey = new HostkeyClient(emulator, "default");
            hostkey.call("iso", "list_iso");
            String token = hostkey.login();
            secrets.add(token);
            hostkey.callAs(token, "vm", "create_snapshot", "id", "456", "name", "first");
            client.send("POST", "/iso.php?token=" + token, "action=list_iso", FORM);
            client.send("GET", "/iso.php?action=list_iso&token=" + Credentials.HOSTKEY_CLIENT, "");
            client.send(
                    "POST",
                    "/auth.php",
                    "{\"action\":\"info\",\"token\":\"" + token + "\"}",
                    "Content-Type: application/json");
            hostkey.callAs(token, "auth", "info");
            hostkey.callAs("", "auth", "whmcslogin", "user", "client@example.com", "password", "client");
            hostkey.callAs("", "auth", "whmcslogin", "user", "client@example.com", "password", "wrong");
            client.change("{\"hostkey/token\":\"" + Credentials.HOSTKEY_CLIENT + "\",\"revoked\":true}");
            hostkey.call("iso", "list_iso");
            client.change("{\"hostkey/token\":\"" + token + "\",\"revoked\":true}");
            hostkey.callAs(token, "iso", "list_iso");
        });
        assertThat(file.toString()).contains("client@example.com");
    }

    @Test
    void logins_and_tokens_of_vss() throws Exception {
        List<String> secrets = new ArrayList<>();
        Path world = Files.createDirectory(folder.resolve("world"));
        Files.writeString(world.resolve("vss.yaml"), """
                # the password of jo is Correct7Horse
                next: { request: 7 }
                users:
                  - { name: jo, password: 'Correct7Horse', otp: "887766" } # also jo
                  - name: bo
                    password: b:o|1
                """);
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests().withWorld(world), (emulator, client) -> {
            VssClient vss = new VssClient(emulator, "default");
            String first = vss.requestToken("", Credentials.basic("jo", "Correct7Horse"))
                    .json()
                    .path("token")
                    .asText();
            vss.callWith(first, "GET", "/v2/iso?page=1&per_page=2");
            client.advance("1s");
            String second = vss.requestToken("{\"otp\":\"887766\"}", Credentials.basic("jo", "Correct7Horse"))
                    .json()
                    .path("token")
                    .asText();
            vss.callWith(second, "GET", "/v2/user");
            vss.callWith(first, "GET", VssClient.PERSONAL);
            vss.requestToken("", Credentials.basic("jo", "wrong"));
            vss.requestToken("", "Authorization: Basic not-base64");
            String third = vss.requestToken("", Credentials.basic("bo", "b:o|1"))
                    .json()
                    .path("token")
                    .asText();
            vss.callWith(third, "GET", "/v2/user");
            client.scenario("scenario: mine\nrules:\n  - on: vss/iso.list\n    when: { header.authorization: 'Bearer "
                    + second + "' }\n    effect: { gateway: 503 }\n");
            vss.callWith(first, "GET", "/v2/iso");
            vss.callWith(second, "GET", "/v2/iso");
            secrets.addAll(List.of(first, second, third, "Correct7Horse", "b:o|1"));
            secrets.add(Base64.getEncoder().encodeToString("jo:Correct7Horse".getBytes(StandardCharsets.UTF_8)));
        });
        String text = Files.readString(folder.resolve("recording.json"));
        assertThat(secrets).hasSize(6).allSatisfy(secret -> assertThat(text).doesNotContain(secret));
        assertThat(file.at("/startStates/vss.yaml").asText()).contains("# also jo", "name: bo");
    }

    @Test
    void one_time_passwords_of_vss() throws Exception {
        List<String> secrets = new ArrayList<>();
        assertSameWithout(secrets, (emulator, client) -> {
            VssClient vss = new VssClient(emulator, "default");
            String basic = Credentials.basic("josem", "josem");
            JsonNode enrolment = client.send(
                            "POST",
                            "/tf/enable",
                            "{\"method\":\"AUTHENTICATOR\"}",
                            basic,
                            "Content-Type: application/json")
                    .json();
            String code = AuthenticatorApp.code(
                    enrolment.path("key").asText(), client.world().with(session -> session.now()));
            assertThat(client.send(
                                    "POST",
                                    "/tf/verify",
                                    "{\"otp\":\"" + code + "\"}",
                                    basic,
                                    "Content-Type: application/json")
                            .status())
                    .isEqualTo(200);
            assertThat(vss.requestToken("{\"otp\":\"" + code + "\"}", basic).status())
                    .isEqualTo(200);
            String recovery = enrolment.path("recovery_codes").path(0).asText();
            client.send("POST", "/tf/disable/" + recovery, "", Credentials.basic("josem", "wrong"));
            assertThat(client.send("POST", "/tf/disable/" + recovery, "", basic).status())
                    .isEqualTo(200);
            secrets.add(recovery);
            secrets.add(enrolment.path("key").asText());
        });
        assertThat(secrets).hasSize(2);
    }

    @Test
    void logins_that_are_hidden_in_base64() throws Exception {
        List<String> secrets = new ArrayList<>();
        assertSameWithout(secrets, (emulator, client) -> {
            VssClient vss = new VssClient(emulator, "default");
            String token = vss.requestToken("", Credentials.basic("jm", "jm"))
                    .json()
                    .path("token")
                    .asText();
            String login = Credentials.basic(token, "");
            String withPassword = Credentials.basic(token, "x");
            String wrong = Credentials.basic("jm", "Wrong9Horse");
            client.scenario("scenario: hidden\nrules:\n  - on: vss/user.get\n    when: { header.authorization: '"
                    + wrong.substring(wrong.indexOf(':') + 2) + "' }\n    effect: { gateway: 503 }\n");
            for (String one : List.of(login, withPassword, wrong)) {
                client.send("GET", "/v2/user", "", one);
                secrets.add(one.substring(one.lastIndexOf(' ') + 1));
            }
            client.send("GET", "/v2/user", "", "X-Api-Key: Key9Horse77", "Referer: https://u:Url9Horse77@h/");
            secrets.addAll(List.of(token, "Key9Horse77", "Url9Horse77", "Array9Horse"));
            client.send("POST", "/iso.php", "action=list_iso&token[]=Array9Horse", FORM);
        });
        String text = Files.readString(folder.resolve("recording.json"));
        assertThat(secrets).hasSize(7).allSatisfy(secret -> assertThat(text).doesNotContain(secret));
        assertThat(text).contains("<h1>503 Service");
    }

    @Test
    void what_a_scenario_answers_was_not_issued_later() throws Exception {
        List<String> secrets = new ArrayList<>(List.of("Made9Horse77"));
        assertSameWithout(secrets, (emulator, client) -> {
            client.rules("- { on: hosterapi/job.info, effect: { reply: { json: { password: Made9Horse77 } } } }");
            Recorder.hosterapi(client, "GET", "/job/15", "");
        });
    }

    @Test
    void shipped_passwords_that_are_words_change_no_other_text() throws Exception {
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            VssClient vss = new VssClient(emulator, "default");
            vss.call("GET", "/v2/user");
            vss.callAs("jm", "GET", VssClient.PERSONAL);
            vss.requestToken("{\"otp\":\"123456\"}", Credentials.basic("jm", "jm"));
        });
        String state = file.at("/shippedStates/vss.yaml").asText();
        assertThat(state).contains("name: josem").doesNotContain("password: josem");
    }

    @Test
    void credentials_are_kept_where_somebody_asks_for_them() throws Exception {
        new Recorder(folder, "?secrets=keep").assertSame(Settings.forTests(), (emulator, client) -> {
            Recorder.hosterapi(client, "GET", "/datacenter/server", "");
            new HostkeyClient(emulator, "default").login();
        });
        assertThat(Files.readString(folder.resolve("recording.json")))
                .contains("Bearer " + Credentials.HOSTERAPI_TOKEN, Credentials.HOSTKEY_KEY);
    }

    @Test
    void two_exports_are_equal() throws Exception {
        new Recorder(folder).record(Settings.forTests(), (emulator, client) -> {
            Recorder.hosterapi(client, "GET", "/datacenter/server", "");
            assertThat(client.control("GET", "replay", "").body())
                    .isEqualTo(client.control("GET", "replay", "").body());
        });
    }

    @Test
    void a_reply_that_differs_is_found_in_a_masked_recording_too() throws Exception {
        Path file = new Recorder(folder).record(Settings.forTests(), (emulator, client) -> {
            HostkeyClient hostkey = new HostkeyClient(emulator, "default");
            hostkey.callAs(hostkey.login(), "auth", "info");
        });
        String text = Files.readString(file);
        String token =
                Recorder.json(file).at("/events/1/reply/body").asText().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
        int last = text.lastIndexOf(token);
        Files.writeString(file, text.substring(0, last) + "x" + text.substring(last + 1));
        assertThat(Recorder.replay(file).output()).contains("1 of 2 replies differ");
    }

    @Test
    void a_rule_that_needs_the_text_of_a_credential_makes_a_masked_recording_incomplete() throws Exception {
        Recorder.Story story = (emulator, client) -> {
            client.rules("- { on: hostkey/*, per: body.token, probability: 0.5, effect: { gateway: 503 } }");
            new HostkeyClient(emulator, "default").call("iso", "list_iso");
        };
        Path file = new Recorder(folder).record(Settings.forTests(), story);
        assertThat(Recorder.json(file).path("incomplete").asText()).contains("?secrets=keep");
        new Recorder(folder, "?secrets=keep").assertSame(Settings.forTests(), story);
    }
}
