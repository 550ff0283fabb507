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
        BillingPeriod period = period(newest);
        Instant start = server.createdAt();
        long periods = Math.max(0, period.between(start, call.now()));
        Instant from = period.after(start, periods);
        boolean ahead = about.stream()
                .anyMatch(invoice -> invoice.isPaid()
                        && invoice.createdAt().isAfter(start)
                        && invoice.createdAt().isAfter(from));
        return new Rent(
                period,
                cents(newest, server.preset(), server.location(), owner.currency())
                        .orElse(0L),
                owner.currency(),
                period.after(start, periods + (ahead ? 2 : 1)),
                ahead);
    }

    /** How long a payment for a server with that newest invoice lasts. */
    static BillingPeriod period(Optional<Invoice> newest) {
        return newest.map(invoice -> BillingPeriod.ofInvoice(invoice.description()))
                .orElse(BillingPeriod.MONTHLY);
    }

    /** The price of a period of a server with that newest invoice, in cents; empty if it is unknown. */
    Optional<Long> cents(Optional<Invoice> newest, String preset, String location, String currency) {
        return newest.map(Invoice::total).or(() -> catalogue
                .preset(preset)
                .flatMap(known -> Catalogue.price(known, location, currency))
                .map(Money::cents));
    }
}
