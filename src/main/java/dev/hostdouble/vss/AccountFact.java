package dev.hostdouble.vss;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What replies of VSS about accounts rest on: one-time passwords, tokens, messages, roles and groups. */
enum AccountFact implements Fact {
    SENT_CODE(
            "a code that VSS sends by mail or as a text message is the user's `otp` of the start state; it is accepted once,"
                    + " within ten minutes of the request",
            "decision 40",
            "token.request totp.verify"),
    TIME_CODE(
            "a code of an authenticator app is one of RFC 6238, with SHA-1, six digits and steps of 30 seconds; the step before"
                    + " and the one after are accepted, too; a code is accepted more than once",
            "what such apps assume",
            "token.request totp.verify"),
    RECOVERY_CODE(
            "a recovery code is accepted once instead of a one-time password, and once to disable them",
            "a client says that they are for access without a phone",
            "token.request totp.verify totp.confirm"),
    CLIENT_FIELDS(
            Evidence.OBSERVED,
            "tokens can be filtered and sorted by `valid` and `created_on`, messages also by `status` and `kind`",
            "a client and its help",
            "user_token.list message.list"),
    OTHER_FIELDS(
            "tokens, messages, groups and their members can be filtered and sorted by each of their simple members",
            "as images",
            "user_token.list message.list user_group.list group.list group_member.list"),
    ALWAYS_OBJECTS(
            "lists of tokens, messages, groups and members are lists of objects, whatever `expand` is",
            "a client reads objects without it",
            "user_token.list message.list user_group.list group.list group_member.list"),
    ENDED_TOKEN("a token that has expired or was revoked stays in the list, and is not valid", "", "user_token.list"),
    LAST_ACCESS(
            "the last access with a token is the login that issued it; its address is 127.0.0.1",
            "as that of the caller",
            "user_token.list user_token.get");

    private final Details details;

    AccountFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    AccountFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }
}
