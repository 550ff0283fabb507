package dev.hostdouble.hosterapi;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.StartState.WorldParts;
import java.util.Optional;

/** The sections of the manual, wired together on one world's database, its start state put in. */
final class Sections {
    final HosterDialect dialect;
    final RateWindow windows;
    final Market market;
    final DedicatedPower dedicatedPower;
    final DedicatedServer dedicated;
    final JobSection jobs;
    final ServerStatus status;
    final Console console;
    final Servers servers;
    final ServerSetup setup;
    final ServerPower power;
    final Backups backups;
    final SoftwareSection software;
    final HosterChanges changes;
    final HosterLedger ledger;
    final Accounts accounts;
    final EarlierJobs earlierJobs;

    Sections(WorldParts world, HosterState state) {
        Database db = world.database();
        RandomSource seed = world.random();
        TokenDao tokenDao = new TokenDao(
                db, world.acceptAnyToken() ? state.accounts().stream().findFirst() : Optional.empty());
        TemplateDao templateDao = new TemplateDao(db);
        ServerDao serverDao = new ServerDao(db);
        IpDao ipDao = new IpDao(db, state.ipPool());
        BackupDao backupDao = new BackupDao(db);
        IncidentDao incidentDao = new IncidentDao(db);
        DedicatedDao dedicatedDao = new DedicatedDao(db);
        SoftwareDao softwareDao = new SoftwareDao(db);
        ConsoleTicketDao ticketDao = new ConsoleTicketDao(db);
        AccountDao accountDao = new AccountDao(db);
        accounts = new Accounts(accountDao, state.accounts().size() > 1);
        earlierJobs = new EarlierJobs(db, world.jobs(), serverDao, dedicatedDao, backupDao, accountDao);
        StartStateLoader loader = new StartStateLoader(
                db,
                tokenDao,
                templateDao,
                serverDao,
                ipDao,
                backupDao,
                incidentDao,
                dedicatedDao,
                softwareDao,
                accountDao);
        if (!world.isRestored()) {
            loader.load(state);
        }

        FactDao facts = new FactDao(db);
        JobTickets tasks = new JobTickets(world.jobs(), db, accountDao, facts, state);
        ledger = new HosterLedger(new LedgerDao(db), accountDao);
        Passwords passwords = new Passwords(db, seed);
        Usages usages = new Usages(seed);
        HosterState.Limits limits = state.limits();
        Throttle throttle = new Throttle(Optional.ofNullable(state.throttle()));
        windows = throttle.windows();
        dialect = new HosterDialect(tokenDao, throttle, state);
        market =
                new Market(dedicatedDao, accountDao, ipDao, templateDao, tasks, passwords, seed, limits, facts, ledger);
        dedicatedPower = new DedicatedPower(dedicatedDao, tasks);
        console = new Console(ticketDao, serverDao, seed, state);
        dedicated = new DedicatedServer(
                dedicatedDao, ipDao, templateDao, softwareDao, tasks, passwords, console, facts, ledger, state);
        jobs = new JobSection(tasks, serverDao, dedicatedDao, facts, accounts);
        status = new ServerStatus(serverDao, ipDao, incidentDao, usages, facts);
        power = new ServerPower(serverDao, usages, tasks, facts);
        ServerRemoval removal = new ServerRemoval(
                serverDao, ipDao, backupDao, incidentDao, softwareDao, ticketDao, tasks, facts, accountDao, ledger);
        servers = new Servers(
                db, serverDao, accountDao, ipDao, templateDao, power, tasks, passwords, state, removal, ledger);
        setup = new ServerSetup(serverDao, ipDao, softwareDao, templateDao, power, tasks, passwords, limits, facts);
        backups = new Backups(serverDao, backupDao, power, tasks, facts);
        software = new SoftwareSection(softwareDao, serverDao, dedicatedDao, ipDao, tasks, facts, accounts);
        changes = new HosterChanges(serverDao, tokenDao, templateDao, dedicatedDao, backupDao, power, removal);
    }
}
