package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What explanations and verifications quote of a call has no credentials of any provider in it. */
class QuotedCredentialsTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SECRET = "s3cret";
    private static final String LOGIN = "/auth.php";
    private static final String HOSTER = "/api/v1/datacenter/server";

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble emulator;

    private final HosterapiClient client = new HosterapiClient(emulator, "quoted-" + COUNT.incrementAndGet());

    @BeforeAll
    static void start() throws Exception {
        emulator = Hostdouble.start(Settings.forTests());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private void send(String api, String place, String name) {
        String path =
                switch (api) {
                    case "hostkey" -> LOGIN;
                    case "hosterapi" -> HOSTER;
                    case "vss" -> "/v2/auth/login";
                    default -> "/nowhere";
                };
        String value = SECRET + "-0123456789";
        switch (place) {
            case "header" -> client.send("POST", path, "", name + ": " + value);
            case "bearer" -> client.send("POST", path, "", name + ": Bearer " + value);
            case "query" -> client.send("POST", path + "?action=login&" + name + "=" + value, "");
            case "url" -> client.send("POST", path, "", name + ": https://host/a?token=" + value);
            case "form" ->
                client.send(
                        "POST",
                        path,
                        "action=login&" + name + "=" + value,
                        "Content-Type: application/x-www-form-urlencoded");
            default ->
                client.send("POST", path, "{\"" + name + "\":\"" + value + "\"}", "Content-Type: application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, wrong", "POST, josem", "GET, josem"})
    void a_credential_in_a_path_is_shown_nowhere(String method, String password) {
        String path = "/tf/disable/" + SECRET;
        client.rules("- { name: r, on: vss/*, when: { path: /tf/enable }, effect: { delay: 1ms } }");
        String login = Credentials.basic("josem", password);
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            client.send(method, path, "", login);
            client.send(method, path + "/", "", login);
            assertThat(String.join("\n", logs.messages()))
                    .contains("/tf/disable/***")
                    .doesNotContain(SECRET);
        }
        for (String view : List.of(
                "requests",
                "requests/1",
                "requests/2",
                "requests?as=curl",
                "requests?as=har",
                "requests/1?as=curl",
                "replay",
                "report",
                "scenarios/test/explain")) {
            assertThat(client.control("GET", view, "").body()).as(view).doesNotContain(SECRET);
        }
        assertThat(client.control("GET", "requests", "").body()).contains("/tf/disable/***");
        assertThat(client.control("GET", "requests?secrets=keep", "").body()).contains(path);
        Seen verified = client.control(
                "POST", "verify", "{\"calls\":[{\"operation\":\"vss/token.request\"}],\"noOthers\":true}");
        assertThat(verified.body()).contains("/tf/disable/***").doesNotContain(SECRET);
    }

    @Test
    void a_flag_is_no_credential() {
        client.rules(
                "- { name: r, on: vss/user_token.get, when: { state.token.valid: false }, effect: { delay: 1ms } }");
        VssClient vss = new VssClient(emulator, client.world().name());
        vss.callWith(vss.login(VssClient.USER), "GET", "/v2/user/token/1");
        assertThat(client.control("GET", "scenarios/test/explain", "").json().findValuesAsText("why"))
                .containsExactly("state.token.valid: false does not hold: the call has 'true'");
    }

    @ParameterizedTest
    @CsvSource({
        // provider, place, name, property, what is quoted
        "hosterapi, bearer, Authorization, header.authorization, Bearer ***",
        "hosterapi, header, Authorization, header.Authorization, ***",
        "hosterapi, header, Cookie, header.cookie, ***",
        "hosterapi, header, X-Api-Key, header.x-api-key, ***",
        "hosterapi, url, Referer, header.referer, https://host/a?token=***",
        "hosterapi, json, password, body.password, ***",
        "hosterapi, json, vncticket, body.vncticket, ***",
        "hosterapi, query, token, query.token, ***",
        "hostkey, form, token, body.token, ***",
        "hostkey, form, key, body.key, ***",
        "hostkey, form, password, body.password, ***",
        "hostkey, form, pin, body.pin, ***",
        "hostkey, query, token, query.token, ***",
        "hostkey, query, key, query.key, ***",
        "hostkey, header, Cookie, header.cookie, ***",
        "vss, bearer, Authorization, header.authorization, Bearer ***",
        "vss, json, password, body.password, ***",
        "vss, json, otp, body.otp, ***",
        "vss, query, token, query.token, ***",
        "unknown, query, api_key, query.api_key, ***",
        "unknown, bearer, Authorization, header.authorization, Bearer ***",
    })
    void no_credential_is_quoted(String api, String place, String name, String property, String quoted) {
        String on = api.equals("unknown") ? "unknown" : api + "/*";
        String wanted = place.equals("url") ? "other" : "other-s3cret";
        client.rules("""
                - { name: equal, on: "%1$s", when: { %2$s: %3$s }, effect: { delay: 1ms } }
                - { name: tested, on: "%1$s", when: { method: POST, %2$s: { matches: %3$s } }, effect: { delay: 1ms } }
                """.formatted(on, property, wanted));
        send(api, place, name);
        Seen explained = client.control("GET", "scenarios/test/explain", "");
        assertThat(explained.body()).doesNotContain(SECRET);
        assertThat(explained.json().findValuesAsText("why")).hasSize(2).allSatisfy(why -> assertThat(why)
                .endsWith(" does not hold: the call has '" + quoted + "'"));
        Seen state = client.control("GET", "state", "");
        assertThat(state.json().findValues("missed").toString())
                .contains("the call has '" + quoted)
                .doesNotContain(SECRET);
        int dot = property.indexOf('.');
        Seen verified = client.control(
                "POST",
                "verify",
                "{\"calls\":[{\"" + property.substring(0, dot) + "\":{\"" + property.substring(dot + 1) + "\":\""
                        + wanted + "\"}}]}");
        assertThat(verified.status()).as(verified.body()).isEqualTo(422);
        assertThat(verified.body()).doesNotContain(SECRET).contains("***");
    }

    @Test
    void members_of_objects_are_not_quoted_either() {
        client.rules("- { on: hosterapi/*, when: { body.access: x }, effect: { delay: 1ms } }");
        client.send(
                "POST",
                HOSTER,
                "{\"access\":{\"password\":\"s3cret\",\"list\":[1]},\"users\":{\"password\":[\"s3cret\"]}}",
                "Content-Type: application/json");
        assertThat(client.control("GET", "scenarios/test/explain", "").body())
                .contains("the call has an object or a list")
                .doesNotContain(SECRET);
        assertThat(client.control(
                                "POST",
                                "verify",
                                "{\"calls\":[{\"body\":{\"access\":{\"password\":\"s3cret2\"},\"users.password.0\":\"s3cret3\"}}]}")
                        .body())
                .contains("body access is {")
                .doesNotContain(SECRET);
    }

    @Test
    void what_is_no_credential_is_quoted() {
        client.rules("""
                - { name: agent, on: hosterapi/*, when: { header.user-agent: x }, effect: { delay: 1ms } }
                - { name: none, on: hosterapi/*, when: { header.authorization: { exists: false } }, effect: { delay: 1ms } }
                """);
        client.send("POST", HOSTER, "", "User-Agent: agent-7", "Authorization: Bearer s3cret");
        assertThat(client.control("GET", "scenarios/test/explain", "").json().findValuesAsText("why"))
                .containsExactly(
                        "header.user-agent: \"x\" does not hold: the call has 'agent-7'",
                        "header.authorization: {\"exists\":false} does not hold: the call has 'Bearer ***'");
    }
}
