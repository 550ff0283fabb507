package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.hostkey.Rents.Rent;
import dev.hostdouble.provider.Call;
import java.math.BigDecimal;

/** HOSTKEY, {@code whmcs.php}: the actions that make and pay invoices. */
final class Invoicing {
    /** How many unpaid invoices an account can have (assumed): clients could make them without end. */
    static final int MOST_UNPAID = 50;

    private final BillingAccess access;
    private final InvoiceDao invoices;
    private final Payments payments;
    private final Rents rents;

    Invoicing(BillingAccess access, InvoiceDao invoices, Payments payments, Rents rents) {
        this.access = access;
        this.invoices = invoices;
        this.payments = payments;
        this.rents = rents;
    }

    /** create_addfunds: an invoice that adds to the credit when it is paid. */
    Reply createAddFunds(Call call) {
        Account caller = access.caller(call);
        long cents = Money.cents(amount(call));
        if (invoices.countUnpaid(caller.login()) >= MOST_UNPAID) {
            throw HostkeyError.TOO_MANY_INVOICES.with();
        }
        Invoice invoice = payments.bill(caller, cents, InvoiceDao.ADD_FUNDS, 0, "Add Funds", call.now());
        return HostkeyReply.of(new Made("OK", "create_addfunds", invoice.id()));
    }

    /** generate_due_invoice: the invoice for the next period of a server, ahead of its time. */
    Reply generateDueInvoice(Call call) {
        Server server = access.server(call);
        Account owner = access.owner(server);
        if (invoices.countUnpaid(owner.login()) > 0) {
            throw HostkeyError.UNPAID_INVOICES.with();
        }
        Rent rent = rents.of(call, server, owner);
        if (rent.isPaidAhead() || rent.cents() == 0) { // an invoice of 0.00 could never be paid
            throw HostkeyError.NOT_DUE.with();
        }
        String description =
                server.preset() + " " + server.name() + " " + rent.period().suffix();
        Invoice invoice = payments.bill(owner, rent.cents(), InvoiceDao.HOSTING, server.id(), description, call.now());
        return HostkeyReply.of(new Made("OK", "generate_due_invoice", invoice.id()));
    }

    /** apply_credit: pays an invoice, or a part of it, from the credit. */
    Reply applyCredit(Call call) {
        Invoice invoice = access.invoice(call);
        long asked = Money.cents(amount(call));
        if (!invoice.isUnpaid()) {
            throw HostkeyError.INVOICE_NOT_UNPAID.with();
        }
        if (invoice.addsFunds()) {
            throw HostkeyError.CREDIT_BY_CREDIT.with();
        }
        long cents = Math.min(asked, invoice.balance());
        if (cents < asked) {
            call.restsOn(BillingFact.MORE_THAN_THE_BALANCE);
        } else if (cents < invoice.balance()) {
            call.restsOn(BillingFact.PART_OF_AN_INVOICE);
        }
        if (!payments.payFromCredit(invoice, cents, call.time())) {
            throw HostkeyError.NOT_ENOUGH_CREDIT.with();
        }
        boolean isPaid = cents == invoice.balance();
        return HostkeyReply.of(new Applied("success", invoice.id(), Money.text(cents), String.valueOf(isPaid)));
    }

    private static BigDecimal amount(Call call) {
        return new BigDecimal(Input.checked(call).text("amount").orElseThrow());
    }

    private record Made(String result, String action, long invoice) {}

    private record Applied(
            String result,
            @JsonProperty("invoiceid") long id,
            String amount,
            @JsonProperty("invoicepaid") String isPaid) {}
}
