package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.HostkeyError.BROKEN_TRAFFIC_PLAN;
import static dev.hostdouble.hostkey.HostkeyError.CANCELLATION_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ARGUMENT;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_INSTANCE;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_TRAFFIC_PLAN;
import static dev.hostdouble.hostkey.HostkeyError.NOT_COMPATIBLE;
import static dev.hostdouble.hostkey.HostkeyError.NOT_ENOUGH_FUNDS;
import static dev.hostdouble.hostkey.HostkeyError.NO_FREE_ADDRESS;
import static dev.hostdouble.hostkey.HostkeyError.NO_PRICE;
import static dev.hostdouble.hostkey.HostkeyError.NO_SENSORS;
import static dev.hostdouble.hostkey.HostkeyError.ORDER_LIMIT;
import static dev.hostdouble.hostkey.HostkeyError.OUT_OF_STOCK;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_BUSY;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_SUSPENDED;
import static dev.hostdouble.provider.Parameter.id;
import static dev.hostdouble.provider.Parameter.matching;
import static dev.hostdouble.provider.Parameter.number;
import static dev.hostdouble.provider.Parameter.oneOf;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.provider.Parameter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ordering, naming and cancelling servers, as clients and other official pages show it. All durations are assumed. */
final class OrderOperations {
    /** The slot of tasks that install a server. */
    static final String DEPLOYMENT = "deployment";

    /** The slot of cancellations. */
    static final String CANCELLATION = "cancellation";

    /** The operation whose tasks deploy orders. */
    static final String ORDER = "eq.order_instance";

    /** The operation whose tasks let new names of servers show. */
    static final String RENAMING = "eq.rename_server";

    /** What a deployment does first (observed). */
    static final String FIRST_STAGE = "create_pxe";

    private static final String CLIENTS = "clients call it and read its reply";
    private static final String POWER_PAGE = "another official page shows it, without module";

    private static final String SENT = "an official client calls it; its reply is unknown";

    private static final Parameter ROOT_PASS = matching(
                    "root_pass",
                    "8 to 30 characters of a-zA-Z0-9%-_+ with a small and a capital letter, a digit and one of %-_+, of which"
                            + " the first is a letter or a digit",
                    Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[%_+-])[a-zA-Z0-9][a-zA-Z0-9%_+-]{7,29}"))
            .required(INVALID_ARGUMENT);
    private static final Parameter HOSTNAME =
            matching("hostname", ServerNames.NAME_RULE, ServerNames.NAME).ifInvalid(INVALID_ARGUMENT);
    private static final String[] CURRENCIES = {"EUR", "USD", "RUB"};
    private static final Parameter OS = id("os_id").ifInvalid(INVALID_ARGUMENT);
    private static final Parameter SOFTWARE = id("soft_id").ifInvalid(INVALID_ARGUMENT);
    private static final Parameter SERVER_ID = id("id").required(SERVER_NOT_FOUND);

    private static final List<String> STATE = Stream.concat(VmSection.STATE.stream(), Stream.of(OrderSection.COVERED))
            .toList();

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            row("eq", "order_instance", CLIENTS, s -> s.orderSection::orderInstance)
                    .takes(
                            id("id").ifInvalid(SERVER_NOT_FOUND),
                            text("preset").ifMissing(INVALID_INSTANCE).unless("id"),
                            text("location_name").ifMissing(INVALID_ARGUMENT).unless("id"),
                            OS.ifMissing(INVALID_ARGUMENT).unless("own_os", "os_template"),
                            ROOT_PASS,
                            id("traffic_plan").ifMissing(INVALID_TRAFFIC_PLAN).unless("id"),
                            oneOf("deploy_period", BillingPeriod.words()).ifInvalid(INVALID_ARGUMENT),
                            HOSTNAME,
                            SOFTWARE,
                            text("ssh_key"),
                            text("post_install_script"),
                            text("post_install_callback"),
                            text("deploy_notify"),
                            text("own_os"),
                            number("root_size", 1, 100).ifInvalid(INVALID_ARGUMENT),
                            text("disk_mirror"),
                            text("no_lvm"),
                            text("ipv6"),
                            number("ipv4_amount", 0, 64).ifInvalid(INVALID_ARGUMENT),
                            text("vlan"),
                            text("private_vlan"),
                            text("custom_domain"),
                            text("os_template"),
                            text("deploy_options"),
                            oneOf("currency_code", CURRENCIES).ifInvalid(INVALID_ARGUMENT),
                            text("promocode"))
                    .about(STATE, OrderOperations::state)
                    .sells("preset", OUT_OF_STOCK, "preset")
                    .startsJob(DEPLOYMENT, deployment(), s -> s.deployment)
                    .alsoFails(
                            INVALID_INSTANCE,
                            INVALID_ARGUMENT,
                            NOT_COMPATIBLE,
                            INVALID_TRAFFIC_PLAN,
                            BROKEN_TRAFFIC_PLAN,
                            OUT_OF_STOCK,
                            NO_PRICE,
                            NO_FREE_ADDRESS,
                            NOT_ENOUGH_FUNDS,
                            ORDER_LIMIT,
                            SERVER_NOT_FOUND,
                            SERVER_BUSY,
                            SERVER_SUSPENDED),
            row(
                            "eq",
                            "deploy",
                            Evidence.ASSUMED,
                            "a client calls it; its reply is unknown",
                            s -> s.orderSection::deploy)
                    .takes(SERVER_ID, ROOT_PASS, text("deploy_data"), OS, HOSTNAME, SOFTWARE)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(DEPLOYMENT, deployment(), s -> s.deployment)
                    .alsoFails(
                            INVALID_ARGUMENT,
                            NOT_COMPATIBLE,
                            NO_FREE_ADDRESS,
                            NO_PRICE,
                            NOT_ENOUGH_FUNDS,
                            ORDER_LIMIT,
                            SERVER_NOT_FOUND,
                            SERVER_BUSY,
                            SERVER_SUSPENDED),
            row("eq", "reinstall", "reported by users", s -> s.orderSection::reinstall)
                    .takes(SERVER_ID, OS)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(DEPLOYMENT, deployment(), s -> s.deployment)
                    .alsoFails(INVALID_ARGUMENT, SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED),
            row(
                            "eq",
                            "rename_server",
                            "an official client calls it, and reads nothing but the result",
                            s -> s.names::rename)
                    .takes(SERVER_ID, HOSTNAME.ifMissing(INVALID_ARGUMENT))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsTask(HostkeyOperations.task(30_000), s -> s.names::renamed)
                    .alsoFails(INVALID_ARGUMENT, SERVER_NOT_FOUND),
            row("eq", "hard_off", "an official client calls it as eq/off", s -> s.eq::power)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(CompanionOperations.POWER, HostkeyOperations.task(2000), s -> s.eq::switchedOff)
                    .alsoFails(SERVER_NOT_FOUND, SERVER_BUSY, SERVER_SUSPENDED),
            row("eq", "sensors", POWER_PAGE, s -> s.sensors::request)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsJob(HostkeyOperations.task(1000), s -> s.sensors::read)
                    .alsoFails(SERVER_NOT_FOUND, NO_SENSORS),
            row("eq", "unified_server_search", CLIENTS, s -> s.serverSearch::search)
                    .takes(text("query"))
                    .reads(),
            row(
                            "whmcs",
                            "request_cancellation",
                            "clients call it, and read nothing but the result",
                            s -> s.cancellations::request)
                    .takes(
                            SERVER_ID,
                            oneOf("cancellation_type", "0", "1").ifInvalid(INVALID_ARGUMENT),
                            text("cancellation_reason"),
                            text("terminate_reason_custom"),
                            text("pin"))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .startsTask(CANCELLATION, HostkeyOperations.task(10_000), s -> s.cancellations)
                    .alsoFails(INVALID_ARGUMENT, SERVER_NOT_FOUND),
            row("whmcs", "get_cancellation_requests", Evidence.ASSUMED, SENT, s -> s.cancellations::list)
                    .takes(id("id").ifInvalid(SERVER_NOT_FOUND))
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            row("whmcs", "delete_cancellation_request", Evidence.ASSUMED, SENT, s -> s.cancellations::delete)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND, CANCELLATION_NOT_FOUND));

    private OrderOperations() {}

    private static Map<String, Object> state(Sections sections, Call call) {
        Map<String, Object> state = new HashMap<>(HostkeyOperations.server(sections, call));
        state.putAll(sections.orderSection.state(call));
        return state;
    }

    private static OperationRow<Sections> row(
            String module, String action, String note, Function<Sections, Handler> handler) {
        return row(module, action, Evidence.OBSERVED, note, handler);
    }

    private static OperationRow<Sections> row(
            String module, String action, Evidence evidence, String note, Function<Sections, Handler> handler) {
        return HostkeyOperations.row(module, action, handler).answers(evidence, note);
    }

    private static Timeline deployment() {
        return new Timeline(
                List.of(
                        new Step(Duration.ZERO, "pending", 0),
                        new Step(Duration.ofSeconds(5), FIRST_STAGE, 0.25),
                        new Step(Duration.ofSeconds(10), "install", 0.5),
                        new Step(Duration.ofSeconds(20), "done", 1)),
                Timeline.Ending.FINISHED);
    }
}
