package dev.hostdouble.vss;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.UserDao.User;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** VSS, "Cloud API token": {@code POST /auth/request-token}. Shape, life and type of a token were observed. */
final class TokenSection {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int KEY_BYTES = 32;
    private static final String OTP = "otp";

    /** A header of the provider's 401 (observed). */
    private static final Headers ALLOW = Headers.of("Allow", "POST, OPTIONS");

    private static final int ID_BYTES = 16;

    private final UserDao users;
    private final TokenDao tokens;
    private final RateLimit rateLimit;
    private final VssState.Mfa mfa;
    private final RandomSource seed;
    private final Algorithm signature;

    TokenSection(UserDao users, TokenDao tokens, RateLimit rateLimit, VssState.Mfa mfa, RandomSource seed) {
        this.users = users;
        this.tokens = tokens;
        this.rateLimit = rateLimit;
        this.mfa = mfa;
        this.seed = seed;
        this.signature = Algorithm.HMAC256(seed.stream("vss.signature").nextBytes(KEY_BYTES));
    }

    /** Issues a token for a login with HTTP Basic; the body is empty, {@code {"otp": null}}, or a one-time password. */
    Reply request(Call call) {
        Optional<User> login = BasicLogin.read(call.request().header("Authorization"))
                .flatMap(basic ->
                        users.find(basic.user()).filter(user -> user.password().equals(basic.password())));
        User user = login.orElseThrow(() -> VssError.LOGIN_REQUIRED.with().withHeaders(ALLOW));
        if (!user.isPermitted()) {
            throw VssError.NOT_PERMITTED.with().withHeaders(ALLOW);
        }
        call.trace().authenticatedAs(user.name());
        rateLimit.count(call, user.name());
        boolean otp = otp(user, call);
        Instant issued = call.now();
        Instant expires = issued.plus(LIFE);
        String token = token(call, user.name(), issued, expires, otp);
        tokens.insert(token, user.name(), call.time(), LIFE);
        return Reply.of(
                200,
                VssJson.encode(
                        new Granted(LIFE.toSeconds(), expires.getEpochSecond(), Times.text(expires), token, "ACCESS")));
    }

    /**
     * A token that no other login gets. Clients read its claim {@code otp}. A user's first token has no more claims than
     * were observed; the later ones have an id, so that those of one second differ.
     */
    private String token(Call call, String user, Instant issued, Instant expires, boolean otp) {
        JWTCreator.Builder token = JWT.create()
                .withIssuedAt(issued)
                .withExpiresAt(expires)
                .withSubject(user)
                .withClaim("otp", otp);
        long number = tokens.next(user);
        if (number > 1) {
            call.restsOn(VssFact.TOKEN_ID);
            byte[] id = seed.stream("vss.jti", user, number).nextBytes(ID_BYTES);
            token.withJWTId(HexFormat.of().formatHex(id));
        }
        return token.sign(signature);
    }

    /** Whether the user has sent a one-time password; throws the errors that clients look for if the world requires one. */
    private boolean otp(User user, Call call) {
        Bytes body = call.request().body();
        Optional<JsonNode> object = body.length() == 0 ? Optional.empty() : VssJson.object(body);
        if (body.length() > 0 && object.isEmpty()) {
            throw VssError.INVALID_REQUEST.with();
        }
        object.ifPresent(members -> noteOtp(call, members));
        if (mfa == VssState.Mfa.ENFORCED) {
            throw VssError.TOTP_REQUIRED.with();
        }
        // As the dialect reads it, so that a scenario can replace it; but nobody sends it in the query.
        Object otp = QueryString.read(call.request().query()).containsKey(OTP)
                ? object.map(members -> members.path(OTP).asText("")).orElse("")
                : call.params().get(OTP).orElse("");
        if (mfa == VssState.Mfa.REQUIRED && !String.valueOf(otp).equals(user.otp())) {
            throw VssError.OTP_REQUIRED.with();
        }
        return mfa == VssState.Mfa.REQUIRED;
    }

    private void noteOtp(Call call, JsonNode members) {
        if (members.path(OTP).isNull()) {
            call.restsOn(VssFact.OTP_NULL);
        } else if (members.has(OTP) && mfa == VssState.Mfa.NONE) {
            call.restsOn(VssFact.OTP_UNASKED);
        }
    }

    /** {@code exp} in seconds since 1970. */
    private record Granted(
            long duration,
            long exp,
            @JsonProperty("exp_date") String expDate,
            String token,
            String type) {}
}
