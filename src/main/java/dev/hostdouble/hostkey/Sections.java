package dev.hostdouble.hostkey;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.StartState.WorldParts;

/** The sections of the pages, wired together on one world's database, its start state put in. */
final class Sections {
    final HostkeyDialect dialect;
    final IsoSection iso;
    final IsoLists isoLists;
    final IsoUploads isoUploads;
    final DriveSection drive;
    final Snapshots snapshots;
    final SnapshotTasks snapshotTasks;
    final LoadStats loadStats;
    final VmSection vm;
    final EqSection eq;
    final AuthSection auth;
    final EqCallback eqCallback;
    final HostkeyChanges changes;
    final EarlierTasks earlierTasks;
    final Catalogue catalogue;
    final Orders orders;
    final Payments payments;
    final BillingAccess billing;
    final WhmcsSection whmcs;
    final Invoicing invoicing;

    Sections(WorldParts world, HostkeyState state) {
        Database db = world.database();
        RandomSource seed = world.random();
        AccountDao accountDao = new AccountDao(db);
        SessionDao sessionDao = new SessionDao(db, world.acceptAnyToken());
        ServerDao serverDao = new ServerDao(db);
        SnapshotDao snapshotDao = new SnapshotDao(db);
        IsoDao isoDao = new IsoDao(db);
        HistoryDao historyDao = new HistoryDao(db);
        StockDao stockDao = new StockDao(db);
        InvoiceDao invoiceDao = new InvoiceDao(db);
        if (!world.isRestored()) {
            new StartStateLoader(db, accountDao, sessionDao, serverDao, snapshotDao, isoDao, historyDao, stockDao)
                    .load(state);
            InvoiceYaml.load(state, invoiceDao);
        }

        earlierTasks = new EarlierTasks(world.jobs(), serverDao, snapshotDao, isoDao);
        AsyncTasks tasks = new AsyncTasks(world.jobs(), db, seed, state.jobTimelines());
        Busy busy = new Busy(tasks, serverDao, state.snapshotBusy());
        catalogue = new Catalogue(state.catalogue());
        orders = new Orders();
        payments = new Payments(accountDao, invoiceDao, orders);
        // billing
        Rents rents = new Rents(invoiceDao, catalogue);
        billing = new BillingAccess(accountDao, invoiceDao, serverDao, state.withoutBilling());
        whmcs = new WhmcsSection(billing, invoiceDao, rents);
        invoicing = new Invoicing(billing, invoiceDao, payments, rents);
        dialect = new HostkeyDialect(sessionDao, state.errorEnvelope(), state.sessionEnvelope());
        iso = new IsoSection(accountDao, isoDao, historyDao, tasks, busy);
        isoLists = new IsoLists(accountDao, isoDao, serverDao, historyDao);
        isoUploads = new IsoUploads(accountDao, isoDao, historyDao, tasks, seed);
        drive = new DriveSection(accountDao, isoDao, serverDao, historyDao, tasks, busy);
        snapshots = new Snapshots(accountDao, serverDao, snapshotDao, tasks, busy, state.options());
        snapshotTasks = new SnapshotTasks(serverDao, snapshotDao, isoDao, seed, state.restorePower());
        loadStats = new LoadStats(accountDao, serverDao, tasks, seed);
        vm = new VmSection(accountDao, serverDao);
        eq = new EqSection(accountDao, serverDao, tasks, busy);
        auth = new AuthSection(accountDao, serverDao, sessionDao, seed);
        eqCallback = new EqCallback(tasks, state.taskStages());
        changes = new HostkeyChanges(serverDao, snapshotDao, sessionDao, isoDao, tasks, payments);
    }
}
