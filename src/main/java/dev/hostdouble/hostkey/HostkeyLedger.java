package dev.hostdouble.hostkey;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.hostkey.LeaseDao.Lease;
import dev.hostdouble.provider.Ledger;
import dev.hostdouble.provider.LedgerEntry;
import dev.hostdouble.provider.LedgerEntry.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * What a session costs at HOSTKEY: its invoices for servers as they stand, and what falls due for servers without one. The API
 * makes an invoice for the next period only when it is asked to, so a period that begins without one is a debt (assumed).
 */
final class HostkeyLedger {
    private final InvoiceDao invoices;
    private final OrderDao orders;
    private final LeaseDao leases;
    private final AccountDao accounts;
    private final Rents rents;
    private final long firstInvoice;

    /** @param firstInvoice the number of the first invoice that is not one of the start state */
    HostkeyLedger(
            InvoiceDao invoices,
            OrderDao orders,
            LeaseDao leases,
            AccountDao accounts,
            Rents rents,
            long firstInvoice) {
        this.invoices = invoices;
        this.orders = orders;
        this.leases = leases;
        this.accounts = accounts;
        this.rents = rents;
        this.firstInvoice = firstInvoice;
    }

    /** Adds all entries since the world started. */
    void addTo(Ledger ledger, WorldTime now) {
        List<Invoice> all = invoices.listHosting();
        all.stream().filter(invoice -> invoice.id() >= firstInvoice).forEach(invoice -> addInvoice(ledger, invoice));
        Map<Long, List<Invoice>> byServer = all.stream().collect(Collectors.groupingBy(Invoice::server));
        for (Lease lease : leases.list()) {
            addLease(ledger, lease, byServer.getOrDefault(lease.server(), List.of()), now);
        }
    }

    private void addInvoice(Ledger ledger, Invoice invoice) {
        Kind kind = orders.find(invoice.id()).isPresent() ? Kind.ORDER : Kind.RENEWAL;
        ledger.add(entry(invoice, kind, invoice.createdAt(), 1));
        if (!invoice.isPaid() && !invoice.isUnpaid()) {
            ledger.add(entry(invoice, Kind.REVERSAL, invoice.endedAt().orElse(invoice.createdAt()), -1));
        }
    }

    private static LedgerEntry entry(Invoice invoice, Kind kind, Instant at, int sign) {
        return new LedgerEntry(
                HostkeyApi.NAME,
                invoice.login(),
                at,
                kind,
                invoice.description(),
                Optional.of(invoice.server()).filter(id -> id != 0).map(String::valueOf),
                Optional.of(String.valueOf(invoice.id())),
                Optional.of(LedgerEntry.cents(sign * invoice.total())),
                Optional.of(LedgerEntry.cents(sign * invoice.paid())),
                invoice.currency(),
                Optional.of(BillingPeriod.ofInvoice(invoice.description()).word()));
    }

    /** @param about the invoices for the server, the newest last */
    private void addLease(Ledger ledger, Lease lease, List<Invoice> about, WorldTime now) {
        Optional<Invoice> newest = about.stream().reduce((older, newer) -> newer);
        String currency = accounts.find(lease.owner()).orElseThrow().currency();
        BillingPeriod period = Rents.period(newest);
        LongFunction<Instant> due = number -> period.after(lease.start(), number);
        Optional<BigDecimal> price =
                rents.cents(newest, lease.preset(), lease.location(), currency).map(LedgerEntry::cents);
        LedgerEntry renewal = entry(lease, now.date(), Kind.RENEWAL, price, currency, Optional.of(period.word()));
        Optional<Instant> removed = lease.removedAt().map(now::dateOf);
        // A server that is cancelled for the end of its period goes when the next one would begin.
        Instant until = removed.map(date -> date.minusNanos(1)).orElse(now.date());
        ledger.addRenewals(renewal, due, now.dateOf(Duration.ZERO), until, billed(about, lease, due));
        removed.ifPresent(date -> ledger.add(
                entry(lease, date, Kind.DELETION, Optional.of(LedgerEntry.ZERO), currency, Optional.empty())));
    }

    private static LedgerEntry entry(
            Lease lease, Instant at, Kind kind, Optional<BigDecimal> amount, String currency, Optional<String> period) {
        return new LedgerEntry(
                HostkeyApi.NAME,
                lease.owner(),
                at,
                kind,
                lease.what(),
                Optional.of(String.valueOf(lease.server())),
                Optional.empty(),
                amount,
                amount.map(known -> LedgerEntry.ZERO),
                currency,
                period);
    }

    /** The renewals that have an invoice: one that is made during a period is for the next one, as {@link Rents} says. */
    private static SortedSet<Long> billed(List<Invoice> about, Lease lease, LongFunction<Instant> due) {
        return about.stream()
                .filter(invoice -> invoice.isPaid() || invoice.isUnpaid())
                .filter(invoice -> invoice.createdAt().isAfter(lease.start()))
                .map(invoice -> Ledger.countUntil(due, invoice.createdAt().minusNanos(1)) + 1)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
