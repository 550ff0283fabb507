package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.HostkeyError.AUTHORIZATION_REQUIRED;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ARGUMENT;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_CURRENCY;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_REQUEST;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_TOKEN;
import static dev.hostdouble.hostkey.HostkeyError.NO_SOFTWARE;
import static dev.hostdouble.hostkey.HostkeyError.PRESET_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.STOCK_NOT_FOUND;
import static dev.hostdouble.provider.Parameter.id;
import static dev.hostdouble.provider.Parameter.oneOf;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.provider.Parameter;
import java.util.function.Function;

/** What can be ordered: presets, operating systems, traffic plans and software. All calls but one need no token (observed). */
final class CatalogueOperations {
    private static final String PAGE = "another official page";
    private static final String CLIENTS = "official clients read it";
    private static final String SENT = "an official client calls it; its reply is unknown";
    private static final Parameter SERVER = id("id").ifInvalid(SERVER_NOT_FOUND);

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            open("presets", "list", Evidence.OBSERVED, CLIENTS, s -> s.presets::list)
                    .takes("location"),
            open("presets", "search", Evidence.OBSERVED, CLIENTS, s -> s.presets::search)
                    .takes(text("name").ifMissing(PRESET_NOT_FOUND), text("location"), text("scope"))
                    .alsoFails(PRESET_NOT_FOUND),
            HostkeyOperations.row("presets", "show", s -> s.presets::show)
                    .answers(
                            Evidence.ASSUMED,
                            "official clients call it; its reply is unknown, and has the form of presets.list")
                    .takes("id")
                    .reads()
                    .alsoFails(PRESET_NOT_FOUND),
            open("presets", "groups", Evidence.OBSERVED, PAGE, s -> s.presets::groups),
            open("presets", "info", Evidence.OBSERVED, "a client reads it", s -> s.presets::info)
                    .takes("currencies")
                    .alsoFails(INVALID_CURRENCY),
            open("os", "list", Evidence.OBSERVED, PAGE, s -> s.os::list)
                    .takes(SERVER, text("instance_id"), text("location"), text("bill_period"), text("user_location"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(AUTHORIZATION_REQUIRED, SERVER_NOT_FOUND),
            open("traffic_plans", "list", Evidence.OBSERVED, PAGE, s -> s.trafficPlans::list)
                    .takes(SERVER, text("instance"), text("instance_id"), text("location"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(AUTHORIZATION_REQUIRED, SERVER_NOT_FOUND, INVALID_REQUEST),
            open("software", "list", Evidence.OBSERVED, PAGE, s -> s.software::list)
                    .takes(SERVER, text("instance_id"), text("location"), text("bill_period"), text("user_location"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(AUTHORIZATION_REQUIRED, SERVER_NOT_FOUND, NO_SOFTWARE),
            open("stocks", "list", Evidence.ASSUMED, SENT, s -> s.stocks::list)
                    .takes(
                            text("location"),
                            oneOf("group", "ALL", "1CPU", "2CPU", "GPU", "AMD", "AMD-MODERN", "INTEL")
                                    .ifInvalid(INVALID_ARGUMENT))
                    .alsoFails(INVALID_ARGUMENT),
            open("stocks", "show", Evidence.ASSUMED, SENT, s -> s.stocks::show)
                    .takes(id("id").required(STOCK_NOT_FOUND))
                    .alsoFails(STOCK_NOT_FOUND));

    private CatalogueOperations() {}

    /** An action that needs no token, and refuses one that is not valid. */
    private static OperationRow<Sections> open(
            String module, String action, Evidence evidence, String note, Function<Sections, Handler> handler) {
        return HostkeyOperations.row(module, action, handler)
                .answers(evidence, note)
                .unauthenticated()
                .reads()
                .alsoFails(INVALID_TOKEN);
    }
}
