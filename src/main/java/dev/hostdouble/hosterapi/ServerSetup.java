package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.hosterapi.ServerDao.Config;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HosterAPI, section "Server": changing, reinstalling, passwords and reverse DNS. */
final class ServerSetup {
    /** What can be changed, in the order of the page. */
    private static final List<String> PARAMETERS = List.of("cpuCores", "mem", "disk", "ipCount");

    private final ServerDao servers;
    private final IpDao ips;
    private final SoftwareDao software;
    private final TemplateDao templates;
    private final ServerPower power;
    private final JobTickets tasks;
    private final Passwords passwords;
    private final HosterState.Limits limits;
    private final FactDao facts;

    ServerSetup(
            ServerDao servers,
            IpDao ips,
            SoftwareDao software,
            TemplateDao templates,
            ServerPower power,
            JobTickets tasks,
            Passwords passwords,
            HosterState.Limits limits,
            FactDao facts) {
        this.facts = facts;
        this.servers = servers;
        this.ips = ips;
        this.software = software;
        this.templates = templates;
        this.power = power;
        this.tasks = tasks;
        this.passwords = passwords;
        this.limits = limits;
    }

    /**
     * Upgrade/Downgrade VM. The page shows no answer; assumed: a job ticket. Fewer IPs are silently ignored
     * (documented); a smaller disk is not allowed (documented) and makes the job fail (assumed).
     */
    Reply change(Call call) {
        Input input = Input.of(call);
        Server server = input.order().first(() -> servers.require(call));
        Change change = new Change(
                input.count("cpuCores").orElse(null),
                input.count("mem").orElse(null),
                input.text("disk").map(disk -> DiskSize.noted(input, disk)).orElse(null),
                input.integer("ipCount").map(ServerSetup::clamped).orElse(0));
        if (PARAMETERS.stream().noneMatch(input::has)) {
            call.restsOn(HosterFact.CHANGE_OF_NOTHING); // or of nothing readable
            throw input.missing(PARAMETERS.get(0));
        }
        call.restsOn(HosterFact.CHANGE_TICKET);
        Config wanted = change.of(server.config());
        boolean refused = smaller(wanted, server.config()) || Servers.exceeds(wanted, change.ipCount(), limits);
        return tasks.ticket(call, server.target(), change, refused ? Servers.refusal() : Optional.empty());
    }

    private static int clamped(long ipCount) {
        return (int) Math.max(0, Math.min(ipCount, Integer.MAX_VALUE));
    }

    private static boolean smaller(Config wanted, Config now) {
        return DiskSize.parse(wanted.disk()).bytes()
                < DiskSize.parse(now.disk()).bytes();
    }

    String changed(Job job, Instant at) {
        Server server = servers.require(job.target());
        Change change = PhpJson.decode(job.argument(), Change.class);
        Config now = server.config();
        Config config = change.of(now);
        if (smaller(config, now)) {
            throw HosterError.LIMITS_EXCEEDED.with();
        }
        servers.update(server.with(config, server.password()));
        if (config.mem() != now.mem() && server.isUp()) {
            facts.note(server.target(), HosterFact.MEMORY_AT_ONCE);
        }
        int missing = change.ipCount() - ips.of(Owner.SERVER, server.id()).size();
        if (missing > 0) {
            ips.assignNew(Owner.SERVER, server.id(), missing);
        }
        return "null";
    }

    /**
     * Reinstall VM: the template that was ordered unless another one is named. It is down until the job ends, and then
     * switched on (assumed). Refused while a backup is made or restored (assumed); behind other jobs it is queued.
     * A suspended server is not reinstalled (assumed).
     */
    Reply reinstall(Call call) {
        Input input = Input.of(call);
        Server server = input.order().first(() -> servers.require(call));
        input.order().last(() -> servers.isSuspended(server) || tasks.isBusy(server.target()));
        boolean isChosen = input.has("template");
        String template = isChosen ? templates.require(input, false) : server.orderedTemplate();
        if (servers.isSuspended(server)) {
            throw HosterError.TIMEOUT.with();
        }
        tasks.requireNoBackup(call, server.target(), HosterError.TIMEOUT.with());
        return tasks.ticket(call, server.target(), new Template(template, isChosen));
    }

    /** Reset root password. */
    Reply passwordReset(Call call) {
        Server server = servers.require(call);
        tasks.requireFree(call, server.target(), HosterError.CONFIG_FAILED.with());
        String password = passwords.next();
        servers.update(server.with(server.config(), password));
        return HosterReply.result(new NewPassword("success", password));
    }

    /**
     * Set Server RDNS. IPv4 only (documented); an address that is not the server's, and what is no host name, count as
     * missing (assumed).
     */
    Reply rdns(Call call) {
        Input input = Input.of(call);
        Server server = input.order().first(() -> servers.require(call));
        String ip = input.requireText("ip");
        String hostname = input.hostname().orElseThrow(() -> input.missing("hostname"));
        boolean own = ips.of(Owner.SERVER, server.id()).contains(ip);
        if (!own) {
            call.restsOn(HosterFact.FOREIGN_ADDRESS);
        }
        if (!own || ip.contains(":")) {
            throw input.invalid("ip");
        }
        ips.setHostname(ip, hostname);
        return HosterReply.result(true);
    }

    JobCompletion reinstallation() {
        return new Reinstallation();
    }

    private final class Reinstallation implements JobCompletion {
        @Override
        public void started(Job job, Instant at) {
            power.workBegins(servers.require(job.target()));
        }

        @Override
        public String finished(Job job, Instant at) {
            Server server = servers.require(job.target());
            Config now = server.config();
            Template wanted = PhpJson.decode(job.argument(), Template.class);
            noteTemplate(server, wanted);
            String template = wanted.template();
            Config config = new Config(now.cpuCores(), now.mem(), now.disk(), template);
            String password = passwords.next();
            software.wipe(server.target());
            Server installed = server.with(config, password);
            power.workEnds(servers.isSuspended(server) ? installed : installed.switchedOn(), job, at);
            List<String> addresses = ips.of(Owner.SERVER, server.id());
            return PhpJson.encodeToString(new Servers.Installed(server.id(), addresses, "root", password));
        }

        @Override
        public void failed(Job job, Instant at) {
            servers.find(job.target()).ifPresent(server -> power.workEnds(server, job, at));
        }
    }

    /** Notes what the template after a reinstallation rests on. */
    private void noteTemplate(Server server, Template wanted) {
        if (wanted.isChosen()) {
            facts.remove(server.target(), HosterFact.ORDERED_TEMPLATE);
        } else if (!server.config().template().equals(wanted.template())) {
            facts.note(server.target(), HosterFact.ORDERED_TEMPLATE);
        }
    }

    /** The requested changes; null for no change. */
    record Change(
            @Nullable Integer cpuCores,
            @Nullable Integer mem,
            @Nullable String disk,
            int ipCount) {
        Config of(Config now) {
            return new Config(
                    cpuCores == null ? now.cpuCores() : cpuCores,
                    mem == null ? now.mem() : mem,
                    disk == null ? now.disk() : disk,
                    now.template());
        }
    }

    /** {@code isChosen}: whether the call named it. */
    record Template(String template, boolean isChosen) {}

    private record NewPassword(String status, String password) {}
}
