package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import java.time.Instant;
import java.util.List;

/** Invoices as the billing shows them. An invoice is due on the day on which it is made (assumed). */
final class InvoiceJson {
    private static final String NEVER = "0000-00-00 00:00:00";
    private static final int DAY = "2024-01-15".length();

    private InvoiceJson() {}

    /** {@code 2024-01-15}. */
    static String day(Instant instant) {
        return Times.plain(instant).substring(0, DAY);
    }

    /** Invoices in a list. */
    static Invoices list(List<Invoice> invoices, Account account) {
        return new Invoices(
                invoices.stream().map(invoice -> Listed.of(invoice, account)).toList());
    }

    /** An invoice with its item. */
    static Whole whole(Invoice invoice, Account account) {
        Item item = new Item(
                invoice.id(),
                invoice.itemType(),
                invoice.server(),
                invoice.server(),
                invoice.description(),
                Money.text(invoice.total()));
        return new Whole(
                "OK",
                invoice.id(),
                account.customer(),
                day(invoice.createdAt()),
                day(invoice.createdAt()),
                datePaid(invoice),
                Money.text(invoice.total()),
                Money.text(invoice.credit()),
                Money.text(invoice.total()),
                Money.text(invoice.balance()),
                invoice.status().word(),
                invoice.currency(),
                new Items(List.of(item)));
    }

    private static String datePaid(Invoice invoice) {
        return invoice.paidAt().map(Times::plain).orElse(NEVER);
    }

    /** The list in the list. */
    record Invoices(List<Listed> invoice) {}

    /**
     * An invoice in a list.
     *
     * @param duedate a day
     * @param datepaid a time; only zeros if it was not paid
     */
    record Listed(
            long id,
            long userid,
            String date,
            String duedate,
            String datepaid,
            String total,
            String status,
            @JsonProperty("currencycode") String currency) {
        static Listed of(Invoice invoice, Account account) {
            return new Listed(
                    invoice.id(),
                    account.customer(),
                    day(invoice.createdAt()),
                    day(invoice.createdAt()),
                    datePaid(invoice),
                    Money.text(invoice.total()),
                    invoice.status().word(),
                    invoice.currency());
        }
    }

    /** An invoice; {@code balance} is what is left to pay. */
    record Whole(
            String result,
            long invoiceid,
            long userid,
            String date,
            String duedate,
            String datepaid,
            String subtotal,
            String credit,
            String total,
            String balance,
            String status,
            @JsonProperty("currencycode") String currency,
            Items items) {}

    /** The list in the list. */
    record Items(List<Item> item) {}

    /**
     * What an invoice is for.
     *
     * @param relid the server; 0 while there is none
     * @param serverId the same, for a client that looks there
     */
    record Item(
            long id,
            String type,
            long relid,
            @JsonProperty("inv_id") long serverId,
            String description,
            String amount) {}
}
