package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.hostkey.ServerDao.Disc;
import java.time.Instant;
import java.util.Optional;

/** Puts a start state into empty tables. */
final class StartStateLoader {
    private final Database db;
    private final AccountDao accounts;
    private final ApiKeyDao keys;
    private final SessionDao sessions;
    private final ServerDao servers;
    private final TagDao tags;
    private final SnapshotDao snapshots;
    private final IsoDao isos;
    private final HistoryDao history;
    private final StockDao stock;

    StartStateLoader(
            Database db,
            AccountDao accounts,
            ApiKeyDao keys,
            SessionDao sessions,
            ServerDao servers,
            TagDao tags,
            SnapshotDao snapshots,
            IsoDao isos,
            HistoryDao history,
            StockDao stock) {
        this.db = db;
        this.accounts = accounts;
        this.keys = keys;
        this.sessions = sessions;
        this.servers = servers;
        this.tags = tags;
        this.snapshots = snapshots;
        this.isos = isos;
        this.history = history;
        this.stock = stock;
    }

    void load(HostkeyState state) {
        db.startSequence("hostkey.iso", state.next().iso());
        db.startSequence("hostkey.history", state.next().history());
        db.startSequence(InvoiceDao.SEQUENCE, state.next().invoice());
        db.startSequence(ServerDao.SEQUENCE, state.nextServer());
        for (HostkeyState.Account account : state.accounts()) {
            accounts.insert(
                    state.accounts().indexOf(account),
                    new AccountDao.Account(
                            account.login(),
                            Role.valueOf(account.role().name()),
                            account.customerId(),
                            account.password(),
                            account.credit().movePointRight(2).longValueExact(),
                            account.currency()));
            if (!account.apiKey().isEmpty()) {
                keys.insert(ApiKeyDao.ApiKey.ofStart(keys.next(), account.login(), account.apiKey()));
            }
            account.tokens().forEach(token -> sessions.insert(token, account.login(), Optional.empty()));
        }
        state.catalogue().presets().forEach(preset -> preset.stock()
                .forEach((location, free) -> stock.put(preset.id(), location, free)));
        state.isos().forEach(this::load);
        state.servers().forEach(this::load);
    }

    private void load(HostkeyState.Vm vm) {
        boolean running = vm.state().equals("running");
        Disc drive = isos.list().stream()
                .filter(iso -> iso.isoName().equals(vm.iso()))
                .findFirst()
                .map(iso -> new Disc(iso.id(), iso.isoName()))
                .orElse(Disc.NONE);
        servers.insert(new Server(
                vm.id(),
                vm.owner(),
                vm.name(),
                vm.preset(),
                vm.ip(),
                vm.location(),
                vm.group(),
                running,
                vm.state().equals(ServerDao.SUSPENDED),
                drive,
                vm.memory(),
                vm.disk(),
                vm.cpu(),
                vm.virtual(),
                vm.os(),
                Instant.parse(vm.createdAt())));
        tags.put(vm.id(), TagDao.HOSTNAME, vm.name());
        for (HostkeyState.SnapshotYaml snapshot : vm.snapshots()) {
            snapshots.insert(new SnapshotDao.Snapshot(
                    snapshots.next(),
                    vm.id(),
                    snapshot.type(),
                    snapshot.name(),
                    snapshot.snapshotId(),
                    Instant.parse(snapshot.date()),
                    snapshot.totalSize(),
                    true,
                    running,
                    drive,
                    vm.name()));
        }
    }

    private void load(HostkeyState.Image image) {
        isos.insert(new IsoDao.Iso(
                image.id(),
                image.name(),
                image.shortName(),
                image.isoName(),
                image.owner(),
                image.description(),
                image.adminOnly(),
                image.status(),
                image.size(),
                Instant.parse(image.createdAt()),
                Instant.parse(image.updatedAt())));
        for (HostkeyState.EventYaml event : image.history()) {
            history.insert(
                    image.id(),
                    new HistoryDao.Event(
                            event.id(),
                            Instant.parse(event.date()),
                            event.type(),
                            event.login(),
                            event.message(),
                            image.isoName()));
        }
    }
}
