package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.AccountDao.Kind;
import dev.hostdouble.hosterapi.DedicatedDao.Dedicated;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HosterAPI, section "Software". */
final class SoftwareSection {
    /** The page prints the parameter so; clients send {@code sid}, {@code ip}, or the printed name itself. */
    static final String SID_OR_IP = "sid|ip";

    private final SoftwareDao software;
    private final ServerDao servers;
    private final DedicatedDao dedicated;
    private final IpDao ips;
    private final JobTickets tasks;
    private final FactDao facts;
    private final Accounts accounts;

    SoftwareSection(
            SoftwareDao software,
            ServerDao servers,
            DedicatedDao dedicated,
            IpDao ips,
            JobTickets tasks,
            FactDao facts,
            Accounts accounts) {
        this.facts = facts;
        this.software = software;
        this.servers = servers;
        this.dedicated = dedicated;
        this.ips = ips;
        this.tasks = tasks;
        this.accounts = accounts;
    }

    /** List available software to install: by package (observed; the page shows no success). */
    Reply list(Call call) {
        call.restsOn(HosterFact.SOFTWARE_LIST);
        Map<String, SoftwareJson> packages = new LinkedHashMap<>();
        for (HosterState.Software one : software.list()) {
            SoftwareJson shown =
                    new SoftwareJson(one.name(), new Description(one.description()), one.url(), one.icon());
            packages.put(one.packageName(), shown);
        }
        return HosterReply.result(packages);
    }

    /** Install chosen software package. */
    Reply install(Call call) {
        return start(call);
    }

    /** Uninstall chosen software package. */
    Reply uninstall(Call call) {
        return start(call);
    }

    /** The server first, then the parameters in the order of the page; the password is not checked (assumed). */
    private Reply start(Call call) {
        Input input = Input.of(call);
        String asked = input.requireText(SID_OR_IP);
        Machine machine = input.order().first(() -> machine(call, asked));
        if (machine.id().equals(Ids.number(asked))) {
            Ids.found(call, asked);
        }
        String name = input.requireText("package");
        if (!software.exists(name)) {
            throw input.invalid("package");
        }
        String password = input.requireText("password");
        input.count("port");
        return tasks.ticket(
                call, machine.target(), new Choice(name, machine.passwords().contains(password)));
    }

    private Machine machine(Call call, String asked) {
        ApiException unknown = HosterError.NO_SUCH_VM.with("sid", asked);
        Optional<Server> server =
                servers.find(asked).or(() -> ips.owner(Owner.SERVER, asked).flatMap(servers::find));
        if (server.isPresent()) {
            Server vm = server.get();
            accounts.require(call, Kind.SERVER, vm.id(), unknown);
            servers.noteSuspension(call, vm);
            return new Machine(Optional.of(vm.id()), vm.target(), List.of(vm.password()));
        }
        Dedicated owned =
                ips.owner(Owner.DEDICATED, asked).flatMap(dedicated::find).orElseThrow(() -> unknown);
        accounts.require(call, Kind.DEDICATED, owned.id(), unknown);
        return new Machine(Optional.empty(), owned.target(), List.of(owned.rootPassword(), owned.userPassword()));
    }

    String installed(Job job, Instant at) {
        requireUp(job);
        Choice choice = choice(job);
        noteIf(software.isInstalled(job.target(), choice.name()), job, HosterFact.SOFTWARE_TWICE);
        software.install(job.target(), choice.name());
        return "null";
    }

    String uninstalled(Job job, Instant at) {
        requireUp(job);
        Choice choice = choice(job);
        noteIf(!software.isInstalled(job.target(), choice.name()), job, HosterFact.SOFTWARE_TWICE);
        software.uninstall(job.target(), choice.name());
        return "null";
    }

    /** Fails a job whose server is off, for whatever reason: nothing answers the SSH connection (assumed). */
    private void requireUp(Job job) {
        Optional<Boolean> isUp = servers.find(job.target())
                .map(Server::isUp)
                .or(() -> DedicatedPower.of(job, dedicated).map(Dedicated::isUp));
        if (!isUp.orElse(false)) {
            throw HosterError.TIMEOUT.with();
        }
    }

    private Choice choice(Job job) {
        Choice choice = PhpJson.decode(job.argument(), Choice.class);
        noteIf(!choice.knowsPassword(), job, HosterFact.PASSWORD_UNCHECKED);
        return choice;
    }

    private void noteIf(boolean isSo, Job job, HosterFact fact) {
        if (isSo) {
            facts.note(FactDao.job(job.id()), fact);
        }
    }

    /**
     * A server to install on.
     *
     * @param id of a virtual server
     * @param passwords those that let somebody in
     */
    private record Machine(Optional<Long> id, String target, List<String> passwords) {}

    /** {@code knowsPassword}: whether the call had a password of the server. */
    record Choice(String name, boolean knowsPassword) {}

    private record SoftwareJson(String name, Description description, String url, String icon) {}

    private record Description(String de) {}
}
