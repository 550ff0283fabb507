package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.TotpDao.Method;
import dev.hostdouble.vss.TotpDao.Totp;
import dev.hostdouble.vss.UserDao.User;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** VSS, the caller: {@code /v2/user}, which clients ask first to see whether their token is good (observed). */
final class UserSection {
    private static final String PATH = "/v2/user";

    /** The status of the caller alone. */
    static final String STATUS = PATH + "/status";

    static final String ADDRESS = "127.0.0.1";

    private final UserDao users;
    private final TokenDao tokens;
    private final ResponseEnvelope envelopes;
    private final OneTimePasswords passwords;

    UserSection(UserDao users, TokenDao tokens, ResponseEnvelope envelopes, OneTimePasswords passwords) {
        this.users = users;
        this.tokens = tokens;
        this.envelopes = envelopes;
        this.passwords = passwords;
    }

    /** Who calls. */
    Reply get(Call call) {
        User user = users.caller(call);
        return envelopes.item(call, PATH, new UserJson(statusOf(user), totp(user), user.name()));
    }

    /** Whether the caller's account is active, and when it was used. */
    Reply status(Call call) {
        return envelopes.item(call, STATUS, statusOf(users.caller(call)));
    }

    private Status statusOf(User user) {
        Instant lastAccess = tokens.lastIssued(user.name()).orElse(user.created());
        String created = Times.text(user.created());
        return new Status(true, created, ADDRESS, Times.text(lastAccess), created);
    }

    private TotpJson totp(User user) {
        Optional<Totp> totp = passwords.of(user);
        Optional<Totp> enabled = totp.filter(Totp::isEnabled);
        return new TotpJson(
                totp.flatMap(Totp::disabled).map(Times::text).orElse(null),
                enabled.isPresent(),
                enabled.flatMap(Totp::enabled).map(Times::text).orElse(null),
                enabled.flatMap(Totp::method).map(Method::name).orElse(null));
    }

    private record UserJson(Status status, TotpJson totp, String username) {}

    private record TotpJson(
            @JsonProperty("disabled_on") @Nullable String disabledOn,
            boolean enabled,
            @JsonProperty("enabled_on") @Nullable String enabledOn,
            @Nullable String method) {}

    private record Status(
            boolean active,
            @JsonProperty("created_on") String createdOn,
            @JsonProperty("ip_address") String ipAddress,
            @JsonProperty("last_access") String lastAccess,
            @JsonProperty("updated_on") String updatedOn) {}
}
