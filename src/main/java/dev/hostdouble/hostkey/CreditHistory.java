package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The history of a credit as getcredits shows it; the sum of all amounts is the credit.
 *
 * @param clientid the number of the client
 */
record CreditHistory(String result, int totalresults, long clientid, Credits credits) {
    /** The list in the list. */
    record Credits(List<Entry> credit) {}

    /**
     * One change of the credit.
     *
     * @param id the number of the invoice; 0 of what the account had before
     * @param amount below zero where the credit paid an invoice
     */
    record Entry(long id, String description, String amount) {
        static Entry of(long invoice, String description, long cents) {
            return new Entry(invoice, description, Money.text(cents));
        }
    }

    static CreditHistory of(Account account, List<Invoice> invoices) {
        List<Entry> entries = new ArrayList<>();
        long before = account.credit();
        for (Invoice invoice :
                invoices.stream().sorted(Comparator.comparingLong(Invoice::id)).toList()) {
            if (invoice.credit() > 0) {
                before += invoice.credit();
                entries.add(Entry.of(invoice.id(), "Credit Applied to Invoice #" + invoice.id(), -invoice.credit()));
            }
            if (added(invoice) > 0) {
                before -= added(invoice);
                String words = invoice.isPaid() ? "Add Funds Invoice #" : "Refund of Invoice #";
                entries.add(Entry.of(invoice.id(), words + invoice.id(), added(invoice)));
            }
        }
        if (before != 0) {
            entries.add(0, Entry.of(0, "Balance brought forward", before));
        }
        return new CreditHistory("success", entries.size(), account.customer(), new Credits(entries));
    }

    private static long added(Invoice invoice) {
        boolean adds = (invoice.addsFunds() && invoice.isPaid()) || invoice.status() == InvoiceDao.Status.REFUNDED;
        return adds ? invoice.total() : 0;
    }
}
