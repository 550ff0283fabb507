package dev.hostdouble.hostkey;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.hostkey.InvoiceDao.Status;
import java.time.Instant;
import java.util.Optional;

/** Paying invoices out of a client's credit: the one place where money moves. */
final class Payments {
    private final AccountDao accounts;
    private final InvoiceDao invoices;
    private final Orders orders;

    Payments(AccountDao accounts, InvoiceDao invoices, Orders orders) {
        this.accounts = accounts;
        this.invoices = invoices;
        this.orders = orders;
    }

    /** Writes an invoice that is not paid yet. */
    Invoice bill(Account account, long cents, String itemType, long server, String description, Instant now) {
        Invoice invoice = new Invoice(
                invoices.next(),
                account.login(),
                Status.UNPAID,
                cents,
                account.currency(),
                now,
                Optional.empty(),
                itemType,
                server,
                description);
        invoices.insert(invoice);
        return invoice;
    }

    /** Pays an invoice out of the credit; returns whether there was enough of it. What was ordered begins then. */
    boolean payFromCredit(Invoice invoice, WorldTime now) {
        Account account = accounts.find(invoice.login()).orElseThrow();
        if (account.credit() < invoice.total()) {
            return false;
        }
        accounts.setCredit(account.login(), account.credit() - invoice.total());
        markPaid(invoice, now);
        return true;
    }

    /** An invoice is paid by other means, such as in the panel. */
    void markPaid(Invoice invoice, WorldTime now) {
        invoices.setStatus(invoice.id(), Status.PAID, Optional.of(now.date()));
        orders.paid(invoice, now);
    }

    /** Cents as clients read them: {@code 3.50}. */
    static String text(long cents) {
        return java.math.BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
