package dev.hostdouble.hostkey;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What answers of HOSTKEY rest on in the modules auth, eq and eq_callback, and the form of errors in all of them. */
enum CompanionFact implements Fact {
    // Sessions
    ROLE_NAMES(
            "the roles of staff and administrators are Employee and Administrator",
            "only that of a client is known",
            "auth.*"),
    LOGIN_PARTS(
            "a login without user or password gets the error of a login without a key",
            "official clients know the words",
            "auth.whmcslogin"),
    TTL_RANGE(
            "a ttl over one year, or one that is not a whole number from 1, is replaced by the default",
            "",
            "auth.login auth.whmcslogin"),
    FIX_IP("a fix_ip other than 0 and 1 counts as 0", "official clients send these", "auth.login auth.whmcslogin"),
    TOKEN_WITHOUT_TTL("auth/info shows the default ttl for a token that never expires", "", "auth.info"),

    // Servers
    SERVER_FILTERS(
            "eq/list compares location, status, ip, mac and group with lists of whole values between commas; letter case and"
                    + " blanks around a value do not matter",
            "another official page names the parameters",
            "eq.list"),
    SHOWN_DRIVE(
            "server_data in eq/show has a member iso, the file name of the image in the drive",
            "Hostdouble adds it, so that a client sees what it mounted",
            "eq.show"),
    RENT_WORDS(
            Evidence.OBSERVED,
            "Condition_Component is `rent` while a server is on, and `power_off` while it is off or suspended; power_status is"
                    + " the power alone",
            "a reseller module knows these words, and a gateway reads power_status first",
            "eq.show"),
    BARE_METAL(
            "the type of a server that is not virtual is BM, and the model of its ipmi is supermicro",
            "official clients know a virtual one by the model ovirt",
            "eq.show"),
    FLAT_SESSION(
            Evidence.OBSERVED,
            "with `session-info: flat`, auth/info has all members beside `\"result\":\"OK\"`, and the login in data",
            "a client reads it so",
            "auth.info"),

    // Tasks
    OPTIONAL_TOKEN(Evidence.OBSERVED, "eq_callback.php needs no token", "official clients", "eq_callback.check"),
    UNCHECKED_TOKEN("eq_callback.php does not check the token that it gets", "", "eq_callback.check"),
    MISSING_KEY("a missing key is an unknown one", "", "eq_callback.check"),
    IMAGE_KEYS(
            "the keys of iso/del and iso/upload are polled like callbacks",
            "they have the same format",
            "eq_callback.check"),
    STAGE_WORDS("Stage has the name of the step in scope", "", "eq_callback.check"),
    POWER_WORDS(
            Evidence.OBSERVED,
            "`Post is on` is the scope of eq/on, and `VM is up now` that of eq/status",
            "another official page",
            "eq_callback.check"),
    HARDWARE_WORDS(
            Evidence.OBSERVED,
            "of a server that is not virtual, `Chassis Power is on` is scope and debug of eq/status, and `Chassis Power"
                    + " Control: Up/On` the debug of eq/on",
            "other official pages",
            "eq_callback.check"),
    MORE_HARDWARE_WORDS(
            "of a server that is not virtual, eq/status says `Chassis Power is off`, and the debug of eq/off and eq/reboot is"
                    + " `Chassis Power Control: Down/Off` and `Chassis Power Control: Cycle`",
            "the program that prints the known words prints these",
            "eq_callback.check"),
    TASK_RESULTS(
            "a task says in scope what it has done, in a few words; load_stats returns CPU, memory, disk and network use",
            "unknown but for the list of snapshots, eq/on, and eq/status of a server that is on",
            "eq_callback.check"),
    REBOOT_WHILE_OFF(
            "a reboot of a server that is off succeeds and leaves it off; its task says `Post is off`",
            "",
            "eq_callback.check"),
    FAILED_CONTEXT(
            "a failed task has the context that it would have had otherwise",
            "official clients read the text alone",
            "eq_callback.check"),

    // Errors
    AUTH_ENVELOPE(
            Evidence.OBSERVED,
            "errors of auth.php have the form `{\"result\":-1,\"error\":\"…\"}`",
            "official clients",
            "auth.*"),
    SESSION_ENVELOPE(
            Evidence.OBSERVED,
            "with `session-envelope: result`, errors about a session have the result -1, by which an official client knows"
                    + " them",
            "an official client",
            "*.*"),
    RESULT_ENVELOPE(
            Evidence.OBSERVED,
            "with `error-envelope: result`, errors have the form `{\"result\":-1,\"error\":\"…\"}`",
            "other official modules",
            "*.* unknown"),
    BOTH_ENVELOPES(
            "with `error-envelope: both` or `session-envelope: both`, errors have both forms at once",
            "no client knows all forms",
            "*.* unknown");

    private final Details details;

    CompanionFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    CompanionFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }
}
