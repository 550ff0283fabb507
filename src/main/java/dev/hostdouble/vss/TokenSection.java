package dev.hostdouble.vss;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.UserDao.User;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** VSS, "Cloud API token": {@code POST /auth/request-token}. Shape, life and type of a token were observed. */
final class TokenSection {
    static final Duration LIFE = Duration.ofHours(24);
    private static final int KEY_BYTES = 32;
    private static final String OTP = "otp";
    static final String TYPE = "ACCESS";

    private static final int ID_BYTES = 16;

    private final Logins logins;
    private final TokenDao tokens;
    private final OneTimePasswords passwords;
    private final RandomSource seed;
    private final Algorithm signature;

    TokenSection(Logins logins, TokenDao tokens, OneTimePasswords passwords, RandomSource seed) {
        this.logins = logins;
        this.tokens = tokens;
        this.passwords = passwords;
        this.seed = seed;
        this.signature = Algorithm.HMAC256(seed.stream("vss.signature").nextBytes(KEY_BYTES));
    }

    /** Issues a token for a login with HTTP Basic; the body is empty, {@code {"otp": null}}, or a one-time password. */
    Reply request(Call call) {
        User user = logins.user(call);
        boolean otp = otp(user, call);
        Instant issued = call.now();
        Instant expires = issued.plus(LIFE);
        String token = token(call, user.name(), issued, expires, otp);
        tokens.insert(token, user.name(), call.time(), LIFE);
        return Reply.of(
                200,
                VssJson.encode(
                        new Granted(LIFE.toSeconds(), expires.getEpochSecond(), Times.text(expires), token, TYPE)));
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

    /** Whether the login needed a one-time password; throws the errors that clients look for if it is not right. */
    private boolean otp(User user, Call call) {
        JsonBody.of(call).ifPresent(members -> noteOtp(call, user, members));
        return passwords.check(call, user, JsonBody.text(call, OTP));
    }

    private void noteOtp(Call call, User user, JsonNode members) {
        if (members.path(OTP).isNull()) {
            call.restsOn(VssFact.OTP_NULL);
        } else if (members.has(OTP) && !passwords.areNeededBy(user)) {
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
