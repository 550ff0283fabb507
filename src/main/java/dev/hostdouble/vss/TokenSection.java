package dev.hostdouble.vss;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.UserDao.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** VSS, "Cloud API token": {@code POST /auth/request-token}. Shape, life and type of a token were observed. */
final class TokenSection {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int KEY_BYTES = 32;

    private final UserDao users;
    private final TokenDao tokens;
    private final RateLimit rateLimit;
    private final VssState.Mfa mfa;
    private final Algorithm signature;

    TokenSection(UserDao users, TokenDao tokens, RateLimit rateLimit, VssState.Mfa mfa, RandomSource seed) {
        this.users = users;
        this.tokens = tokens;
        this.rateLimit = rateLimit;
        this.mfa = mfa;
        this.signature = Algorithm.HMAC256(seed.stream("vss.signature").nextBytes(KEY_BYTES));
    }

    /** Issues a token for a login with HTTP Basic; the body is empty, {@code {"otp": null}}, or a one-time password. */
    Reply request(Call call) {
        Optional<User> login = BasicLogin.read(call.request().header("Authorization"))
                .flatMap(basic ->
                        users.find(basic.user()).filter(user -> user.password().equals(basic.password())));
        User user = login.orElseThrow(VssError.LOGIN_REQUIRED::with);
        call.authenticatedAs(user.name());
        rateLimit.count(call, user.name());
        boolean otp = otp(user, call.request().body());
        Instant issued = call.now();
        Instant expires = issued.plus(LIFE);
        // Clients read its claim otp.
        String token = JWT.create()
                .withIssuedAt(issued)
                .withExpiresAt(expires)
                .withSubject(user.name())
                .withClaim("otp", otp)
                .sign(signature);
        tokens.insert(token, user.name(), issued, expires);
        return Reply.of(
                200,
                VssJson.encode(
                        new Granted(LIFE.toSeconds(), expires.getEpochSecond(), Times.text(expires), token, "ACCESS")));
    }

    /** Whether the user has sent a one-time password; throws the errors that clients look for if the world requires one. */
    private boolean otp(User user, Bytes body) {
        Optional<JsonNode> object = body.length() == 0 ? Optional.empty() : VssJson.object(body);
        if (body.length() > 0 && object.isEmpty()) {
            throw VssError.INVALID_REQUEST.with();
        }
        if (mfa == VssState.Mfa.ENFORCED) {
            throw VssError.TOTP_REQUIRED.with();
        }
        String otp = object.map(members -> members.path("otp").asText("")).orElse("");
        if (mfa == VssState.Mfa.REQUIRED && !otp.equals(user.otp())) {
            throw VssError.OTP_REQUIRED.with();
        }
        return mfa == VssState.Mfa.REQUIRED;
    }

    /** {@code exp} in seconds since 1970. */
    private record Granted(
            long duration,
            long exp,
            @JsonProperty("exp_date") String expDate,
            String token,
            String type) {}
}
