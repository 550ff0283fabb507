package dev.hostdouble.hostkey;

import static dev.hostdouble.provider.ProviderChange.yes;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.hostkey.OrderDao.State;
import dev.hostdouble.provider.ChangeValue;
import dev.hostdouble.provider.ProviderChange;
import dev.hostdouble.provider.RequestedChange;
import java.util.Optional;

/** What happens to orders in the panel: one is paid by other means, or cancelled. */
final class OrderChanges {
    static final ProviderChange KIND = ProviderChange.of(
                    HostkeyApi.NAME,
                    "order",
                    ChangeValue.id("the number of the invoice of an order"),
                    "An order is paid by other means than the credit, or cancelled in the panel, also after it has failed: what was paid"
                            + " goes back to the credit.")
            .needs(yes("paid"), yes("cancelled"));

    static final ProviderChange CREDIT = ProviderChange.of(
                    HostkeyApi.NAME,
                    "credit",
                    ChangeValue.text("the login of a client"),
                    "The credit of a client is spent on something else.")
            .needs(yes("spent"));

    private final AccountDao accounts;
    private final OrderDao orderDao;
    private final InvoiceDao invoices;
    private final Orders orders;
    private final Payments payments;

    OrderChanges(AccountDao accounts, OrderDao orderDao, InvoiceDao invoices, Orders orders, Payments payments) {
        this.accounts = accounts;
        this.orderDao = orderDao;
        this.invoices = invoices;
        this.orders = orders;
        this.payments = payments;
    }

    /** Makes a change; returns whether anything changed. */
    boolean make(RequestedChange change, WorldTime now) {
        return change.has("paid") ? pay(change.id(), now) : cancel(change.id(), now);
    }

    /** Spends the credit of a client; returns whether there was any. */
    boolean spend(String login) {
        Optional<Account> rich = accounts.find(login).filter(account -> account.credit() > 0);
        rich.ifPresent(account -> accounts.setCredit(login, 0));
        return rich.isPresent();
    }

    private boolean pay(long id, WorldTime now) {
        Optional<Invoice> invoice = orderDao.find(id)
                .filter(order -> order.state() == State.AWAITING_PAYMENT)
                .flatMap(order -> invoices.find(id));
        invoice.ifPresent(open -> payments.markPaid(open, now));
        return invoice.isPresent();
    }

    private boolean cancel(long id, WorldTime now) {
        boolean isCancelled = orders.cancel(id, now);
        boolean hasFailed =
                orderDao.find(id).filter(order -> order.state() == State.FAILED).isPresent();
        // At once, even if the end of its task comes with the next call.
        boolean isPaidBack = (isCancelled || hasFailed) && payments.cancelOrder(id, now.date());
        return isCancelled || isPaidBack;
    }
}
