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
    final TagSection tags;
    final SshKeySection sshKeys;
    final NetSection net;
    final IpSection ip;
    final PdnsSection pdns;
    final SubdomainSection subdomains;
    final ApiKeySection apiKeys;
    final HostkeyChanges changes;
    final HostkeyLedger ledger;
    final EarlierTasks earlierTasks;
    final Catalogue catalogue;
    final Orders orders;
    final Payments payments;
    final BillingAccess billing;
    final WhmcsSection whmcs;
    final Invoicing invoicing;
    final PresetSection presets;
    final OsSection os;
    final TrafficPlanSection trafficPlans;
    final SoftwareSection software;
    final StockSection stocks;
    final TicketSection tickets;
    // orders
    final OrderSection orderSection;
    final OrderLists orderLists;
    final Deployment deployment;
    final ServerNames names;
    final Cancellations cancellations;
    final Sensors sensors;
    final ServerSearch serverSearch;

    Sections(WorldParts world, HostkeyState state) {
        Database db = world.database();
        RandomSource seed = world.random();
        AccountDao accountDao = new AccountDao(db);
        ApiKeyDao apiKeyDao = new ApiKeyDao(db);
        SessionDao sessionDao = new SessionDao(db, world.acceptAnyToken());
        ServerDao serverDao = new ServerDao(db);
        SnapshotDao snapshotDao = new SnapshotDao(db);
        TagDao tagDao = new TagDao(db);
        AddressDao addressDao = new AddressDao(db, state.pool());
        IsoDao isoDao = new IsoDao(db);
        HistoryDao historyDao = new HistoryDao(db);
        StockDao stockDao = new StockDao(db);
        InvoiceDao invoiceDao = new InvoiceDao(db);
        if (!world.isRestored()) {
            new StartStateLoader(
                            db,
                            accountDao,
                            apiKeyDao,
                            sessionDao,
                            serverDao,
                            tagDao,
                            snapshotDao,
                            isoDao,
                            historyDao,
                            stockDao)
                    .load(state);
            InvoiceYaml.load(state, invoiceDao);
            ResourceYaml.load(state, tagDao, new SshKeyDao(db), new ZoneDao(db));
        }

        earlierTasks = new EarlierTasks(world.jobs(), serverDao, snapshotDao, isoDao);
        AsyncTasks tasks = new AsyncTasks(world.jobs(), db, seed, state.jobTimelines());
        Busy busy = new Busy(tasks, serverDao, state.snapshotBusy());
        catalogue = new Catalogue(state.catalogue());
        OrderDao orderDao = new OrderDao(db);
        orders = new Orders(orderDao, invoiceDao, stockDao, tasks);
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
        names = new ServerNames(accountDao, serverDao, tagDao, tasks);
        snapshotTasks = new SnapshotTasks(serverDao, snapshotDao, isoDao, tagDao, names, seed, state.restorePower());
        loadStats = new LoadStats(accountDao, serverDao, tasks, seed);
        vm = new VmSection(accountDao, serverDao, tasks);
        orderLists = new OrderLists(accountDao, serverDao, orders, catalogue);
        eq = new EqSection(accountDao, serverDao, tagDao, addressDao, catalogue, tasks, busy);
        auth = new AuthSection(accountDao, serverDao, apiKeyDao, sessionDao, orderLists, seed, state.sessionInfo());

        PublicCalls publicCalls = new PublicCalls(accountDao);
        Selections selections = new Selections(publicCalls, catalogue, serverDao);
        FreeServers freeServers = new FreeServers(catalogue, stockDao);
        presets = new PresetSection(publicCalls, catalogue, freeServers, state.presetInfo());
        os = new OsSection(selections, catalogue);
        trafficPlans = new TrafficPlanSection(selections, publicCalls, catalogue, state.trafficPlans());
        software = new SoftwareSection(selections, catalogue);
        stocks = new StockSection(publicCalls, catalogue, freeServers);

        TicketDao ticketDao = new TicketDao(db);
        tickets = new TicketSection(accountDao, serverDao, ticketDao);
        eqCallback = new EqCallback(tasks, orders, state.taskStages());
        ServerLookup lookup = new ServerLookup(accountDao, serverDao);
        AddressSettingDao settingDao = new AddressSettingDao(db);
        ResourceLimits limits = state.limits();
        tags = new TagSection(lookup, serverDao, tagDao, names, limits.tags());
        sshKeys = new SshKeySection(accountDao, new SshKeyDao(db), limits.sshKeys());
        net = new NetSection(lookup, addressDao, settingDao, limits.addresses());
        ip = new IpSection(lookup, serverDao, addressDao, settingDao);
        ZoneDao zoneDao = new ZoneDao(db);
        pdns = new PdnsSection(lookup, zoneDao, limits);
        subdomains = new SubdomainSection(lookup, zoneDao, addressDao, limits);
        apiKeys = new ApiKeySection(lookup, apiKeyDao, seed, limits.apiKeys());
        LeaseDao leaseDao = new LeaseDao(db);
        ledger = new HostkeyLedger(
                invoiceDao, orderDao, leaseDao, accountDao, rents, state.next().invoice());
        ServerRemoval removal = new ServerRemoval(
                serverDao, snapshotDao, tagDao, addressDao, settingDao, apiKeyDao, tasks, orderDao, stockDao, leaseDao);
        orderSection = new OrderSection(
                accountDao,
                serverDao,
                orderDao,
                orders,
                stockDao,
                freeServers,
                addressDao,
                catalogue,
                payments,
                tasks,
                busy,
                names,
                state.unpaidOrders(),
                limits.servers());
        deployment = new Deployment(orders, catalogue, serverDao, snapshotDao, tagDao, addressDao, names, payments);
        cancellations = new Cancellations(accountDao, serverDao, rents, tasks, removal);
        sensors = new Sensors(accountDao, serverDao, tasks, seed);
        serverSearch = new ServerSearch(accountDao, serverDao);
        OrderChanges orderChanges = new OrderChanges(accountDao, orderDao, invoiceDao, orders, payments);
        changes = new HostkeyChanges(
                serverDao, removal, sessionDao, isoDao, ticketDao, orderChanges, payments, stockDao, names);
    }
}
