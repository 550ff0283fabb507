package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.basic;
import static dev.hostdouble.client.Credentials.bearer;
import static dev.hostdouble.client.VssClient.PERSONAL;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start state can choose about tokens and rate limits. */
class AccessOptionsTest extends OptionStory {
    private static Seen token(VssClient vss) {
        return vss.requestToken("", basic(USER, USER));
    }

    private static void assertRemaining(Seen reply, String remaining) {
        assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("5");
        assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(remaining);
        assertThat(reply.header("X-RateLimit-Reset")).isEqualTo("1706745615");
    }

    @Test
    void a_call_beyond_the_limit_is_refused_if_the_limit_is_enforced() throws Exception {
        in("enforce-rate-limit: true", vss -> {
            Seen granted = token(vss);
            assertRemaining(granted, "4");
            String token = bearer(Seen.parse(granted.body()).path("token").asText());
            for (String remaining : new String[] {"4", "3", "2", "1", "0"}) {
                assertRemaining(vss.send("PATCH", PERSONAL, "", token), remaining);
            }
            vss.advance("10001ms");
            Seen refused = vss.send("PATCH", PERSONAL, "", token);
            VssClient.assertError(refused, 429, "too many requests", "You have exceeded your request rate");
            assertRemaining(refused, "0");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertRemaining(vss.send("GET", PERSONAL, "", token), "4");
            assertRemaining(token(vss), "3");
            VssClient.assertUnauthorized(vss.send("GET", "/v2/iso", ""));
            assertThat(vss.callAs(VssClient.NEIGHBOUR, "GET", "/v2/iso").header("X-RateLimit-Remaining"))
                    .isEqualTo("4");
            vss.advance("4999ms");
            Seen again = vss.send("PATCH", PERSONAL, "", token);
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.header("X-RateLimit-Remaining")).isEqualTo("4");
            assertThat(again.header("X-RateLimit-Reset")).isEqualTo("1706745630");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-01T00:00:00Z", "2030-01-01T00:00:07Z"})
    void a_date_that_is_set_does_not_end_the_window_of_the_limit(String date) throws Exception {
        in("enforce-rate-limit: true", vss -> {
            String token = bearer(vss.login(USER));
            for (int i = 0; i < 5; i++) {
                vss.send("GET", "/v2/iso/0", "", token);
            }
            vss.advance("5s");
            vss.setDate(date);

            Seen refused = vss.send("GET", "/v2/iso/0", "", token);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("10");
            assertThat(refused.header("X-RateLimit-Reset"))
                    .isEqualTo(String.valueOf(Instant.parse(date).getEpochSecond() + 10));
            vss.advance("10s");
            VssClient.assertNotFound(vss.send("GET", "/v2/iso/0", "", token));
        });
    }

    @Test
    void without_enforcement_the_limit_is_reported_only() throws Exception {
        in("enforce-rate-limit: false", vss -> {
            for (int i = 0; i < 9; i++) {
                assertRemaining(vss.callAs(USER, "GET", "/v2/user"), String.valueOf(Math.max(0, 4 - i)));
            }
        });
    }

    @Test
    void replies_to_callers_who_are_not_let_in_report_no_limit() throws Exception {
        in("users: [{ name: josem, password: josem }, { name: jmz, password: jmz, permitted: false }]", vss -> {
            assertRemaining(vss.callAs(USER, "GET", "/v2/iso/0"), "4");
            assertRemaining(vss.requestToken("{", basic(USER, USER)), "3");
            for (Seen reply : new Seen[] {
                vss.requestToken("", basic(USER, "wrong")),
                vss.requestToken("", basic("jmz", "jmz")),
                vss.send("GET", "/v2/iso", ""),
                vss.callAs(USER, "OPTIONS", "/v2/iso"),
                vss.callAs(USER, "GET", "/v2/nope"),
                vss.callAs(USER, "POST", "/v2/iso")
            }) {
                assertThat(reply.header("X-RateLimit-Limit")).isEmpty();
                assertThat(reply.header("X-RateLimit-Reset")).isEmpty();
            }
        });
    }

    private static Seen with(VssClient vss, String body) {
        return vss.requestToken(body, basic(USER, USER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"otp\":null}", "{\"otp\":\"654321\"}", "{\"otp\":12345}", "{\"otp\":[\"123456\"]}"})
    void a_token_needs_a_one_time_password_if_the_world_requires_one(String body) throws Exception {
        in("mfa: required", vss -> {
            VssClient.assertError(with(vss, body), 400, "bad request", "InvalidParameterValue: otp");
            for (String good : new String[] {"{\"otp\":\"123456\"}", "{\"otp\":123456}"}) {
                String token =
                        VssClient.read(200, with(vss, good)).path("token").asText();
                String claims =
                        new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
                assertThat(Seen.parse(claims).path("otp").asBoolean()).isTrue();
                JsonNode user = VssClient.read(200, vss.send("GET", "/v2/user", "", bearer(token)));
                assertThat(user.at("/data/totp/enabled").asBoolean()).isTrue();
            }
            VssClient.assertError(
                    vss.requestToken("{\"otp\":123456}", basic(USER, "x")),
                    401,
                    "authentication error",
                    "Invalid username or password");
        });
    }

    @Test
    void without_one_time_passwords_set_up_no_token_is_granted() throws Exception {
        in("mfa: enforced", vss -> {
            for (String body : new String[] {"", "{\"otp\":null}", "{\"otp\":\"123456\"}"}) {
                VssClient.assertError(with(vss, body), 400, "bad request", "TotpEnforcement: Must enable TOTP");
            }
            VssClient.assertError(with(vss, "{"), 400, "bad request", "invalid request");
        });
    }

    @Test
    void any_token_is_the_first_users_if_all_tokens_are_accepted() throws Exception {
        in(
                Settings.forTests().withAnyToken(),
                "users: [{ name: jm, password: x }, { name: josem, password: y }]",
                vss -> {
                    assertThat(VssClient.read(200, vss.send("GET", "/v2/user", "", bearer("any")))
                                    .at("/data/username")
                                    .asText())
                            .isEqualTo("jm");
                    VssClient.assertUnauthorized(vss.send("GET", "/v2/user", "", bearer("")));
                    VssClient.assertUnauthorized(vss.send("GET", "/v2/user", ""));
                });
    }
}
