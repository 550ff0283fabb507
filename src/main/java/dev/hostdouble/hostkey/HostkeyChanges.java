package dev.hostdouble.hostkey;

import static dev.hostdouble.provider.ProviderChange.option;
import static dev.hostdouble.provider.ProviderChange.yes;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.ChangeTable;
import dev.hostdouble.provider.ChangeValue;
import dev.hostdouble.provider.ProviderChange;
import dev.hostdouble.provider.RequestedChange;
import java.util.Optional;

/** What HOSTKEY changes by itself: servers fail and disappear, images are gone, tokens are revoked, invoices are paid. */
final class HostkeyChanges {
    static final ChangeTable<HostkeyChanges> TABLE = new ChangeTable<HostkeyChanges>()
            .row(
                    change(
                                    "server",
                                    ChangeValue.id("the id of a server"),
                                    "A server starts, stops, is suspended or is gone.")
                            .needs(
                                    option(
                                            "state",
                                            ChangeValue.words(
                                                    ServerDao.RUNNING, ServerDao.STOPPED, ServerDao.SUSPENDED)),
                                    yes("removed")),
                    HostkeyChanges::server)
            .row(
                    change(
                                    "token",
                                    ChangeValue.text("a token, or the login of an account for all its tokens"),
                                    "A token is revoked for good.")
                            .needs(yes("revoked")),
                    (in, change, now) -> in.sessions.revokeAll(change.name(), now.elapsed()))
            .row(
                    change(
                                    "iso",
                                    ChangeValue.id("the id of an image"),
                                    "An image is gone; a server that has it in its drive keeps it.")
                            .needs(yes("removed")),
                    (in, change, now) -> in.isos.delete(change.id()))
            .row(
                    change("ticket", ChangeValue.id("the id of a ticket"), "A request for assistance is closed.")
                            .needs(yes("closed")),
                    (in, change, now) -> in.tickets.close(change.id()))
            .row(OrderChanges.KIND, (in, change, now) -> in.orders.make(change, now))
            .row(
                    change(
                                    "stock",
                                    ChangeValue.text("a location such as NL"),
                                    "Somebody else takes all servers that are free in a location.")
                            .needs(yes("sold")),
                    (in, change, now) -> in.stock.takeAll(change.name()))
            .row(
                    change(
                                    "names",
                                    ChangeValue.text("the login of a client"),
                                    "The servers of a client whose new names do not show yet have no name until then.")
                            .needs(yes("withheld")),
                    (in, change, now) -> in.names.withhold(change.name()))
            .row(OrderChanges.CREDIT, (in, change, now) -> in.orders.spend(change.name()))
            .row(
                    change(
                                    "invoice",
                                    ChangeValue.id("the number of an invoice"),
                                    "A client pays an invoice in the panel: it adds to the credit, or starts the deployment of the order.")
                            .needs(yes("paid")),
                    (in, change, now) -> in.payments.payInPanel(change.id(), now));

    private final ServerDao servers;
    private final ServerRemoval removal;
    private final SessionDao sessions;
    private final IsoDao isos;
    private final TicketDao tickets;
    private final OrderChanges orders;
    private final Payments payments;
    private final StockDao stock;
    private final ServerNames names;

    HostkeyChanges(
            ServerDao servers,
            ServerRemoval removal,
            SessionDao sessions,
            IsoDao isos,
            TicketDao tickets,
            OrderChanges orders,
            Payments payments,
            StockDao stock,
            ServerNames names) {
        this.servers = servers;
        this.removal = removal;
        this.sessions = sessions;
        this.isos = isos;
        this.payments = payments;
        this.tickets = tickets;
        this.orders = orders;
        this.stock = stock;
        this.names = names;
    }

    private static ProviderChange change(String subject, ChangeValue value, String description) {
        return ProviderChange.of(HostkeyApi.NAME, subject, value, description);
    }

    private boolean server(RequestedChange change, WorldTime now) {
        Optional<Server> server = servers.find(change.id());
        if (change.has("removed")) {
            server.ifPresent(gone -> removal.remove(gone, now));
            return server.isPresent();
        }
        Optional<Server> other = server.filter(known -> !change.is("state", known.state()));
        other.ifPresent(known -> servers.update(known.in(change.text("state").orElseThrow())));
        return other.isPresent();
    }
}
