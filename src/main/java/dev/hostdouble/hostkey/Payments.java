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
                description,
                0,
                Optional.empty());
        invoices.insert(invoice);
        return invoice;
    }

    /** Pays an invoice out of the credit; returns whether there was enough of it. What was ordered begins then. */
    boolean payFromCredit(Invoice invoice, WorldTime now) {
        return payFromCredit(invoice, invoice.balance(), now);
    }

    /** Pays a part of an invoice out of the credit, or the rest; returns whether there was enough of it. */
    boolean payFromCredit(Invoice invoice, long cents, WorldTime now) {
        Account account = accounts.find(invoice.login()).orElseThrow();
        if (account.credit() < cents) {
            return false;
        }
        accounts.setCredit(account.login(), account.credit() - cents);
        invoices.setCredit(invoice.id(), invoice.credit() + cents);
        if (cents == invoice.balance()) {
            markPaid(invoice, now);
        }
        return true;
    }

    /** An invoice is paid in the panel; returns whether it was unpaid. */
    boolean payInPanel(long id, WorldTime now) {
        Optional<Invoice> unpaid = invoices.find(id).filter(Invoice::isUnpaid);
        unpaid.ifPresent(invoice -> markPaid(invoice, now));
        return unpaid.isPresent();
    }

    /** An invoice is paid, by whatever means: it adds to the credit, or starts the deployment of the order. */
    void markPaid(Invoice invoice, WorldTime now) {
        invoices.pay(invoice.id(), now.date());
        if (invoice.addsFunds()) {
            Account account = accounts.find(invoice.login()).orElseThrow();
            accounts.setCredit(account.login(), account.credit() + invoice.total());
        } else {
            orders.paid(invoice, now);
        }
    }

    /** An order is cancelled: what was paid goes back to the credit. Does nothing the second time, and says so. */
    boolean cancelOrder(long id, Instant at) {
        Optional<Invoice> open = invoices.find(id).filter(invoice -> invoice.isPaid() || invoice.isUnpaid());
        open.ifPresent(invoice -> cancel(invoice, at));
        return open.isPresent();
    }

    private void cancel(Invoice invoice, Instant at) {
        long paid = invoice.isPaid() ? invoice.total() : invoice.credit();
        accounts.find(invoice.login())
                .ifPresent(account -> accounts.setCredit(account.login(), account.credit() + paid));
        if (!invoice.isPaid()) {
            invoices.setCredit(invoice.id(), 0); // nothing of it is paid any more
        }
        invoices.end(invoice.id(), invoice.isPaid() ? Status.REFUNDED : Status.CANCELLED, at);
    }
}
