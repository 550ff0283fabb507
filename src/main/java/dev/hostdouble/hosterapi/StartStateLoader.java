package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.hosterapi.AccountDao.Kind;
import dev.hostdouble.hosterapi.BackupDao.Backup;
import dev.hostdouble.hosterapi.IpDao.Owner;
import dev.hostdouble.hosterapi.ServerDao.Config;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.hosterapi.ServerDao.Usage;
import java.time.Duration;

/** Puts a start state into empty tables. */
final class StartStateLoader {
    private final Database db;
    private final TokenDao tokens;
    private final TemplateDao templates;
    private final ServerDao servers;
    private final IpDao ips;
    private final BackupDao backups;
    private final IncidentDao incidents;
    private final DedicatedDao dedicated;
    private final SoftwareDao software;
    private final AccountDao accounts;

    StartStateLoader(
            Database db,
            TokenDao tokens,
            TemplateDao templates,
            ServerDao servers,
            IpDao ips,
            BackupDao backups,
            IncidentDao incidents,
            DedicatedDao dedicated,
            SoftwareDao software,
            AccountDao accounts) {
        this.db = db;
        this.tokens = tokens;
        this.templates = templates;
        this.servers = servers;
        this.ips = ips;
        this.backups = backups;
        this.incidents = incidents;
        this.dedicated = dedicated;
        this.software = software;
        this.accounts = accounts;
    }

    /** Fills the tables. The world starts now: servers have run for their uptime by then. */
    void load(HosterState state) {
        db.startSequence("hosterapi.server", state.next().server());
        db.startSequence("hosterapi.job", state.next().job());
        state.tokens().forEach(tokens::insert);
        templates.insert(state);
        state.servers().forEach(this::load);
        state.market().forEach(machine -> dedicated.insertOnMarket(machine.hardware()));
        for (HosterState.Machine machine : state.dedicated()) {
            dedicated.insertOwned(machine.dedicated());
            accounts.give(Kind.DEDICATED, machine.id(), machine.account());
            ips.assign(Owner.DEDICATED, machine.id(), machine.ips());
        }
        software.insert(state.software());
    }

    private void load(HosterState.Vm vm) {
        Config config = new Config(vm.cpuCores(), vm.mem(), vm.disk(), vm.template());
        HosterState.UsageYaml usage = vm.usage();
        Server server = new Server(
                vm.id(),
                config,
                vm.password(),
                vm.state().equals("running"),
                Duration.ofSeconds(-vm.uptime()),
                new Usage(usage.cpu(), usage.mem(), usage.memfree(), usage.netin(), usage.netout()));
        servers.insert(server);
        servers.setSuspended(server, vm.state().equals(ServerPower.SUSPENDED));
        accounts.give(Kind.SERVER, vm.id(), vm.account());
        ips.assign(Owner.SERVER, vm.id(), vm.ips());
        for (BackupYaml backup : vm.backups()) {
            backups.insert(
                    new Backup(vm.id(), backup.takenAt(), backup.config(config), backup.password(vm.password())));
        }
        vm.incidents().forEach(incident -> incidents.insert(vm.id(), incident));
    }
}
