package dev.hostdouble.hostkey;

import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may see what of the billing. */
final class BillingAccess {
    /** The state of an invoice that scenarios can test. */
    static final List<String> STATE = List.of("invoice.id", "invoice.status", "invoice.type");

    private final AccountDao accounts;
    private final InvoiceDao invoices;
    private final ServerDao servers;
    private final Set<String> refused;

    /** @param refused the logins of the accounts without access */
    BillingAccess(AccountDao accounts, InvoiceDao invoices, ServerDao servers, Set<String> refused) {
        this.accounts = accounts;
        this.invoices = invoices;
        this.servers = servers;
        this.refused = refused;
    }

    /** The account of the caller, if it has access to the billing. */
    Account caller(Call call) {
        Account account = accounts.caller(call);
        if (refused.contains(account.login())) {
            call.restsOn(BillingFact.BILLING_ACCESS);
            throw HostkeyError.ACCESS_DENIED.with();
        }
        if (!account.isClient()) {
            call.restsOn(BillingFact.OWN_BILLING);
        }
        return account;
    }

    /** The invoice that {@code invoice_id} names, if it is the caller's. */
    Invoice invoice(Call call) {
        Account caller = caller(call);
        Optional<Invoice> invoice = Input.checked(call).id("invoice_id").flatMap(invoices::find);
        Optional<Invoice> own = invoice.filter(found -> found.login().equals(caller.login()));
        if (invoice.isPresent() && own.isEmpty()) {
            call.restsOn(BillingFact.HIDDEN_INVOICES);
        }
        return own.orElseThrow(HostkeyError.INVOICE_NOT_FOUND::with);
    }

    /** The server that {@code id} names, if the caller may see it. */
    Server server(Call call) {
        return server(call, "id");
    }

    /** The server that a parameter names, if the caller may see it. */
    Server server(Call call, String parameter) {
        Account caller = caller(call);
        return servers.require(call, Input.checked(call).id(parameter), caller);
    }

    /** The account that a server is billed to. */
    Account owner(Server server) {
        return accounts.find(server.owner()).orElseThrow();
    }

    Map<String, Object> state(long invoice) {
        return invoices.find(invoice)
                .<Map<String, Object>>map(found -> Map.of(
                        "invoice.id", found.id(),
                        "invoice.status", found.status().word(),
                        "invoice.type", found.itemType()))
                .orElse(Map.of());
    }
}
