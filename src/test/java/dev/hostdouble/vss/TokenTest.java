package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.basic;
import static dev.hostdouble.client.Credentials.bearer;
import static dev.hostdouble.client.VssClient.LOGIN;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.world.EmulatorClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens: how one is had, what it holds, and how long it is good. */
class TokenTest extends VssStory {
    private static final long NOW = EmulatorClock.START.getEpochSecond();
    private static final int MOST = 1000;

    private Seen request(String... headers) {
        return vss.requestToken("", headers);
    }

    private Seen requestWith(String body) {
        return vss.requestToken(body, basic(USER, USER));
    }

    private Seen useOf(String... headers) {
        return vss.send("GET", "/v2/user", "", headers);
    }

    private static JsonNode segment(String token, int which) {
        String[] segments = token.split("\\.", -1);
        assertThat(segments).hasSize(3);
        return Seen.parse(new String(Base64.getUrlDecoder().decode(segments[which]), StandardCharsets.UTF_8));
    }

    @Test
    void a_token_lasts_a_day_and_says_so() {
        Seen reply = request(basic(USER, USER));

        JsonNode granted = VssClient.read(200, reply);
        assertThat(granted.fieldNames()).toIterable().containsExactly("duration", "exp", "exp_date", "token", "type");
        assertThat(granted.path("duration").asInt()).isEqualTo(86400);
        assertThat(granted.path("exp").asLong()).isEqualTo(NOW + 86400);
        assertThat(granted.path("exp_date").asText()).isEqualTo("2024-02-01 19:00:00 EST");
        assertThat(granted.path("type").asText()).isEqualTo("ACCESS");
        assertThat(reply.header("Server")).isEqualTo("nginx");
        assertThat(reply.header("Strict-Transport-Security")).isEqualTo("max-age=63072000");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void clients_can_decode_a_token() {
        String token = vss.login(USER);

        assertThat(segment(token, 0).path("typ").asText()).isEqualTo("JWT");
        assertThat(segment(token, 0).path("alg").asText()).isEqualTo("HS256");
        JsonNode claims = segment(token, 1);
        assertThat(claims.path("sub").asText()).isEqualTo(USER);
        assertThat(claims.path("otp").isBoolean()).isTrue();
        assertThat(claims.path("otp").asBoolean()).isFalse();
        assertThat(claims.path("iat").asLong()).isEqualTo(NOW);
        assertThat(claims.path("exp").asLong()).isEqualTo(NOW + 86400);
        assertThat(token.substring(token.lastIndexOf('.') + 1)).hasSize(43); // 32 bytes
    }

    @Test
    void a_token_is_good_for_a_day_by_the_clock_of_the_world() {
        String token = vss.login(USER);
        vss.advance("86399999ms");
        assertThat(useOf(bearer(token)).status()).isEqualTo(200);
        vss.advance("1ms");
        VssClient.assertUnauthorized(useOf(bearer(token)));
        assertThat(useOf(bearer(vss.login(USER))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-01T00:00:00Z", "2030-01-01T00:00:00Z"})
    void a_date_that_is_set_neither_ends_nor_revives_a_token(String date) {
        String token = vss.login(USER);
        vss.advance("23h");
        vss.setDate(date);
        String later = vss.login(USER);
        assertThat(useOf(bearer(token)).status()).isEqualTo(200);
        vss.advance("1h");

        VssClient.assertUnauthorized(useOf(bearer(token)));
        vss.setDate("2024-02-01T00:00:01Z");
        vss.login(USER);
        VssClient.assertUnauthorized(useOf(bearer(token)));
        assertThat(useOf(bearer(later)).status()).isEqualTo(200);
    }

    @Test
    void the_last_access_is_the_latest_login_though_the_date_was_set_back() {
        vss.login(USER);
        vss.advance("1h");
        vss.setDate("2023-06-01T12:00:00Z");
        String token = vss.login(USER);

        assertThat(useOf(bearer(token)).json().at("/data/status/last_access").asText())
                .isEqualTo("2023-06-01 08:00:00 EDT");
    }

    @Test
    void a_token_is_a_user_name_without_a_password() {
        String token = vss.login(USER);
        assertThat(useOf(basic(token, "")).status()).isEqualTo(200);
        VssClient.assertUnauthorized(useOf(basic(token, "x")));
        VssClient.assertUnauthorized(useOf(basic(USER, USER)));
    }

    @Test
    void schemes_are_read_without_regard_to_case() {
        String token = vss.login(USER);
        assertThat(useOf("authorization: bEARER " + token).status()).isEqualTo(200);
        assertThat(useOf(basic(token, "").replace("Basic", "BASIC")).status()).isEqualTo(200);
    }

    @Test
    void nothing_can_be_read_without_a_valid_token() {
        String token = vss.login(USER);
        for (String path : new String[] {
            "/v2/iso", "/v2/iso/1", "/v2/user", "/v2/user/image/iso", "/v2/user/image/iso/223", "/v2/request/image_sync"
        }) {
            VssClient.assertUnauthorized(vss.send("GET", path, ""));
            VssClient.assertUnauthorized(vss.send("GET", path, "", bearer("")));
            VssClient.assertUnauthorized(vss.send("GET", path, "", bearer(token + "x")));
            VssClient.assertUnauthorized(vss.send("GET", path, "", bearer("nonsense")));
            VssClient.assertUnauthorized(vss.send("GET", path, "", "Authorization: Token " + token));
            VssClient.assertUnauthorized(vss.send("GET", path, "", "Authorization: Basic %%%"));
        }
        Seen sync = vss.send("PATCH", "/v2/user/image/iso", "");
        VssClient.assertUnauthorized(sync);
        assertThat(vss.get("/v2/request/image_sync").path("data")).isEmpty();
    }

    @Test
    void an_unsigned_token_is_refused() {
        String token = vss.login(USER);
        String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
        VssClient.assertUnauthorized(useOf(bearer(unsigned)));
    }

    @Test
    void bad_credentials_get_no_token() {
        String message = "Invalid username or password";
        for (String header : new String[] {
            "X: y",
            basic(USER, "wrong"),
            basic(USER, ""),
            basic("nobody", USER),
            basic("", ""),
            basic(USER.toUpperCase(Locale.ROOT), USER),
            bearer(vss.login(USER)),
            "Authorization: Basic",
            "Authorization: Basic !!!",
            "Authorization: Basic am9zZW0="
        }) {
            Seen refused = request(header);
            VssClient.assertError(refused, 401, "authentication error", message);
            assertThat(refused.header("Allow")).isEqualTo("POST, OPTIONS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"otp\": null}", "{}", "{\"otp\":123456}", "{\"otp\":\"123456\"}", "{\"x\":[1]}"})
    void a_one_time_password_is_accepted_where_none_is_required(String body) {
        assertThat(requestWith(body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "\"otp\"", "{\"otp\":1} x", "otp=123456", " ", "{\"otp\":01}"})
    void a_body_that_is_no_object_is_refused(String body) {
        VssClient.assertError(requestWith(body), 400, "bad request", "invalid request");
    }

    @Test
    void a_body_that_nests_too_deep_is_refused() {
        String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
        VssClient.assertError(requestWith(deep), 400, "bad request", "invalid request");
    }

    @Test
    void another_method_is_not_allowed() {
        Seen reply = vss.send("GET", LOGIN, "", basic(USER, USER));
        VssClient.assertError(reply, 405, "method not allowed", "the method is not supported");
        assertThat(reply.header("Allow")).isEqualTo("OPTIONS, POST");
    }

    @Test
    void the_same_calls_get_the_same_bytes() {
        String first = request(basic(USER, USER)).body();
        String page = vss.call("GET", "/v2/iso").body();
        vss.world().reset();
        assertThat(request(basic(USER, USER)).body()).isEqualTo(first);
        vss.loginAgain();
        assertThat(vss.call("GET", "/v2/iso").body()).isEqualTo(page);
    }

    @Test
    void tokens_of_different_seconds_differ() {
        String first = vss.login(USER);
        vss.advance("1s");
        String second = vss.login(USER);
        assertThat(second).isNotEqualTo(first);
        assertThat(useOf(bearer(first)).status()).isEqualTo(200);
        assertThat(useOf(bearer(second)).status()).isEqualTo(200);
    }

    @Test
    void each_login_gets_another_token_that_follows_from_the_world() {
        List<String> tokens = List.of(vss.login(USER), vss.login(USER), vss.login("jm"), vss.login(USER));
        assertThat(tokens).doesNotHaveDuplicates();
        assertThat(tokens.get(0)).isEqualTo(Credentials.VSS_TOKEN);
        assertThat(segment(tokens.get(0), 1).has("jti")).isFalse();
        assertThat(segment(tokens.get(2), 1).has("jti")).isFalse();
        assertThat(segment(tokens.get(3), 1).path("jti").asText()).hasSize(32);
        for (String token : tokens) {
            assertThat(useOf(bearer(token)).status()).isEqualTo(200);
        }
        vss.world().reset();
        assertThat(List.of(vss.login(USER), vss.login(USER), vss.login("jm"), vss.login(USER)))
                .isEqualTo(tokens);
    }

    @Test
    void a_revoked_token_does_not_come_back_with_a_login() {
        String revoked = vss.login(USER);
        assertThat(vss.change("{\"vss/token\":\"josem\",\"revoked\":true}")).isTrue();
        String fresh = vss.login(USER);
        VssClient.assertUnauthorized(useOf(bearer(revoked)));
        VssClient.assertUnauthorized(useOf(basic(revoked, "")));
        assertThat(useOf(bearer(fresh)).status()).isEqualTo(200);
    }

    @Test
    void a_reset_forgets_tokens() {
        String token = vss.login(USER);
        vss.world().reset();
        VssClient.assertUnauthorized(useOf(bearer(token)));
    }

    @Test
    void a_token_is_valid_only_in_the_world_that_granted_it() {
        String token = vss.login(USER);
        VssClient other = world("another");
        VssClient.assertUnauthorized(other.send("GET", "/v2/user", "", bearer(token)));
        assertThat(other.login(USER)).isEqualTo(token);
        assertThat(other.send("GET", "/v2/user", "", bearer(token)).status()).isEqualTo(200);
    }

    @Test
    void each_token_belongs_to_its_user() {
        assertThat(useOf(bearer(vss.login("jm"))).body()).contains("\"user\":\"jm\"");
        JsonNode user = VssClient.read(200, useOf(bearer(vss.login(USER)))).path("data");
        assertThat(user.path("username").asText()).isEqualTo(USER);
        assertThat(user.at("/status/last_access").asText()).isEqualTo("2024-01-31 19:00:00 EST");
        assertThat(user.at("/totp/enabled").asBoolean()).isFalse();
    }

    @Test
    void the_oldest_of_very_many_tokens_is_forgotten() {
        String first = vss.login(USER);
        vss.advance("1s");
        String second = vss.login(USER);
        for (int i = 2; i < MOST; i++) {
            vss.world().advance(Duration.ofSeconds(1));
            vss.login("jm");
        }
        assertThat(useOf(bearer(first)).status()).isEqualTo(200);
        vss.advance("1s");
        vss.login("jm");
        VssClient.assertUnauthorized(useOf(bearer(first)));
        assertThat(useOf(bearer(second)).status()).isEqualTo(200);
    }
}
