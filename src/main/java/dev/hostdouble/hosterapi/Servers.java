package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.hosterapi.AccountDao.Kind;
import dev.hostdouble.hosterapi.HosterState.UnforcedDelete;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.hosterapi.ServerDao.Config;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.hosterapi.ServerDao.Usage;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.job.JobFailure;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HosterAPI, section "Server": listing, creating and deleting servers. */
final class Servers {
    /** The progress at which a job over the limits fails (documented). */
    private static final double REFUSED_AT = 0.33;

    /** The target of a job that creates a server. */
    static final String NEW = "new";

    private final Database db;
    private final ServerDao servers;
    private final AccountDao accounts;
    private final IpDao ips;
    private final TemplateDao templates;
    private final ServerPower power;
    private final JobTickets tasks;
    private final Passwords passwords;
    private final HosterState.Limits limits;
    private final ServerRemoval removal;
    private final UnforcedDelete unforcedDelete;
    private final HosterLedger ledger;

    Servers(
            Database db,
            ServerDao servers,
            AccountDao accounts,
            IpDao ips,
            TemplateDao templates,
            ServerPower power,
            JobTickets tasks,
            Passwords passwords,
            HosterState state,
            ServerRemoval removal,
            HosterLedger ledger) {
        this.db = db;
        this.servers = servers;
        this.accounts = accounts;
        this.ips = ips;
        this.templates = templates;
        this.power = power;
        this.tasks = tasks;
        this.passwords = passwords;
        this.limits = state.limits();
        this.unforcedDelete = state.unforcedDelete();
        this.removal = removal;
        this.ledger = ledger;
    }

    /** The state of a server that scenarios can test. */
    static final List<String> STATE = List.of("vm.id", "vm.state", "vm.cores", "vm.mem", "vm.template");

    Map<String, Object> state(String sid) {
        return servers.find(sid)
                .<Map<String, Object>>map(server -> Map.of(
                        "vm.id", server.id(),
                        "vm.state",
                                servers.isSuspended(server)
                                        ? ServerPower.SUSPENDED
                                        : server.isUp() ? "running" : "stopped",
                        "vm.cores", server.config().cpuCores(),
                        "vm.mem", server.config().mem(),
                        "vm.template", server.config().template()))
                .orElse(Map.of());
    }

    /** Create new VM. An order over the limits is accepted, and its job fails with {@code 0xb0}. */
    Reply create(Call call) {
        Input input = Input.of(call);
        String template = templates.require(input, false);
        Config config = new Config(
                input.requireCount("cpuCores"),
                input.requireCount("mem"),
                DiskSize.noted(input, input.requireText("disk")),
                template);
        int ipCount = input.requireCount("ipCount");
        CreateParams params =
                new CreateParams(config, ipCount, call.account(), ledger.order(call.account(), config, call.time()));
        boolean full = accounts.count(call.account()) >= limits.servers();
        return tasks.ticket(
                call, NEW, params, full || exceeds(config, params.ipCount(), limits) ? refusal() : Optional.empty());
    }

    /** The failure of a job that exceeds the limits. */
    static Optional<JobFailure> refusal() {
        return Optional.of(new JobFailure(HosterError.LIMITS_EXCEEDED.template(), REFUSED_AT));
    }

    static boolean exceeds(Config config, int ipCount, HosterState.Limits limits) {
        return config.cpuCores() > limits.cpuCores()
                || config.mem() > limits.mem()
                || DiskSize.parse(config.disk()).bytes()
                        > DiskSize.parse(limits.disk()).bytes()
                || ipCount > limits.ipCount();
    }

    JobCompletion creation() {
        return new Creation();
    }

    private final class Creation implements JobCompletion {
        @Override
        public String finished(Job job, Instant at) {
            return created(job, at);
        }

        @Override
        public void failed(Job job, Instant at) {
            ledger.reverse(PhpJson.decode(job.argument(), CreateParams.class).order(), job);
        }
    }

    private String created(Job job, Instant at) {
        CreateParams params = PhpJson.decode(job.argument(), CreateParams.class);
        if (accounts.count(params.account()) >= limits.servers()) {
            throw HosterError.LIMITS_EXCEEDED.with(); // others were quicker
        }
        long id = db.next("hosterapi.server");
        String password = passwords.next();
        Server server = new Server(id, params.config(), password, false, Duration.ZERO, new Usage(0, 0, 0, 0, 0));
        List<String> addresses = ips.assignNew(Owner.SERVER, id, params.ipCount());
        servers.insert(server);
        accounts.give(Kind.SERVER, id, params.account());
        ledger.delivered(params.order(), server);
        power.boot(server, job, at);
        return PhpJson.encodeToString(new Installed(id, addresses, "root", password));
    }

    /** List all assigned VMs. */
    Reply list(Call call) {
        List<Long> ids = accounts.servers(call.account());
        return HosterReply.result(ids).withAnswer(ids.isEmpty() ? "empty" : "some");
    }

    /** Get available template list. */
    Reply templates(Call call) {
        return HosterReply.result(templates.list(false));
    }

    /**
     * Remove VM. Answers when it is removed. Without {@code force} a running one is refused, or shut down first, as the
     * world says (both assumed).
     */
    Reply delete(Call call) {
        Server server = servers.require(call);
        tasks.requireFree(call, server.target(), HosterError.TIMEOUT.with());
        if (server.isUp() && !Input.of(call).flag("force")) {
            call.restsOn(HosterFact.UNFORCED_DELETE);
            if (unforcedDelete == UnforcedDelete.REFUSE) {
                throw HosterError.TIMEOUT.with();
            }
        }
        removal.remove(server, call.time());
        return HosterReply.result(true);
    }

    /** {@code order}: its number in the ledger; 0 of a job of the start state, which is not in it. */
    record CreateParams(Config config, int ipCount, String account, long order) {}

    /** The output of a job that has installed a server, in the order of the page. */
    record Installed(long vmid, List<String> ips, String user, String password) {}
}
