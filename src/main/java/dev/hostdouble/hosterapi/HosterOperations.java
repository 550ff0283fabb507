package dev.hostdouble.hosterapi;

import static dev.hostdouble.hosterapi.HosterError.CONFIG_FAILED;
import static dev.hostdouble.hosterapi.HosterError.JOB_NOT_FOUND;
import static dev.hostdouble.hosterapi.HosterError.METHOD_NOT_ALLOWED;
import static dev.hostdouble.hosterapi.HosterError.MISSING_PARAMETER;
import static dev.hostdouble.hosterapi.HosterError.NOT_FOUND;
import static dev.hostdouble.hosterapi.HosterError.NO_SUCH_VM;
import static dev.hostdouble.hosterapi.HosterError.NO_TARGET_BACKUP;
import static dev.hostdouble.hosterapi.HosterError.SERVER_ERROR;
import static dev.hostdouble.hosterapi.HosterError.SIGNAL_FAILED;
import static dev.hostdouble.hosterapi.HosterError.TIMEOUT;
import static dev.hostdouble.hosterapi.HosterError.TOO_MANY_ATTEMPTS;
import static dev.hostdouble.hosterapi.HosterError.UNAUTHORIZED;
import static dev.hostdouble.hosterapi.HosterError.UNUSABLE_PARAMETER;
import static dev.hostdouble.hosterapi.HosterParameters.ANY_IP_COUNT;
import static dev.hostdouble.hosterapi.HosterParameters.CPU_CORES;
import static dev.hostdouble.hosterapi.HosterParameters.DISK;
import static dev.hostdouble.hosterapi.HosterParameters.FORCE;
import static dev.hostdouble.hosterapi.HosterParameters.HOSTNAME;
import static dev.hostdouble.hosterapi.HosterParameters.IP_COUNT;
import static dev.hostdouble.hosterapi.HosterParameters.MEM;
import static dev.hostdouble.hosterapi.HosterParameters.PASSWORD;
import static dev.hostdouble.hosterapi.HosterParameters.PORT;
import static dev.hostdouble.hosterapi.HosterParameters.TEMPLATE;
import static dev.hostdouble.hosterapi.HosterParameters.required;
import static dev.hostdouble.hosterapi.HosterParameters.text;
import static dev.hostdouble.hosterapi.HosterTimelines.job;
import static dev.hostdouble.hosterapi.HosterTimelines.signal;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import java.util.function.Function;

/** The operations of HosterAPI, in the order of its manual. */
final class HosterOperations {
    /** The slot of power signals to the machine itself; a signal waits for earlier ones of this slot. */
    static final String POWER = "power";

    /** The slot of power signals to the guest system, which follows them when it gets to it. */
    static final String GUEST = "guest";

    /** The slot of backups that are made or restored; the server is busy meanwhile. */
    static final String BACKUP = "backup";

    /** The slot of all other jobs that keep a server busy. */
    static final String WORK = "work";

    /** The names of the operations of the manual with parameters, with blanks between them. */
    static final String WITH_PARAMETERS =
            "dedicated.order dedicated.reinstall server.backups_restore server.change server.create server.delete"
                    + " server.rdns server.reinstall software.install software.uninstall";

    /** The names of these, and of the target of the console's URL, which reads a ticket. */
    static final String READS_PARAMETERS = WITH_PARAMETERS + " novnc.open";

    private static final String GET = "GET";
    private static final String PUT = "PUT";
    private static final String POST = "POST";

    /** The requests that match no row. */
    static final Operation UNKNOWN = Operation.unknown(
            HosterApi.NAME,
            KnownAnswer.success(LaravelRouter.OPTIONS, 200, Evidence.OBSERVED, "the methods of a path"),
            KnownAnswer.success(LaravelRouter.PREFLIGHT, 204, Evidence.OBSERVED, "CORS, before any path is looked up"),
            KnownAnswer.undocumented(NOT_FOUND),
            KnownAnswer.undocumented(METHOD_NOT_ALLOWED),
            KnownAnswer.undocumented(SERVER_ERROR));

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            // Dedicated
            row("dedicated", "market", GET, "/datacenter/dedicated/market", s -> s.market::market)
                    .reads()
                    .fails(UNAUTHORIZED),
            row("dedicated", "order", POST, "/datacenter/dedicated/order", s -> s.market::order)
                    .takes(required(text("id")), required(TEMPLATE), IP_COUNT, HOSTNAME)
                    .startsTask(WORK, signal(30), s -> s.market.delivery())
                    .sells("id", NO_SUCH_VM, "sid")
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED)
                    .alsoFails(MISSING_PARAMETER, UNUSABLE_PARAMETER),
            row("dedicated", "templates", GET, "/datacenter/dedicated/templates", s -> s.market::templates)
                    .reads()
                    .fails(UNAUTHORIZED),
            row("dedicated", "list", GET, "/datacenter/dedicated", s -> s.market::list)
                    .reads()
                    .fails(UNAUTHORIZED),
            row("dedicated", "start", PUT, "/datacenter/dedicated/{sid}/start", s -> s.dedicatedPower::start)
                    .startsTask(POWER, signal(5), s -> s.dedicatedPower::started)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            row("dedicated", "shutdown", PUT, "/datacenter/dedicated/{sid}/shutdown", s -> s.dedicatedPower::shutdown)
                    .startsTask(GUEST, signal(5), s -> s.dedicatedPower::halted)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            row("dedicated", "reboot", PUT, "/datacenter/dedicated/{sid}/reboot", s -> s.dedicatedPower::reboot)
                    .startsTask(GUEST, signal(10), s -> JobCompletion.NONE)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            row("dedicated", "reinstall", PUT, "/datacenter/dedicated/{sid}/reinstall", s -> s.dedicated::reinstall)
                    .takes(required(TEMPLATE), HOSTNAME)
                    .startsTask(WORK, signal(30), s -> s.dedicated.reinstallation())
                    .alsoFails(NO_SUCH_VM, MISSING_PARAMETER, UNUSABLE_PARAMETER, SIGNAL_FAILED),
            row("dedicated", "console", GET, "/datacenter/dedicated/{sid}/console", s -> s.dedicated::console)
                    .fails(UNAUTHORIZED, NO_SUCH_VM),
            row("dedicated", "status", GET, "/datacenter/dedicated/{sid}/status", s -> s.dedicated::status)
                    .reads()
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            row("dedicated", "config", GET, "/datacenter/dedicated/{sid}/config", s -> s.dedicated::config)
                    .reads()
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            row("dedicated", "terminate", POST, "/datacenter/dedicated/{sid}/terminate", s -> s.dedicated::terminate)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            // Jobs
            row("job", "info", GET, "/job/{jobId}", s -> s.jobs::info)
                    .reads()
                    .answers("queued", "executing", "finished", "failed")
                    .fails(UNAUTHORIZED, JOB_NOT_FOUND),
            // Server
            server("status", GET, "/status", s -> s.status::status).reads().fails(UNAUTHORIZED, NO_SUCH_VM),
            server("config", GET, "/config", s -> s.status::config).reads().fails(UNAUTHORIZED, NO_SUCH_VM),
            server("incidents", GET, "/incidents", s -> s.status::incidents)
                    .reads()
                    .fails(UNAUTHORIZED, NO_SUCH_VM),
            server("console", GET, "/console", s -> s.console::console)
                    .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM),
            server("delete", POST, "/delete", s -> s.servers::delete)
                    .takes(FORCE)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, TIMEOUT),
            server("rdns", POST, "/rdns", s -> s.setup::rdns)
                    .takes(required(text("ip")), required(HOSTNAME))
                    .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM)
                    .alsoFails(UNUSABLE_PARAMETER),
            server("change", PUT, "/change", s -> s.setup::change)
                    .takes(CPU_CORES, MEM, DISK, ANY_IP_COUNT)
                    .startsJob(WORK, job("queued", 1, 2, 3), s -> s.setup::changed)
                    .answers(Evidence.ASSUMED, "the page shows no answer; a job ticket, as for reinstall")
                    .alsoFails(NO_SUCH_VM, MISSING_PARAMETER, UNUSABLE_PARAMETER),
            server("start", PUT, "/start", s -> s.power::start)
                    .startsTask(POWER, signal(2), s -> s.power::started)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            server("shutdown", PUT, "/shutdown", s -> s.power::shutdown)
                    .startsTask(GUEST, signal(5), s -> s.power::shutDown)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            server("stop", PUT, "/stop", s -> s.power::stop)
                    .startsTask(POWER, signal(1), s -> s.power::halted)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            server("reboot", PUT, "/reboot", s -> s.power::reboot)
                    .startsTask(GUEST, signal(7), s -> s.power::rebooted)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            server("reboot_force", PUT, "/reboot/force", s -> s.power::rebootForce)
                    .startsTask(POWER, signal(3), s -> s.power::wasReset)
                    .says("signal", "reboot")
                    .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            server("reinstall", PUT, "/reinstall", s -> s.setup::reinstall)
                    .takes(TEMPLATE)
                    .startsJob(WORK, job("queued", 1, 3, 6), s -> s.setup.reinstallation())
                    .fails(NO_SUCH_VM, TIMEOUT)
                    .alsoFails(UNUSABLE_PARAMETER),
            server("password_reset", PUT, "/password/reset", s -> s.setup::passwordReset)
                    .fails(UNAUTHORIZED, NO_SUCH_VM, CONFIG_FAILED),
            server("backups_list", GET, "/backups/list", s -> s.backups::list)
                    .reads()
                    .fails(UNAUTHORIZED, NO_SUCH_VM),
            server("backups_status", GET, "/backups/status", s -> s.backups::status)
                    .reads()
                    .fails(UNAUTHORIZED, NO_SUCH_VM),
            server("backups_create", PUT, "/backups/create", s -> s.backups::create)
                    .startsTask(BACKUP, job("pending", 2, 4, 6), s -> s.backups::created)
                    .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM, TIMEOUT),
            server("backups_restore", POST, "/backups/restore", s -> s.backups::restore)
                    .takes(HosterParameters.BACKUP)
                    .startsTask(BACKUP, job("pending", 2, 4, 6), s -> s.backups.restoration())
                    .says("signal", "restore")
                    .fails(NO_TARGET_BACKUP, UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
            row("server", "create", POST, "/datacenter/server", s -> s.servers::create)
                    .takes(required(TEMPLATE), required(CPU_CORES), required(MEM), required(DISK), required(IP_COUNT))
                    .startsJob(job("queued", 1, 3, 6), s -> s.servers.creation())
                    .fails(MISSING_PARAMETER)
                    .alsoFails(UNUSABLE_PARAMETER),
            row("server", "list", GET, "/datacenter/server", s -> s.servers::list)
                    .reads()
                    .answers("some", "empty")
                    .fails(UNAUTHORIZED),
            row("server", "templates", GET, "/datacenter/templates", s -> s.servers::templates)
                    .reads(),
            // Software
            row("software", "list", GET, "/software/list", s -> s.software::list)
                    .reads()
                    .answers(Evidence.OBSERVED, "the page shows no success; an object by package, seen in a client")
                    .fails(UNAUTHORIZED, NO_SUCH_VM),
            row("software", "install", POST, "/software/install", s -> s.software::install)
                    .takes(
                            required(text(SoftwareSection.SID_OR_IP)),
                            required(text("package")),
                            required(PASSWORD),
                            PORT)
                    .startsJob(WORK, job("queued", 1, 3, 5), s -> s.software::installed)
                    .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM)
                    .alsoFails(UNUSABLE_PARAMETER),
            row("software", "uninstall", POST, "/software/uninstall", s -> s.software::uninstall)
                    .takes(
                            required(text(SoftwareSection.SID_OR_IP)),
                            required(text("package")),
                            required(PASSWORD),
                            PORT)
                    .startsJob(WORK, job("queued", 1, 2, 3), s -> s.software::uninstalled)
                    .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM)
                    .alsoFails(UNUSABLE_PARAMETER),
            // The target of the console's URL; not on the page
            OperationRow.<Sections>of(HosterApi.NAME, "novnc", "open", GET, "/novnc/vnc.html", s -> s.console::open)
                    .reads()
                    .takes("password", "path")
                    .answers(Evidence.ASSUMED, "a page while the ticket is good")
                    .alsoAnswers(Console.EXPIRED, 401, Evidence.ASSUMED, "after that")
                    .alsoFails(SERVER_ERROR)
                    .unauthenticated());

    private HosterOperations() {}

    /** A row of the provider's manual; a signal is called like its operation. */
    private static OperationRow<Sections> row(
            String section, String action, String method, String path, Function<Sections, Handler> handler) {
        return OperationRow.of(HosterApi.NAME, section, action, method, "/api/v1" + path, handler)
                .says("signal", action)
                .refusesCallers(UNAUTHORIZED, TOO_MANY_ATTEMPTS)
                .alsoFails(SERVER_ERROR);
    }

    /** A row about one virtual server. */
    private static OperationRow<Sections> server(
            String action, String method, String path, Function<Sections, Handler> handler) {
        return row("server", action, method, "/datacenter/server/{sid}" + path, handler)
                .about(Servers.STATE, (sections, call) -> sections.servers.state(call.path("sid")));
    }
}
