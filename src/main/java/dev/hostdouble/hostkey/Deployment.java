package dev.hostdouble.hostkey;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.CatalogueYaml.PresetYaml;
import dev.hostdouble.hostkey.OrderDao.Order;
import dev.hostdouble.hostkey.ServerDao.Disc;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What tasks do that deploy: those of orders make a server, those on a server install it again. */
final class Deployment implements JobCompletion {
    private static final int MB_OF_A_GB = 1024;

    private final Orders orders;
    private final Catalogue catalogue;
    private final ServerDao servers;
    private final SnapshotDao snapshots;
    private final TagDao tags;
    private final AddressDao addresses;
    private final ServerNames names;
    private final Payments payments;

    Deployment(
            Orders orders,
            Catalogue catalogue,
            ServerDao servers,
            SnapshotDao snapshots,
            TagDao tags,
            AddressDao addresses,
            ServerNames names,
            Payments payments) {
        this.orders = orders;
        this.catalogue = catalogue;
        this.servers = servers;
        this.snapshots = snapshots;
        this.tags = tags;
        this.addresses = addresses;
        this.names = names;
        this.payments = payments;
    }

    /**
     * What a reinstallation puts on a server.
     *
     * @param os the id of the operating system; 0 for none
     * @param hostname the new name; empty to keep the old one
     * @param before the name as its tag said it when the reinstallation was asked for; empty without that tag
     */
    record Reinstallation(long os, String hostname, String before) {}

    /** A reinstallation wipes the server at its start: operating system, snapshots and drive (assumed, but for the first). */
    @Override
    public void started(Job job, Instant at) {
        if (!Orders.isOrder(job)) {
            servers.find(Long.parseLong(job.targetId())).ifPresent(server -> {
                snapshots.deleteAll(server.id());
                servers.update(
                        server.with(server.running(), Disc.NONE, server.name()).withOs(0));
            });
        }
    }

    @Override
    public String finished(Job job, Instant at) {
        WorldTime now = new WorldTime(at, job.endsAt().orElseThrow());
        return Orders.isOrder(job) ? deployed(job, now) : reinstalled(job, now);
    }

    private String deployed(Job job, WorldTime now) {
        Order order = orders.of(job).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        PresetYaml preset =
                catalogue.preset(String.valueOf(order.preset())).orElseThrow(HostkeyError.INVALID_INSTANCE::with);
        long id = servers.next();
        String name = "hostkey" + id;
        Server server = new Server(
                id,
                order.login(),
                name,
                preset.name(),
                addresses.take(),
                order.location(),
                "",
                true,
                false,
                Disc.NONE,
                preset.ram() * MB_OF_A_GB,
                preset.diskGb(),
                preset.cpu(),
                preset.virtual(),
                order.os(),
                now.date());
        servers.insert(server);
        tags.put(id, TagDao.HOSTNAME, name);
        for (int i = 0; i < order.addresses(); i++) {
            addresses.add(id, addresses.take());
        }
        orders.done(order, id);
        names.changeLater(server, order.hostname(), now);
        return TaskResult.of("deploy_done", context(job, server, false), OrderFact.DEPLOY_DONE);
    }

    private String reinstalled(Job job, WorldTime now) {
        Reinstallation wanted = AsyncTasks.data(job, Reinstallation.class);
        Server server = servers.find(Long.parseLong(job.targetId())).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        servers.update(
                server.with(!server.suspended(), Disc.NONE, server.name()).withOs(wanted.os()));
        boolean isSame = names.shown(server).equals(wanted.before());
        if (isSame && !names.isChanging(server)) { // else somebody has named it since
            names.changeLater(server, wanted.hostname(), now);
        }
        return TaskResult.of(
                "deploy_done", context(job, server, true), OrderFact.DEPLOY_DONE, OrderFact.REINSTALLATION);
    }

    /** What the key returns at the end; the id is a text there, as official clients read it. */
    private static Map<String, Object> context(Job job, Server server, boolean isReinstallation) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("id", String.valueOf(server.id()));
        context.put("ip", server.ip());
        context.put("action", AsyncTasks.context(job).path("action").asText());
        context.put("location", server.location());
        context.put("reinstall", isReinstallation ? 1 : 0);
        return context;
    }

    @Override
    public void failed(Job job, Instant at) {
        orders.of(job).ifPresent(order -> {
            orders.failed(order);
            if (job.failure().filter(Orders.CANCELLED::equals).isPresent()) {
                payments.cancelOrder(order.invoice(), at);
            }
        });
    }
}
