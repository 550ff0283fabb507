package dev.hostdouble.hostkey;

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
import java.util.function.Function;

/** What clients call around the operations of the pages iso and vm, as other official pages and clients show it. */
final class CompanionOperations {
    /** The slot of tasks that change the power of a server. */
    static final String POWER = "power";

    private static final Parameter SERVER_ID = id("id").required(SERVER_NOT_FOUND);

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            companion("vm", "get_engine", Evidence.ASSUMED, s -> s.vm::getEngine)
                    .reads(),
            companion("vm", "update_restore_settings", Evidence.ASSUMED, s -> s.vm::updateRestoreSettings)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND),
            companion("eq", "show", Evidence.OBSERVED, s -> s.eq::show)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            companion("eq", "list", Evidence.OBSERVED, s -> s.eq::list)
                    .takes("location", "status", "ip", "mac", "group")
                    .reads(),
            companion("eq", "update_servers", Evidence.OBSERVED, s -> s.eq::updateServers),
            companion("eq", "status", Evidence.OBSERVED, s -> s.eq::status)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(HostkeyOperations.task(1000), s -> s.eq::reported)
                    .alsoFails(SERVER_NOT_FOUND),
            companion("eq", "on", Evidence.OBSERVED, s -> s.eq::power)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, HostkeyOperations.task(3000), s -> s.eq::switchedOn)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED),
            companion("eq", "off", Evidence.OBSERVED, s -> s.eq::power)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, HostkeyOperations.task(3000), s -> s.eq::switchedOff)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED),
            companion("eq", "reboot", Evidence.OBSERVED, s -> s.eq::power)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(POWER, HostkeyOperations.task(5000), s -> s.eq::rebooted)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED),
            companion("auth", "login", Evidence.OBSERVED, s -> s.auth::login)
                    .takes(
                            matching("key", "16 hex digits, a hyphen, 16 hex digits", AuthSection.API_KEY)
                                    .ifMissing(MALFORMED_LOGIN)
                                    .ifInvalid(BAD_API_KEY),
                            id("ttl"))
                    .unauthenticated()
                    .alsoFails(MALFORMED_LOGIN, BAD_API_KEY, UNKNOWN_API_KEY, NO_SERVERS),
            companion("auth", "whmcslogin", Evidence.OBSERVED, s -> s.auth::whmcsLogin)
                    .takes(
                            text("user").required(MALFORMED_LOGIN),
                            text("password").required(MALFORMED_LOGIN),
                            id("ttl"))
                    .unauthenticated()
                    .alsoFails(MALFORMED_LOGIN, WRONG_LOGIN),
            companion("auth", "logout", Evidence.ASSUMED, s -> s.auth::logout),
            companion("auth", "info", Evidence.OBSERVED, s -> s.auth::info).reads(),
            HostkeyOperations.row("eq_callback", "check", s -> s.eqCallback::check)
                    .takes("key")
                    .answers(
                            Evidence.OBSERVED,
                            "seen on another official page and in official clients",
                            "running",
                            "stage",
                            "done",
                            "failed")
                    .unauthenticated()
                    .alsoFails(KEY_NOT_FOUND));

    private CompanionOperations() {}

    /** An action that clients call around those of the pages. */
    private static OperationRow<Sections> companion(
            String module, String action, Evidence evidence, Function<Sections, Handler> handler) {
        return HostkeyOperations.row(module, action, handler).answers(evidence, "not on the pages of iso and vm");
    }
}
