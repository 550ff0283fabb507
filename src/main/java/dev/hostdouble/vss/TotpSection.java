package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.TotpDao.Method;
import dev.hostdouble.vss.TotpDao.Totp;
import dev.hostdouble.vss.UserDao.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * VSS, one-time passwords: {@code /tf}. Each call is a login with HTTP Basic. The members were seen in a client, which
 * shows the messages; their texts are assumed.
 */
final class TotpSection {
    static final String PATH = "/tf";

    /** The parameters. */
    static final String METHOD = "method";

    static final String PHONE = "phone";
    static final String OTP = "otp";
    static final String TOKEN = "token";

    static final Pattern PHONE_NUMBER = Pattern.compile("\\+?[0-9][0-9 ().-]{4,30}");

    /** The state of a user that scenarios can test. */
    static final List<String> STATE = List.of("totp.enabled", "totp.method");

    private static final String ISSUER = "VSS";

    private final Logins logins;
    private final OneTimePasswords passwords;

    TotpSection(Logins logins, OneTimePasswords passwords) {
        this.logins = logins;
        this.passwords = passwords;
    }

    /** Sends a one-time password to a user; clients ask for one whenever a login needs it, whatever the method. */
    Reply request(Call call) {
        User user = logins.user(call);
        JsonBody.of(call);
        passwords.send(call, user);
        return message("One-time password has been requested");
    }

    /** Begins to set up one-time passwords. */
    Reply enable(Call call) {
        User user = logins.user(call);
        JsonBody.of(call);
        Method method = method(call);
        if (passwords.enabled(user).isPresent()) {
            throw VssError.TOTP_ENABLED.with();
        }
        Totp totp = passwords.enrol(user, method);
        boolean hasKey = method == Method.AUTHENTICATOR;
        String key = TimeCodes.base32(passwords.key(totp));
        String uri = "otpauth://totp/" + ISSUER + ":" + user.name() + "?secret=" + key + "&issuer=" + ISSUER;
        return Reply.of(
                200,
                VssJson.encode(new Enrolment(
                        ISSUER,
                        hasKey ? key : null,
                        "Verify a one-time password to enable TOTP",
                        passwords.recoveryCodes(totp),
                        hasKey ? uri : null)));
    }

    /** Only a text message needs a phone. */
    private static Method method(Call call) {
        require(call, METHOD);
        Method method = Method.valueOf(JsonBody.text(call, METHOD));
        if (method == Method.SMS) {
            require(call, PHONE);
        }
        return method;
    }

    private static void require(Call call, String parameter) {
        if (!call.operation().parameter(parameter).values().allow(JsonBody.text(call, parameter))) {
            throw VssError.INVALID_PARAMETER.with("name", parameter);
        }
    }

    /** Checks a one-time password: the first right one enables them. */
    Reply verify(Call call) {
        User user = logins.user(call);
        JsonBody.of(call);
        Totp totp = passwords.of(user).filter(Totp::isSetUp).orElseThrow(VssError.TOTP_DISABLED::with);
        passwords.require(call, user, totp, JsonBody.text(call, OTP));
        if (!totp.isEnabled()) {
            passwords.enable(call, user);
        }
        return message("One-time password has been verified");
    }

    /** Begins to disable one-time passwords: VSS sends a token by mail. */
    Reply disable(Call call) {
        User user = logins.user(call);
        JsonBody.of(call);
        passwords.sendDisableToken(call, enabled(user));
        return message("A confirmation token has been sent");
    }

    /** Disables one-time passwords with the token that was sent, or with a recovery code. */
    Reply confirm(Call call) {
        User user = logins.user(call);
        JsonBody.of(call);
        if (!passwords.disable(call, user, enabled(user), call.path(TOKEN))) {
            throw VssError.INVALID_PARAMETER.with("name", TOKEN);
        }
        return message("TOTP has been disabled");
    }

    private Totp enabled(User user) {
        return passwords.enabled(user).orElseThrow(VssError.TOTP_DISABLED::with);
    }

    /** What a call is about: how the user who calls has set up one-time passwords. */
    Map<String, Object> state(Call call) {
        Map<String, Object> state = new HashMap<>();
        logins.named(call).ifPresent(user -> {
            Optional<Totp> enabled = passwords.enabled(user);
            state.put("totp.enabled", enabled.isPresent());
            enabled.flatMap(Totp::method).ifPresent(method -> state.put("totp.method", method.name()));
        });
        return state;
    }

    private static Reply message(String text) {
        return Reply.of(200, VssJson.encode(Map.of("message", text)));
    }

    /** What a user needs to know; only an authenticator app has a key. */
    private record Enrolment(
            String issuer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String key,

            String message,
            @JsonProperty("recovery_codes") List<String> recoveryCodes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String uri) {}
}
