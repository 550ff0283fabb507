package dev.hostdouble.hostkey;

import static dev.hostdouble.hostkey.HostkeyError.ACCESS_DENIED;
import static dev.hostdouble.hostkey.HostkeyError.CREDIT_BY_CREDIT;
import static dev.hostdouble.hostkey.HostkeyError.INVALID_ARGUMENT;
import static dev.hostdouble.hostkey.HostkeyError.INVOICE_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.INVOICE_NOT_UNPAID;
import static dev.hostdouble.hostkey.HostkeyError.NOT_DUE;
import static dev.hostdouble.hostkey.HostkeyError.NOT_ENOUGH_CREDIT;
import static dev.hostdouble.hostkey.HostkeyError.SERVER_NOT_FOUND;
import static dev.hostdouble.hostkey.HostkeyError.TOO_MANY_INVOICES;
import static dev.hostdouble.hostkey.HostkeyError.UNPAID_INVOICES;
import static dev.hostdouble.provider.Parameter.id;
import static dev.hostdouble.provider.Parameter.number;
import static dev.hostdouble.provider.Parameter.passing;
import static dev.hostdouble.provider.Parameter.text;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.OperationRow;
import dev.hostdouble.provider.OperationTable;
import dev.hostdouble.provider.Parameter;
import java.util.Map;
import java.util.function.Function;

/** The module whmcs, the billing: another official page names its actions, and clients read some of the replies. */
final class BillingOperations {
    private static final String PAGE = "another official page names it; official clients read some of the members";
    private static final String CLIENT = "another official page names it; a client reads the amounts";
    private static final String NAME = "another official page names it; its reply is unknown";

    private static final String SENT = "an official client calls it; its reply is unknown";

    private static final Parameter SERVER_ID = id("id").required(SERVER_NOT_FOUND);
    private static final Parameter INVOICE_ID = id("invoice_id").required(INVOICE_NOT_FOUND);
    private static final Parameter AMOUNT = passing(
                    "amount", "an amount above 0, with at most two digits after the point", Money::isAmount)
            .required(INVALID_ARGUMENT);

    static final OperationTable<Sections> TABLE = new OperationTable<>(
            billing("get_client", Evidence.OBSERVED, PAGE, s -> s.whmcs::getClient)
                    .reads(),
            billing("get_billing_data", Evidence.OBSERVED, PAGE, s -> s.whmcs::getBillingData)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            billing("get_invoices", Evidence.OBSERVED, PAGE, s -> s.whmcs::getInvoices)
                    .takes(number("limitstart", 0, Integer.MAX_VALUE), number("limitnum", 1, Integer.MAX_VALUE))
                    .reads(),
            billing("get_invoice", Evidence.OBSERVED, PAGE, s -> s.whmcs::getInvoice)
                    .takes(INVOICE_ID)
                    .about(BillingAccess.STATE, BillingOperations::invoice)
                    .reads()
                    .alsoFails(INVOICE_NOT_FOUND),
            billing("get_related_invoices", Evidence.ASSUMED, NAME, s -> s.whmcs::getRelatedInvoices)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            billing("transactions", Evidence.OBSERVED, PAGE, s -> s.whmcs::transactions)
                    .takes(id("invoice_id"), id("transaction_id"))
                    .reads(),
            billing("getcredits", Evidence.OBSERVED, CLIENT, s -> s.whmcs::getCredits)
                    .reads(),
            billing(
                            "getpaymentgw",
                            Evidence.OBSERVED,
                            "another official page describes call",
                            s -> s.whmcs::getPaymentGw)
                    .takes(INVOICE_ID)
                    .about(BillingAccess.STATE, BillingOperations::invoice)
                    .reads()
                    .alsoFails(INVOICE_NOT_FOUND, INVOICE_NOT_UNPAID),
            billing("create_addfunds", Evidence.OBSERVED, PAGE, s -> s.invoicing::createAddFunds)
                    .takes(AMOUNT)
                    .alsoFails(INVALID_ARGUMENT, TOO_MANY_INVOICES),
            billing("generate_due_invoice", Evidence.ASSUMED, NAME, s -> s.invoicing::generateDueInvoice)
                    .takes(SERVER_ID)
                    .about(VmSection.STATE, HostkeyOperations::server)
                    .alsoFails(SERVER_NOT_FOUND, UNPAID_INVOICES, NOT_DUE),
            billing("apply_credit", Evidence.OBSERVED, PAGE, s -> s.invoicing::applyCredit)
                    .takes(INVOICE_ID, AMOUNT)
                    .about(BillingAccess.STATE, BillingOperations::invoice)
                    .alsoFails(
                            INVOICE_NOT_FOUND,
                            INVALID_ARGUMENT,
                            INVOICE_NOT_UNPAID,
                            CREDIT_BY_CREDIT,
                            NOT_ENOUGH_CREDIT),
            billing(
                            "get_product_invoice",
                            Evidence.OBSERVED,
                            "a client reads some of the members",
                            s -> s.whmcs::getProductInvoice)
                    .takes(id("product").required(SERVER_NOT_FOUND), text("location"))
                    .about(VmSection.STATE, BillingOperations::product)
                    .reads()
                    .alsoFails(SERVER_NOT_FOUND),
            billing(
                            "download_invoice",
                            Evidence.ASSUMED,
                            "an official client says that the reply has a PDF in base64; where is unknown",
                            s -> s.whmcs::downloadInvoice)
                    .takes(INVOICE_ID)
                    .about(BillingAccess.STATE, BillingOperations::invoice)
                    .reads()
                    .alsoFails(INVOICE_NOT_FOUND),
            billing("get_contacts", Evidence.ASSUMED, SENT, s -> s.whmcs::getContacts)
                    .reads());

    private BillingOperations() {}

    private static OperationRow<Sections> billing(
            String action, Evidence evidence, String note, Function<Sections, Handler> handler) {
        return HostkeyOperations.row("whmcs", action, handler)
                .answers(evidence, note)
                .alsoFails(ACCESS_DENIED);
    }

    private static Map<String, Object> product(Sections sections, Call call) {
        return Input.of(call).id("product").map(sections.vm::state).orElse(Map.of());
    }

    /** The state of the invoice that the parameter {@code invoice_id} names. */
    private static Map<String, Object> invoice(Sections sections, Call call) {
        return Input.of(call).id("invoice_id").map(sections.billing::state).orElse(Map.of());
    }
}
