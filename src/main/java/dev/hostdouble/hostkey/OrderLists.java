package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.OrderDao.Order;
import dev.hostdouble.hostkey.OrderDao.State;
import dev.hostdouble.provider.Call;
import java.util.List;
import java.util.Map;

/** What shows a client its orders under way: {@code eq/update_servers}, and the sessions of {@code auth.php}. */
final class OrderLists {
    private final AccountDao accounts;
    private final ServerDao servers;
    private final Orders orders;
    private final Catalogue catalogue;

    OrderLists(AccountDao accounts, ServerDao servers, Orders orders, Catalogue catalogue) {
        this.accounts = accounts;
        this.servers = servers;
        this.orders = orders;
        this.catalogue = catalogue;
    }

    /** update_servers: the ids of the caller's servers, and its orders under way. */
    Reply updateServers(Call call) {
        Account caller = accounts.caller(call);
        List<Long> ids = servers.list(call, caller).stream().map(Server::id).toList();
        Map<String, String> keys = keys(call, caller);
        return HostkeyReply.of(new UpdatedJson(
                "OK",
                "update_servers",
                "eq",
                ids,
                billing(caller),
                keys.isEmpty() ? List.of() : keys)); // as PHP writes an empty array
    }

    /** The keys of an account's orders by invoice. */
    Map<String, String> keys(Call call, Account account) {
        Map<String, String> keys = orders.keys(account.login());
        if (!keys.isEmpty()) {
            call.restsOn(OrderFact.DEPLOY_KEYS);
        }
        return keys;
    }

    /** The orders of an account under way, as the billing lists them. */
    List<BillingServer> billing(Account account) {
        return orders.underWay(account.login()).stream().map(this::billing).toList();
    }

    private BillingServer billing(Order order) {
        String preset = catalogue
                .preset(String.valueOf(order.preset()))
                .map(CatalogueYaml.PresetYaml::name)
                .orElse("");
        return new BillingServer(
                order.invoice(),
                order.hostname(),
                order.state() == State.AWAITING_PAYMENT ? "awaiting_payment" : "deploying",
                preset);
    }

    /** An order under way; {@code config} is the name of the preset. */
    record BillingServer(long id, String name, String status, String config) {}

    private record UpdatedJson(
            String result,
            String action,
            String module,
            List<Long> servers,
            @JsonProperty("billing_servers") List<BillingServer> billingServers,
            @JsonProperty("deploy_keys") Object deployKeys) {}
}
