package dev.hostdouble.hostkey;

import dev.hostdouble.core.Draws;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;

/** The sections of the pages, wired together on one world's database, its start state put in. */
final class Sections {
    final HostkeyDialect dialect;
    final Iso iso;
    final IsoLists isoLists;
    final IsoUploads isoUploads;
    final Drive drive;
    final Snapshots snapshots;
    final LoadStats loadStats;
    final Vm vm;
    final Eq eq;
    final Auth auth;
    final EqCallback eqCallback;

    Sections(Database db, Jobs jobs, Draws seed, HostkeyState state, boolean anyone) {
        AccountDao accountDao = new AccountDao(db);
        SessionDao sessionDao = new SessionDao(db, anyone);
        ServerDao serverDao = new ServerDao(db);
        SnapshotDao snapshotDao = new SnapshotDao(db);
        IsoDao isoDao = new IsoDao(db);
        HistoryDao historyDao = new HistoryDao(db);
        new Loader(db, accountDao, sessionDao, serverDao, snapshotDao, isoDao, historyDao).load(state);

        Tasks tasks = new Tasks(jobs, db, seed, state.courses());
        dialect = new HostkeyDialect(sessionDao, state.errorEnvelope());
        iso = new Iso(accountDao, isoDao, serverDao, historyDao, tasks);
        isoLists = new IsoLists(accountDao, isoDao, serverDao, historyDao);
        isoUploads = new IsoUploads(accountDao, isoDao, historyDao, tasks, seed);
        drive = new Drive(accountDao, isoDao, serverDao, historyDao, tasks);
        snapshots = new Snapshots(accountDao, serverDao, snapshotDao, tasks, seed, state.options());
        loadStats = new LoadStats(accountDao, serverDao, tasks, seed);
        vm = new Vm(accountDao, serverDao);
        eq = new Eq(accountDao, serverDao, tasks);
        auth = new Auth(accountDao, serverDao, sessionDao, seed);
        eqCallback = new EqCallback(tasks, state.taskStages());
    }
}
