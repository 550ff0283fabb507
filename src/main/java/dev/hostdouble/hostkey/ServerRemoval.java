package dev.hostdouble.hostkey;

import dev.hostdouble.core.WorldTime;

/**
 * Removes servers with all that belongs to them: tasks, snapshots, tags, additional addresses and API keys. One that was
 * ordered came out of the stock, and can be ordered again; one that the start state has never was in the stock.
 */
final class ServerRemoval {
    private final ServerDao servers;
    private final SnapshotDao snapshots;
    private final TagDao tags;
    private final AddressDao addresses;
    private final AddressSettingDao settings;
    private final ApiKeyDao keys;
    private final AsyncTasks tasks;
    private final OrderDao orders;
    private final StockDao stock;
    private final LeaseDao leases;

    ServerRemoval(
            ServerDao servers,
            SnapshotDao snapshots,
            TagDao tags,
            AddressDao addresses,
            AddressSettingDao settings,
            ApiKeyDao keys,
            AsyncTasks tasks,
            OrderDao orders,
            StockDao stock,
            LeaseDao leases) {
        this.servers = servers;
        this.snapshots = snapshots;
        this.tags = tags;
        this.addresses = addresses;
        this.settings = settings;
        this.keys = keys;
        this.tasks = tasks;
        this.orders = orders;
        this.stock = stock;
        this.leases = leases;
    }

    /** Removes a server; its tasks fail. */
    void remove(Server server, WorldTime now) {
        tasks.abandon(server.target(), now, HostkeyError.SERVER_NOT_FOUND.with().text());
        snapshots.deleteAll(server.id());
        tags.deleteAll(server.id());
        addresses.deleteAll(server.id());
        settings.deleteAll(server.id());
        keys.deleteOf(server.id());
        leases.end(server, now);
        servers.delete(server.id());
        orders.ofServer(server.id()).ifPresent(order -> stock.giveBack(order.preset(), order.location()));
    }
}
