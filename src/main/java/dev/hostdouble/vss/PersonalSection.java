package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.vss.AccountYaml.Personal;
import dev.hostdouble.vss.UserDao.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** VSS, who the caller is and may do, and the message of the day (members observed in a client). */
final class PersonalSection {
    static final String PERSONAL = "/v2/user/personal";
    static final String LDAP = "/v2/user/ldap";
    static final String ROLES = "/v2/user/role";
    static final String MOTD = "/v2/session/motd";

    private final UserDao users;
    private final TokenDao tokens;
    private final Map<String, VssState.User> known;
    private final @Nullable String motd;
    private final ResponseEnvelope envelopes;

    /**
     * Creates the section.
     *
     * @param known the users of the start state by name
     * @param motd the message of the day, if there is one
     */
    PersonalSection(
            UserDao users,
            TokenDao tokens,
            Map<String, VssState.User> known,
            @Nullable String motd,
            ResponseEnvelope envelopes) {
        this.users = users;
        this.tokens = tokens;
        this.known = Map.copyOf(known);
        this.motd = motd;
        this.envelopes = envelopes;
    }

    /** The name and the addresses of the caller. */
    Reply personal(Call call) {
        String name = users.caller(call).name();
        VssState.User user = known.get(name);
        Personal personal = user == null ? Personal.UNKNOWN.of(name) : user.personal();
        String fullName = (personal.firstName() + " " + personal.lastName()).strip();
        return envelopes.item(
                call, PERSONAL, new PersonalJson(String.valueOf(personal.email()), fullName, personal.phone(), name));
    }

    /** What the directory knows of the caller. */
    Reply ldap(Call call) {
        User user = users.caller(call);
        Instant access = tokens.lastIssued(user.name()).orElse(user.created());
        return envelopes.item(call, LDAP, new LdapJson(Times.text(access), null, Times.text(user.created())));
    }

    /** What the caller may do, with the API and with requests. */
    Reply roles(Call call) {
        VssState.User user = known.get(users.caller(call).name());
        AccountYaml.Roles roles = user == null ? AccountYaml.Roles.USUAL : user.roles();
        return envelopes.item(call, ROLES, new RolesJson(RoleJson.of(roles.access()), RoleJson.of(roles.request())));
    }

    /** The message of the day, which clients show after a login. */
    Reply motd(Call call) {
        return envelopes.item(call, MOTD, new MotdJson(motd));
    }

    private record MotdJson(@Nullable String motd) {}

    private record PersonalJson(
            String email,
            @JsonProperty("full_name") String fullName,
            @Nullable String phone,
            String username) {}

    private record LdapJson(
            @JsonProperty("auth_timestamp") String authTimestamp,

            @JsonProperty("pwd_account_locked_time") @Nullable
            String pwdAccountLockedTime,

            @JsonProperty("pwd_change_time") String pwdChangeTime) {}

    private record RolesJson(RoleJson access, RoleJson request) {}

    private record RoleJson(String description, List<String> entitlements, String name) {
        static RoleJson of(AccountYaml.Role role) {
            return new RoleJson(role.description(), role.entitlements(), role.name());
        }
    }
}
