package dev.hostdouble.vss;

import static dev.hostdouble.core.Evidence.ASSUMED;
import static dev.hostdouble.core.Evidence.OBSERVED;
import static dev.hostdouble.provider.Parameter.matching;
import static dev.hostdouble.provider.Parameter.oneOf;
import static dev.hostdouble.provider.Parameter.text;
import static dev.hostdouble.vss.VssError.INVALID_PARAMETER;
import static dev.hostdouble.vss.VssError.INVALID_REQUEST;
import static dev.hostdouble.vss.VssError.LOGIN_REQUIRED;
import static dev.hostdouble.vss.VssError.NOT_FOUND;
import static dev.hostdouble.vss.VssError.NOT_PERMITTED;
import static dev.hostdouble.vss.VssError.OTP_REQUIRED;
import static dev.hostdouble.vss.VssError.TOO_MANY_REQUESTS;
import static dev.hostdouble.vss.VssError.TOTP_DISABLED;
import static dev.hostdouble.vss.VssError.TOTP_ENABLED;
import static dev.hostdouble.vss.VssOperations.EXPAND;
import static dev.hostdouble.vss.VssOperations.FILTER;
import static dev.hostdouble.vss.VssOperations.PAGE;
import static dev.hostdouble.vss.VssOperations.PER_PAGE;
import static dev.hostdouble.vss.VssOperations.SORT;

import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.vss.TotpDao.Method;
import java.util.function.Function;

/** What clients call about accounts; no page documents it. */
final class AccountOperations {
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String PUT = "PUT";
    private static final String DELETE = "DELETE";
    private static final String ID = "/{id}";

    private static final String MEMBERS = "members seen in a client";
    private static final String ACCEPTED = "a client takes any success; the members are those of the calls beside it";
    private static final String STATUS = "clients expect 204";

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            // One-time passwords
            login("request", TotpSection.PATH + "/request-token", s -> s.totp::request)
                    .answers(OBSERVED, ACCEPTED),
            login("enable", TotpSection.PATH + "/enable", s -> s.totp::enable)
                    .takes(
                            oneOf(
                                    TotpSection.METHOD,
                                    Method.AUTHENTICATOR.name(),
                                    Method.EMAIL.name(),
                                    Method.SMS.name()),
                            matching(TotpSection.PHONE, "a phone number, for SMS", TotpSection.PHONE_NUMBER))
                    .answers(OBSERVED, "members seen in a client, without the image of the key, which it does not read")
                    .alsoFails(INVALID_PARAMETER, TOTP_ENABLED),
            login("verify", TotpSection.PATH + "/verify", s -> s.totp::verify)
                    .takes(text(TotpSection.OTP))
                    .answers(OBSERVED, MEMBERS)
                    .alsoFails(OTP_REQUIRED, TOTP_DISABLED),
            login("disable", TotpSection.PATH + "/disable", s -> s.totp::disable)
                    .answers(OBSERVED, "members seen in a client, which says that a confirmation token comes by mail")
                    .alsoFails(TOTP_DISABLED),
            login("confirm", TotpSection.PATH + "/disable/{" + TotpSection.TOKEN + "}", s -> s.totp::confirm)
                    .answers(OBSERVED, MEMBERS)
                    .alsoFails(INVALID_PARAMETER, TOTP_DISABLED),
            // Tokens
            list("user_token", UserTokenSection.PATH, s -> s.userTokens::list).alsoFails(INVALID_REQUEST),
            VssOperations.row("user_token", "get", GET, UserTokenSection.PATH + ID, s -> s.userTokens::get)
                    .reads()
                    .about(UserTokenSection.STATE, (s, call) -> s.userTokens.state(call))
                    .answers(OBSERVED, MEMBERS)
                    .alsoFails(NOT_FOUND),
            VssOperations.row("user_token", "disable", PUT, UserTokenSection.PATH + ID, s -> s.userTokens::disable)
                    .about(UserTokenSection.STATE, (s, call) -> s.userTokens.state(call))
                    .answers(204, OBSERVED, STATUS)
                    .alsoFails(NOT_FOUND),
            VssOperations.row("user_token", "delete", DELETE, UserTokenSection.PATH + ID, s -> s.userTokens::delete)
                    .about(UserTokenSection.STATE, (s, call) -> s.userTokens.state(call))
                    .answers(204, OBSERVED, STATUS)
                    .alsoFails(NOT_FOUND),
            // Messages
            list("message", MessageSection.PATH, s -> s.messages::list).alsoFails(INVALID_REQUEST),
            VssOperations.row("message", "get", GET, MessageSection.PATH + ID, s -> s.messages::get)
                    .reads()
                    .about(MessageSection.STATE, (s, call) -> s.messages.state(call))
                    .answers(OBSERVED, MEMBERS)
                    .alsoFails(NOT_FOUND),
            VssOperations.row("message", "acknowledge", PUT, MessageSection.PATH + ID, s -> s.messages::acknowledge)
                    .about(MessageSection.STATE, (s, call) -> s.messages.state(call))
                    .answers(ASSUMED, "a client reads the message from it; the new status is assumed")
                    .alsoFails(NOT_FOUND),
            get("session", "motd", PersonalSection.MOTD, s -> s.personal::motd),
            VssOperations.row("session", "list", GET, "/v2/session", s -> s.session)
                    .reads()
                    .answers(ASSUMED, VssOperations.LINKED),
            // Who the caller is
            get("user", "status", UserSection.STATUS, s -> s.user::status),
            get("user", "personal", PersonalSection.PERSONAL, s -> s.personal::personal),
            get("user", "ldap", PersonalSection.LDAP, s -> s.personal::ldap),
            get("user", "roles", PersonalSection.ROLES, s -> s.personal::roles),
            // Groups
            list("user_group", GroupSection.OF_USER, s -> s.userGroups).alsoFails(INVALID_REQUEST),
            list("group", GroupSection.PATH, s -> s.groupList).alsoFails(INVALID_REQUEST),
            VssOperations.row("group", "get", GET, GroupSection.PATH + ID, s -> s.groups::get)
                    .reads()
                    .answers(OBSERVED, MEMBERS)
                    .alsoFails(NOT_FOUND),
            list("group_member", GroupSection.PATH + ID + "/member", s -> s.groups::members));

    private AccountOperations() {}

    /** Whether an operation is one of these. */
    static boolean has(Operation operation) {
        return TABLE.operations().contains(operation);
    }

    /** A call with a user name and a password instead of a token. */
    private static OperationRow<Sections> login(String action, String path, Function<Sections, Handler> handler) {
        return VssOperations.row("totp", action, POST, path, handler)
                .unauthenticated()
                .about(TotpSection.STATE, (s, call) -> s.totp.state(call))
                .alsoFails(LOGIN_REQUIRED, NOT_PERMITTED, INVALID_REQUEST, TOO_MANY_REQUESTS);
    }

    private static OperationRow<Sections> list(String resource, String path, Function<Sections, Handler> handler) {
        return VssOperations.row(resource, "list", GET, path, handler)
                .reads()
                .takes(PAGE, PER_PAGE, EXPAND, FILTER, SORT)
                .answers(OBSERVED, MEMBERS)
                .alsoFails(NOT_FOUND);
    }

    private static OperationRow<Sections> get(
            String resource, String action, String path, Function<Sections, Handler> handler) {
        return VssOperations.row(resource, action, GET, path, handler).reads().answers(OBSERVED, MEMBERS);
    }
}
