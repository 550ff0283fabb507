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
        Map<String, String> names = input.alternatives(SID_OR_IP);
        noteForms(call, names);
        Machine machine = input.order().first(() -> machine(call, asked));
        if (machine.id().equals(Ids.number(asked))) {
            Ids.found(call, asked);
        }
        if (!names.values().stream().allMatch(name -> isTarget(name, machine))) {
            throw input.invalid(SID_OR_IP);
        }
        String name = input.requireText("package");
        if (!software.exists(name)) {
            throw input.invalid("package");
        }
        String password = input.requireText("password");
        if (password.isBlank()) {
            call.restsOn(FrameworkFact.TRIMMING); // it is not trimmed away
        }
        input.count("port");
        return tasks.ticket(
                call, machine.target(), new Choice(name, machine.passwords().contains(password)));
    }

    /** The page shows neither both names, nor an address as {@code sid}, nor an id as {@code ip}. */
    private static void noteForms(Call call, Map<String, String> names) {
        String sid = names.getOrDefault("sid", "0");
        String ip = names.getOrDefault("ip", "");
        if (names.size() > 1 || Ids.number(sid).isEmpty() || Ids.number(ip).isPresent()) {
            call.restsOn(HosterFact.SID_OR_IP);
        }
    }

    private boolean isTarget(String name, Machine machine) {
        Optional<String> vm = virtual(name).map(Server::target);
        return vm.or(() -> physical(name).map(Dedicated::target))
                .filter(machine.target()::equals)
                .isPresent();
    }

    private Optional<Server> virtual(String name) {
        return servers.find(name).or(() -> ips.owner(Owner.SERVER, name).flatMap(servers::find));
    }

    private Optional<Dedicated> physical(String address) {
        return ips.owner(Owner.DEDICATED, address).flatMap(dedicated::find);
    }

    private Machine machine(Call call, String asked) {
        ApiException unknown = HosterError.NO_SUCH_VM.with("sid", asked);
        Optional<Server> server = virtual(asked);
        if (server.isPresent()) {
            Server vm = server.get();
            accounts.require(call, Kind.SERVER, vm.id(), unknown);
            servers.noteSuspension(call, vm);
            return new Machine(Optional.of(vm.id()), vm.target(), List.of(vm.password()));
        }
        Dedicated owned = physical(asked).orElseThrow(() -> unknown);
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
        Optional<Boolean> isUp = servers.find(job.target()).map(Server::isUp).or(() -> DedicatedPower.of(job, dedicated)
                .map(Dedicated::isUp));
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
