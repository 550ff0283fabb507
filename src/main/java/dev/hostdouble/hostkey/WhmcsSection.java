package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.hostkey.Rents.Rent;
import dev.hostdouble.provider.Call;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** HOSTKEY, {@code whmcs.php}: the client, its invoices and its credit. */
final class WhmcsSection {
    private final BillingAccess access;
    private final InvoiceDao invoices;
    private final Rents rents;

    WhmcsSection(BillingAccess access, InvoiceDao invoices, Rents rents) {
        this.access = access;
        this.invoices = invoices;
        this.rents = rents;
    }

    /** get_client: the caller's account. */
    Reply getClient(Call call) {
        Account caller = access.caller(call);
        Client client = new Client(
                caller.customer(), caller.login(), "", "Active", caller.currency(), Money.text(caller.credit()));
        return HostkeyReply.of(new ClientJson("success", client, SessionJson.LOCATION));
    }

    /** get_billing_data: the contract about a server. */
    Reply getBillingData(Call call) {
        Server server = access.server(call);
        Account owner = access.owner(server);
        Rent rent = rents.of(call, server, owner);
        return HostkeyReply.of(new BillingData(
                "OK",
                server.name(),
                owner.customer(),
                server.id(),
                Money.text(0),
                server.suspended() ? "Suspended" : "Active",
                InvoiceJson.day(server.createdAt()),
                rent.period().title(),
                InvoiceJson.day(rent.due()),
                Money.text(rent.cents()),
                server.preset(),
                rent.currency()));
    }

    /** get_invoices: the caller's invoices, the newest first, or a part of them. */
    Reply getInvoices(Call call) {
        Account caller = access.caller(call);
        long start = page(call, "limitstart").orElse(0L);
        long most = page(call, "limitnum").orElse((long) Integer.MAX_VALUE);
        List<Invoice> shown = invoices.list(caller.login(), start, most);
        return HostkeyReply.of(new ListJson(
                "OK", invoices.count(caller.login()), start, shown.size(), InvoiceJson.list(shown, caller)));
    }

    private static Optional<Long> page(Call call, String name) {
        Input input = Input.of(call);
        Optional<Long> number = input.allowed(name).map(Long::parseLong);
        if (input.text(name).isPresent()) {
            call.restsOn(number.isPresent() ? BillingFact.PAGE_OF_INVOICES : BillingFact.PAGE_FORM);
        }
        return number;
    }

    /** get_invoice: one invoice of the caller. */
    Reply getInvoice(Call call) {
        Invoice invoice = access.invoice(call);
        return HostkeyReply.of(InvoiceJson.whole(invoice, access.caller(call)));
    }

    /** get_related_invoices: the invoices of a server, the newest first. */
    Reply getRelatedInvoices(Call call) {
        Server server = access.server(call);
        Account owner = access.owner(server);
        List<Invoice> about = invoices.listForServer(owner.login(), server.id());
        return HostkeyReply.of(new ListJson("OK", about.size(), 0, about.size(), InvoiceJson.list(about, owner)));
    }

    /** transactions: the payments of the caller, the latest first; all, or those of an invoice. */
    Reply transactions(Call call) {
        Account caller = access.caller(call);
        call.restsOn(BillingFact.TRANSACTIONS);
        Input input = Input.of(call);
        Optional<Long> invoice = input.id("invoice_id");
        Optional<Long> transaction = input.id("transaction_id");
        List<Transaction> shown = invoices.list(caller.login()).stream()
                .filter(found -> found.paidAt().isPresent())
                .filter(found -> invoice.map(id -> id == found.id()).orElse(true))
                .filter(found -> transaction.map(id -> id == found.id()).orElse(true))
                .sorted(Comparator.comparing((Invoice found) -> found.paidAt().orElseThrow())
                        .reversed())
                .map(found -> Transaction.of(found, caller))
                .toList();
        return HostkeyReply.of(new TransactionsJson("OK", shown.size(), shown));
    }

    /** getcredits: how the credit of the caller came about; the sum of all amounts is the credit. */
    Reply getCredits(Call call) {
        Account caller = access.caller(call);
        call.restsOn(BillingFact.CREDIT_HISTORY);
        return HostkeyReply.of(new CreditsJson("OK", CreditHistory.of(caller, invoices.list(caller.login()))));
    }

    /** getpaymentgw: a form that leads to the payment of an invoice. */
    Reply getPaymentGw(Call call) {
        Invoice invoice = access.invoice(call);
        if (!invoice.isUnpaid()) {
            throw HostkeyError.INVOICE_NOT_UNPAID.with();
        }
        call.restsOn(BillingFact.PAYMENT_FORM);
        String form = "<form method=\"post\" action=\"https://billing.hostkey.com/viewinvoice.php\">"
                + "<input type=\"hidden\" name=\"id\" value=\"" + invoice.id() + "\"></form>";
        return HostkeyReply.of(new PaymentJson("OK", "getpaymentgw", form));
    }

    /** get_product_invoice: the invoices of a server, which {@code product} names by its {@code account_id}. */
    Reply getProductInvoice(Call call) {
        Server server = access.server(call, "product");
        call.restsOn(BillingFact.PRODUCT);
        List<Billed> billed = invoices.listForServer(access.owner(server).login(), server.id()).stream()
                .map(Billed::of)
                .toList();
        return HostkeyReply.of(new ProductJson("OK", call.operation().action(), billed));
    }

    /** download_invoice: one invoice of the caller as a PDF. */
    Reply downloadInvoice(Call call) {
        Invoice invoice = access.invoice(call);
        String pdf = Base64.getEncoder().encodeToString(InvoicePdf.of(invoice));
        return HostkeyReply.of(new PdfJson("OK", call.operation().action(), invoice.id(), pdf));
    }

    /** get_contacts: an account has no contacts but itself. */
    Reply getContacts(Call call) {
        Account unused = access.caller(call);
        call.restsOn(BillingFact.CONTACTS);
        return HostkeyReply.of(new ContactsJson("OK", call.operation().action(), 0, List.of()));
    }

    private record ProductJson(String result, String action, List<Billed> invoices) {}

    private record Billed(
            long invoiceid,
            String date,
            String duedate,
            String total,
            String status,
            @JsonProperty("currencycode") String currency) {
        static Billed of(Invoice invoice) {
            String day = InvoiceJson.day(invoice.createdAt());
            return new Billed(
                    invoice.id(),
                    day,
                    day,
                    Money.text(invoice.total()),
                    invoice.status().word(),
                    invoice.currency());
        }
    }

    private record PdfJson(String result, String action, long invoiceid, String data) {}

    private record ContactsJson(
            String result,
            String action,
            @JsonProperty("totalresults") int total,
            List<String> contacts) {}

    private record ClientJson(
            String result,
            Client client,
            @JsonProperty("billing_location") String billingLocation) {}

    private record Client(
            long id,
            String email,
            String companyname,
            String status,
            @JsonProperty("currency_code") String currencyCode,
            String credit) {}

    /** All members but the result and the currency are observed, even that {@code IP} is a name. */
    private record BillingData(
            String result,
            @JsonProperty("IP") String name,
            @JsonProperty("client_id") long clientId,
            @JsonProperty("order_id") long orderId,
            @JsonProperty("billing_setupfee") String setupFee,
            @JsonProperty("billing_status") String status,
            @JsonProperty("reg_date") String registered,
            @JsonProperty("billing_cycle") String cycle,
            @JsonProperty("next_due_date") String due,
            @JsonProperty("billing_reccuring") String recurring, // sic
            @JsonProperty("billing_name") String product,
            @JsonProperty("currency_code") String currencyCode) {}

    private record ListJson(
            String result,
            @JsonProperty("totalresults") int total,
            @JsonProperty("startnumber") long start,
            @JsonProperty("numreturned") int returned,
            InvoiceJson.Invoices invoices) {}

    private record TransactionsJson(
            String result, @JsonProperty("totalresults") int total, List<Transaction> transactions) {}

    private record Transaction(
            long id,
            long userid,
            String gateway,
            String date,
            String description,
            String amountin,
            String amountout,
            long invoiceid) {
        static Transaction of(Invoice invoice, Account account) {
            return new Transaction(
                    invoice.id(),
                    account.customer(),
                    invoice.credit() == invoice.total() ? "credit" : "panel",
                    invoice.paidAt().map(Times::plain).orElse(""),
                    "Invoice Payment",
                    Money.text(invoice.total()),
                    Money.text(invoice.status() == InvoiceDao.Status.REFUNDED ? invoice.total() : 0),
                    invoice.id());
        }
    }

    private record CreditsJson(String result, CreditHistory message) {}

    private record PaymentJson(String result, String action, String call) {}
}
