package dev.hostdouble.hostkey;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Fact;

/** What answers of HOSTKEY's modules whmcs and jira rest on. */
enum BillingFact implements Fact {
    BILLING_ACCESS(
            "an account with `billing: false` gets Access denied from every action of whmcs.php",
            "official clients expect that some keys have no access to the billing",
            "whmcs.*"),
    OWN_BILLING(
            "staff and administrators have a billing account of their own, and see the invoices of clients only by their"
                    + " servers",
            "",
            "whmcs.*"),
    HIDDEN_INVOICES("an invoice of another account does not exist for the caller", "", "whmcs.*"),
    PAGE_OF_INVOICES(
            Evidence.OBSERVED,
            "limitstart and limitnum select a part of the invoices, the newest first; totalresults counts all of them",
            "official clients, and the billing software that another official page names",
            "whmcs.get_invoices"),
    PAGE_FORM(
            "a limitstart or limitnum that is not a whole number, or is out of range, is ignored",
            "",
            "whmcs.get_invoices"),
    RENT(
            "a server costs the total of its newest invoice, for the period at the end of the description; without an invoice, it"
                    + " costs the monthly price of its preset; next_due_date is the end of the current period, or of the next one"
                    + " if that is paid",
            "clients read the members",
            "whmcs.get_billing_data whmcs.generate_due_invoice whmcs.request_cancellation"),
    PART_OF_AN_INVOICE(
            Evidence.OBSERVED,
            "credit pays an invoice in parts; it is paid when nothing is left of its balance",
            "an official client says so",
            "whmcs.apply_credit"),
    MORE_THAN_THE_BALANCE(
            Evidence.OBSERVED,
            "if an amount is above the balance of an invoice, the balance is applied",
            "another official page",
            "whmcs.apply_credit"),
    TRANSACTIONS(
            "each paid invoice is one transaction, with the number of the invoice; its gateway is credit, or panel if a part"
                    + " was not paid from credit; amountout is what went back to the credit",
            "clients read id, date, description and amountin",
            "whmcs.transactions"),
    CREDIT_HISTORY(
            "the history of the credit lists what the account had before, then the invoices that were paid from it or that"
                    + " added to it",
            "a client reads the amounts, of which the sum is the credit",
            "whmcs.getcredits"),
    TICKET_PARTS(
            "a request for assistance need not name a server or a reason; it can have a subject and a message",
            "a user sends id and terminate_reason_custom",
            "jira.request_assistance"),
    PAYMENT_FORM(
            "the form in call points to the billing; sending it pays nothing",
            "another official page says that call is a form for the customer",
            "whmcs.getpaymentgw"),
    PRODUCT(
            "the account_id of a server in eq/show is the id of the server, and type_billing the billing_location of the client;"
                    + " get_product_invoice lists the newest invoice first, whatever the location",
            "a client sends both members, and reads invoiceid, status and total",
            "whmcs.get_product_invoice"),
    CONTACTS("an account has no further contacts", "an official client names the action", "whmcs.get_contacts");

    private final Details details;

    BillingFact(String statement, String source, String operations) {
        this(Evidence.ASSUMED, statement, source, operations);
    }

    BillingFact(Evidence evidence, String statement, String source, String operations) {
        details = Details.of(evidence, statement, source, operations);
    }

    @Override
    public Details details() {
        return details;
    }
}
