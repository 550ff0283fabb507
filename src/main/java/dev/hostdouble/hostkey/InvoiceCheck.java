package dev.hostdouble.hostkey;

import dev.hostdouble.provider.StateChecks;
import dev.hostdouble.yaml.Document;

/**
 * Checks of the invoices of a start state that a schema cannot make. Their owners may be missing: a file that names other
 * accounts need not name other invoices.
 */
final class InvoiceCheck {
    private final Document document;
    private final StateChecks checks;

    InvoiceCheck(Document document, StateChecks checks) {
        this.document = document;
        this.checks = checks;
    }

    void check(HostkeyState state) {
        for (int i = 0; i < state.invoices().size(); i++) {
            String at = "/invoices/" + i;
            InvoiceYaml invoice = state.invoices().get(i);
            checks.unique(at + "/id", "invoice", invoice.id());
            if (invoice.id() >= state.next().invoice()) {
                document.addProblem(
                        at + "/id",
                        "must be below next.invoice, " + state.next().invoice());
            }
            times(at, invoice);
            if (invoice.type() == InvoiceYaml.TypeYaml.ADD_FUNDS && invoice.server() != 0) {
                document.addProblem(at + "/server", "an invoice that adds funds is for no server");
            }
        }
    }

    private void times(String at, InvoiceYaml invoice) {
        checks.time(at + "/created-at", invoice.createdAt());
        String paidAt = invoice.paidAt();
        if (paidAt != null) {
            checks.time(at + "/paid-at", paidAt);
        }
        if (invoice.wasPaid() != (paidAt != null)) {
            document.addProblem(
                    at + "/status",
                    invoice.wasPaid()
                            ? "an invoice that was paid needs paid-at"
                            : "an invoice that was not paid has no paid-at");
        }
    }
}
