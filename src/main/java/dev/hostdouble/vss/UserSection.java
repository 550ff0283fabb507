package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.UserDao.User;
import java.time.Instant;
import java.util.Map;

/** VSS, the caller: {@code /v2/user}, which clients ask first to see whether their token is good (observed). */
final class UserSection {
    private static final String PATH = "/v2/user";
    private static final String ADDRESS = "127.0.0.1";

    private final UserDao users;
    private final TokenDao tokens;
    private final ResponseEnvelope envelopes;
    private final boolean otp;

    UserSection(UserDao users, TokenDao tokens, ResponseEnvelope envelopes, boolean otp) {
        this.users = users;
        this.tokens = tokens;
        this.envelopes = envelopes;
        this.otp = otp;
    }

    /** Who calls. */
    Reply get(Call call) {
        User user = users.caller(call);
        Instant lastAccess = tokens.lastIssued(user.name()).orElse(user.created());
        String created = Times.text(user.created());
        Status status = new Status(true, created, ADDRESS, Times.text(lastAccess), created);
        return envelopes.item(call, PATH, new UserJson(status, Map.of("enabled", otp), user.name()));
    }

    private record UserJson(Status status, Map<String, Boolean> totp, String username) {}

    private record Status(
            boolean active,
            @JsonProperty("created_on") String createdOn,
            @JsonProperty("ip_address") String ipAddress,
            @JsonProperty("last_access") String lastAccess,
            @JsonProperty("updated_on") String updatedOn) {}
}
