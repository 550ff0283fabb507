package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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
    record Rent(Cycle cycle, long cents, String currency, Instant due, boolean isPaidAhead) {}

    /** How often a server is billed. */
    enum Cycle {
        MONTHLY("Monthly", 1),
        QUARTERLY("Quarterly", 3),
        SEMI_ANNUALLY("Semi-Annually", 6),
        ANNUALLY("Annually", 12),
        HOURLY("Hourly", 0);

        private final String word;
        private final int months;

        Cycle(String word, int months) {
            this.word = word;
            this.months = months;
        }

        /** The word that clients read. */
        String word() {
            return word;
        }

        /** How the description of an invoice ends: {@code (monthly)}. */
        String suffix() {
            return "(" + word.toLowerCase(Locale.ROOT) + ")";
        }

        /** The cycle that the description of an invoice names; monthly if it names none. */
        static Cycle of(String description) {
            for (Cycle cycle : values()) {
                if (description.endsWith(cycle.suffix())) {
                    return cycle;
                }
            }
            return MONTHLY;
        }

        /** How many whole periods are between two times. */
        private long between(Instant start, Instant now) {
            if (months == 0) {
                return Duration.between(start, now).toHours();
            }
            return ChronoUnit.MONTHS.between(utc(start), utc(now)) / months;
        }

        private Instant after(Instant start, long periods) {
            return months == 0
                    ? start.plus(Duration.ofHours(periods))
                    : utc(start).plusMonths(periods * months).toInstant();
        }

        private static OffsetDateTime utc(Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
    }

    /** The contract about a server; {@code owner} is billed for it. The provider's one notion of "paid until". */
    Rent of(Call call, Server server, Account owner) {
        call.restsOn(BillingFact.RENT);
        List<Invoice> about = invoices.listForServer(server.owner(), server.id());
        Optional<Invoice> newest = about.stream().findFirst();
        Cycle cycle = newest.map(invoice -> Cycle.of(invoice.description())).orElse(Cycle.MONTHLY);
        Instant start = server.createdAt();
        long periods = Math.max(0, cycle.between(start, call.now()));
        Instant from = cycle.after(start, periods);
        boolean ahead = about.stream()
                .anyMatch(invoice -> invoice.isPaid()
                        && invoice.createdAt().isAfter(start)
                        && invoice.createdAt().isAfter(from));
        return new Rent(
                cycle,
                newest.map(Invoice::total).orElseGet(() -> price(server, owner)),
                owner.currency(),
                cycle.after(start, periods + (ahead ? 2 : 1)),
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
