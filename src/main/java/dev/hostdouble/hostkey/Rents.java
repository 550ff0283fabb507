package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What servers cost, and until when they are paid. */
final class Rents {
    private final InvoiceDao invoices;
    private final Catalogue catalogue;

    Rents(InvoiceDao invoices, Catalogue catalogue) {
        this.invoices = invoices;
        this.catalogue = catalogue;
    }

    /**
     * The contract about a server.
     *
     * @param cents the price of a period
     * @param due the end of the last period that is paid
     * @param isPaidAhead whether the period after the current one is paid
     */
    record Rent(BillingPeriod period, long cents, String currency, Instant due, boolean isPaidAhead) {}

    /** The contract about a server; {@code owner} is billed for it. The provider's one notion of "paid until". */
    Rent of(Call call, Server server, Account owner) {
        call.restsOn(BillingFact.RENT);
        List<Invoice> about = invoices.listForServer(server.owner(), server.id());
        Optional<Invoice> newest = about.stream().findFirst();
        BillingPeriod period = newest.map(invoice -> BillingPeriod.ofInvoice(invoice.description()))
                .orElse(BillingPeriod.MONTHLY);
        Instant start = server.createdAt();
        long periods = Math.max(0, period.between(start, call.now()));
        Instant from = period.after(start, periods);
        boolean ahead = about.stream()
                .anyMatch(invoice -> invoice.isPaid()
                        && invoice.createdAt().isAfter(start)
                        && invoice.createdAt().isAfter(from));
        return new Rent(
                period,
                newest.map(Invoice::total).orElseGet(() -> price(server, owner)),
                owner.currency(),
                period.after(start, periods + (ahead ? 2 : 1)),
                ahead);
    }

    private long price(Server server, Account owner) {
        return catalogue
                .preset(server.preset())
                .flatMap(preset -> Catalogue.price(preset, server.location(), owner.currency()))
                .map(Money::cents)
                .orElse(0L);
    }
}
