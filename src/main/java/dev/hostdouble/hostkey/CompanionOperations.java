package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.CompanionFact.LOGIN_PARTS;
import static dev.hostdouble.hostkey.HostkeyError.BAD_API_KEY;
import static dev.hostdouble.hostkey.HostkeyError.KEY_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.MALFORMED_LOGIN;
import static dev.hostdouble.hostkey.HostkeyError.NO_SERVERS;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_BUSY;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_SUSPENDED;
import static dev.hostdouble.hostkey.HostkeyError.UNKNOWN_API_KEY;
import static dev.hostdouble.hostkey.HostkeyError.WRONG_LOGIN;
import static dev.hostdouble.provider.Parameter.id;
import static dev.hostdouble.provider.Parameter.matching;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.provider.Parameter;
import java.util.List;
import java.util.function.Function;

/** What clients call around the operations of the pages iso and vm, as other official pages and clients show it. */
final class CompanionOperations {
    /** The slot of tasks that change the power of a server. */
    static final String POWER = "power";

    private static final String UNKNOWN = "clients call it; its reply is unknown";
    private static final String CLIENTS = "official clients";
    private static final String POWER_PAGE = "another official page shows it, without module";
    private static final String SERVER =
            "official clients read type, preset, status, model and power, and some of the rest; the form of OS is assumed";
    private static final String SESSION = "another official page shows all members";
    private static final String LOGIN =
            "official clients read a nested reply, and expect two hours unless they set a ttl; another official page shows all"
                    + " members";

    private static final Parameter SERVER_ID = id("id").required(SERVER_NOT_FOUND);

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            companion("vm", "get_engine", Evidence.ASSUMED, UNKNOWN, s -> s.vm::getEngine)
                    .reads(),
            companion("vm", "update_restore_settings", Evidence.ASSUMED, UNKNOWN, s -> s.vm::updateRestoreSettings)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND),
            companion("eq", "show", Evidence.OBSERVED, SERVER, s -> s.eq::show)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            companion("eq", "list", Evidence.OBSERVED, CLIENTS, s -> s.eq::list)
                    .takes("location", "status", "ip", "mac", "group")
                    .reads(),
            companion("eq", "update_servers", Evidence.OBSERVED, CLIENTS, s -> s.orderLists::updateServers),
            companion("eq", "status", Evidence.OBSERVED, POWER_PAGE, s -> s.eq::status)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(HostkeyOperations.task(1000), s -> s.eq::reported)
                    .alsoFails(SERVER_NOT_FOUND),
            companion("eq", "on", Evidence.OBSERVED, POWER_PAGE, s -> s.eq::power)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, HostkeyOperations.task(3000), s -> s.eq::switchedOn)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED),
            companion("eq", "off", Evidence.OBSERVED, POWER_PAGE, s -> s.eq::power)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, HostkeyOperations.task(3000), s -> s.eq::switchedOff)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED),
            companion("eq", "reboot", Evidence.OBSERVED, POWER_PAGE, s -> s.eq::power)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, HostkeyOperations.task(5000), s -> s.eq::rebooted)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED),
            companion("auth", "login", Evidence.OBSERVED, LOGIN, s -> s.auth::login)
                    .takes(
                            matching("key", "16 hex digits, a hyphen, 16 hex digits", AuthSection.API_KEY)
                                    .ifMissing(MALFORMED_LOGIN)
                                    .ifInvalid(BAD_API_KEY),
                            id("ttl"))
                    .unauthenticated()
                    .alsoFails(MALFORMED_LOGIN, BAD_API_KEY, UNKNOWN_API_KEY, NO_SERVERS),
            companion("auth", "whmcslogin", Evidence.OBSERVED, LOGIN, s -> s.auth::whmcsLogin)
                    .takes(
                            text("user").ifMissing(MALFORMED_LOGIN, LOGIN_PARTS),
                            text("password").ifMissing(MALFORMED_LOGIN, LOGIN_PARTS),
                            id("ttl"))
                    .unauthenticated()
                    .alsoFails(MALFORMED_LOGIN, WRONG_LOGIN),
            companion("auth", "logout", Evidence.ASSUMED, UNKNOWN, s -> s.auth::logout),
            companion("auth", "info", Evidence.OBSERVED, SESSION, s -> s.auth::info)
                    .reads(),
            HostkeyOperations.row("eq_callback", "check", s -> s.eqCallback::check)
                    .takes("key")
                    .about(List.of(EqCallback.PURGED), (s, call) -> s.eqCallback.state(call))
                    .answers(Evidence.OBSERVED, "another official page and official clients", "running", "stage")
                    .alsoAnswers(
                            "done",
                            200,
                            Evidence.OBSERVED,
                            "another official page and official clients: once, with action and id of the original request, and"
                                    + " with the location for eq.php")
                    .alsoAnswers(
                            "failed",
                            200,
                            Evidence.OBSERVED,
                            "another official page and official clients; it can be read again")
                    .unauthenticated()
                    .alsoFails(KEY_NOT_FOUND));

    private CompanionOperations() {}

    /** An action that clients call around those of the pages. */
    private static OperationRow<Sections> companion(
            String module, String action, Evidence evidence, String note, Function<Sections, Handler> handler) {
        return HostkeyOperations.row(module, action, handler).answers(evidence, note);
    }
}
