package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.basic;
import static dev.hostdouble.client.Credentials.bearer;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AuthenticatorApp;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One-time passwords from the first login to the last: set up, verified, sent, used and disabled. */
class OneTimePasswordTest extends OptionStory {
    private static final String FIXED = "123456";
    private static final String ENFORCED = "mfa: enforced\n";

    private static Seen login(VssClient vss, String otp) {
        return vss.requestToken(otp.isEmpty() ? "" : "{\"otp\":\"" + otp + "\"}", basic(USER, USER));
    }

    private static Seen tf(VssClient vss, String path, String body) {
        return vss.send("POST", "/tf/" + path, body, basic(USER, USER), "Content-Type: application/json");
    }

    private static JsonNode enable(VssClient vss, String method) {
        return VssClient.read(200, tf(vss, "enable", "{\"method\":\"" + method + "\",\"phone\":\"+1 416 555 0100\"}"));
    }

    private static int verify(VssClient vss, String otp) {
        return tf(vss, "verify", "{\"otp\":\"" + otp + "\"}").status();
    }

    private static void assertRefused(Seen reply, String message) {
        VssClient.assertError(reply, 400, "bad request", message);
    }

    private static void assertWrong(Seen reply) {
        assertRefused(reply, "InvalidParameterValue: otp");
    }

    private static JsonNode totp(VssClient vss, String otp) {
        String token = VssClient.read(200, login(vss, otp)).path("token").asText();
        return vss.send("GET", "/v2/user", "", bearer(token)).json().at("/data/totp");
    }

    private static Instant now(VssClient vss) {
        return vss.world().with(session -> session.now());
    }

    @Test
    void a_user_who_must_set_them_up_does_so_and_logs_in() throws Exception {
        in(ENFORCED, vss -> {
            assertRefused(login(vss, ""), "TotpEnforcement: Must enable TOTP");
            assertRefused(login(vss, FIXED), "TotpEnforcement: Must enable TOTP");
            JsonNode enrolment = enable(vss, "AUTHENTICATOR");
            assertThat(enrolment.fieldNames())
                    .toIterable()
                    .containsExactly("issuer", "key", "message", "recovery_codes", "uri");
            assertThat(enrolment.path("key").asText()).matches("[A-Z2-7]{32}");
            assertThat(enrolment.path("recovery_codes")).hasSize(10);
            assertThat(enrolment.path("uri").asText())
                    .isEqualTo("otpauth://totp/VSS:josem?secret="
                            + enrolment.path("key").asText() + "&issuer=VSS");
            assertRefused(login(vss, FIXED), "TotpEnforcement: Must enable TOTP");
            assertThat(verify(vss, "000000")).isEqualTo(400);
            assertThat(verify(vss, FIXED)).isEqualTo(200);
            assertWrong(login(vss, ""));
            assertWrong(login(vss, "000000"));
            JsonNode totp = totp(vss, FIXED);
            assertThat(totp.path("enabled").asBoolean()).isTrue();
            assertThat(totp.path("method").asText()).isEqualTo("AUTHENTICATOR");
            assertThat(totp.path("enabled_on").asText()).isEqualTo("2024-01-31 19:00:00 EST");
            assertThat(totp.path("disabled_on").isNull()).isTrue();
        });
    }

    @Test
    void a_code_of_an_app_follows_the_clock_of_the_world() throws Exception {
        in(ENFORCED, vss -> {
            String key = enable(vss, "AUTHENTICATOR").path("key").asText();
            assertThat(verify(vss, AuthenticatorApp.code(key, now(vss)))).isEqualTo(200);
            assertThat(login(vss, AuthenticatorApp.code(key, now(vss).plusSeconds(30)))
                            .status())
                    .isEqualTo(200);
            assertThat(login(vss, AuthenticatorApp.code(key, now(vss).minusSeconds(30)))
                            .status())
                    .isEqualTo(200);
            String old = AuthenticatorApp.code(key, now(vss));
            vss.advance("60s");
            assertWrong(login(vss, old));
            vss.setDate("2031-07-01T12:00:00Z");
            assertThat(login(vss, AuthenticatorApp.code(key, Instant.parse("2031-07-01T12:00:00Z")))
                            .status())
                    .isEqualTo(200);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "SMS"})
    void a_code_that_is_sent_is_good_once_and_for_ten_minutes(String method) throws Exception {
        in(ENFORCED, vss -> {
            assertThat(enable(vss, method).fieldNames())
                    .toIterable()
                    .containsExactly("issuer", "message", "recovery_codes");
            assertThat(verify(vss, FIXED)).isEqualTo(400);
            assertThat(tf(vss, "request-token", "").status()).isEqualTo(200);
            assertThat(verify(vss, FIXED)).isEqualTo(200);
            assertWrong(login(vss, FIXED));
            tf(vss, "request-token", "");
            vss.advance("599s");
            assertThat(login(vss, FIXED).status()).isEqualTo(200);
            assertWrong(login(vss, FIXED));
            tf(vss, "request-token", "");
            vss.advance("600s");
            assertWrong(login(vss, FIXED));
        });
    }

    @Test
    void a_wrong_code_does_not_use_up_the_one_that_was_sent() throws Exception {
        in("mfa: required\nusers: [{name: josem, password: josem, totp: SMS, otp: '777'}]\ngroups: []\n", vss -> {
            tf(vss, "request-token", "");
            assertWrong(login(vss, "778"));
            assertWrong(login(vss, FIXED));
            assertThat(totp(vss, "777").path("method").asText()).isEqualTo("SMS");
        });
    }

    @Test
    void each_recovery_code_works_once_for_one_user_and_one_enrolment() throws Exception {
        in(ENFORCED, vss -> {
            JsonNode codes = enable(vss, "EMAIL").path("recovery_codes");
            String first = codes.path(0).asText();
            String last = codes.path(9).asText();
            assertThat(verify(vss, first)).isEqualTo(400);
            tf(vss, "request-token", "");
            verify(vss, FIXED);
            assertThat(login(vss, first).status()).isEqualTo(200);
            assertWrong(login(vss, first));
            assertThat(login(vss, last).status()).isEqualTo(200);
            assertRefused(tf(vss, "disable/" + first, ""), "InvalidParameterValue: token");
            assertThat(tf(vss, "disable/" + codes.path(4).asText(), "").status())
                    .isEqualTo(200);
            assertThat(enable(vss, "EMAIL").path("recovery_codes")).isNotEqualTo(codes);
        });
    }

    @Test
    void they_are_disabled_with_the_token_that_was_sent() throws Exception {
        in("mfa: required\n", vss -> {
            assertRefused(tf(vss, "disable/" + FIXED, ""), "InvalidParameterValue: token");
            assertThat(tf(vss, "disable", "").json().path("message").asText()).isNotEmpty();
            assertRefused(tf(vss, "disable/wrong", ""), "InvalidParameterValue: token");
            assertThat(login(vss, FIXED).status()).isEqualTo(200);
            vss.advance("599s");
            assertThat(tf(vss, "disable/" + FIXED, "").status()).isEqualTo(200);
            assertRefused(tf(vss, "disable/" + FIXED, ""), "TOTP is not enabled");
            assertRefused(tf(vss, "disable", ""), "TOTP is not enabled");
            assertRefused(tf(vss, "verify", "{\"otp\":\"123456\"}"), "TOTP is not enabled");
            assertRefused(login(vss, FIXED), "TotpEnforcement: Must enable TOTP");
            enable(vss, "AUTHENTICATOR");
            verify(vss, FIXED);
            assertThat(totp(vss, FIXED).path("disabled_on").asText()).isEqualTo("2024-01-31 19:09:59 EST");
        });
    }

    @Test
    void a_user_may_set_them_up_where_nobody_must() throws Exception {
        in("mfa: none\n", vss -> {
            assertThat(totp(vss, "").path("enabled").asBoolean()).isFalse();
            enable(vss, "AUTHENTICATOR");
            assertThat(login(vss, "").status()).isEqualTo(200);
            verify(vss, FIXED);
            assertWrong(login(vss, ""));
            assertThat(login(vss, FIXED).status()).isEqualTo(200);
            assertThat(vss.login("jm")).isNotEmpty();
            assertRefused(tf(vss, "enable", "{\"method\":\"SMS\",\"phone\":\"5550100\"}"), "TOTP is already enabled");
            tf(vss, "disable", "");
            tf(vss, "disable/" + FIXED, "");
            assertThat(login(vss, "").status()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"method\":\"email\"}", "{\"method\":null}", "{\"method\":[\"EMAIL\"]}", "{\"method\":7}"
            })
    void a_method_that_does_not_exist_is_refused(String body) throws Exception {
        in(ENFORCED, vss -> assertRefused(tf(vss, "enable", body), "InvalidParameterValue: method"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"phone\":null", ",\"phone\":\"\"", ",\"phone\":\"x\"", ",\"phone\":{}"})
    void a_text_message_needs_a_phone(String phone) throws Exception {
        in(ENFORCED, vss -> {
            assertRefused(tf(vss, "enable", "{\"method\":\"SMS\"" + phone + "}"), "InvalidParameterValue: phone");
            assertThat(tf(vss, "enable", "{\"method\":\"EMAIL\"" + phone + "}").status())
                    .isEqualTo(200);
        });
    }

    @Test
    void they_belong_to_who_logs_in() throws Exception {
        in(ENFORCED, vss -> {
            for (String path : List.of("request-token", "enable", "verify", "disable", "disable/" + FIXED)) {
                Seen refused = vss.send("POST", "/tf/" + path, "", basic(USER, "wrong"));
                VssClient.assertError(refused, 401, "authentication error", "Invalid username or password");
                assertRefused(tf(vss, path, "{"), "invalid request");
            }
            assertThat(vss.send("POST", "/tf/enable?method=EMAIL", "", basic(USER, USER))
                            .status())
                    .isEqualTo(400);
        });
    }
}
