package dev.hostdouble.hostkey;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.hostkey.CatalogueYaml.SoftwareYaml;
import dev.hostdouble.hostkey.CatalogueYaml.SystemYaml;
import dev.hostdouble.hostkey.Deployment.Reinstallation;
import dev.hostdouble.hostkey.FreeServers.Free;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.hostkey.OrderDao.Order;
import dev.hostdouble.hostkey.OrderDao.State;
import dev.hostdouble.provider.Call;
import java.util.Map;
import java.util.Optional;

/** HOSTKEY, {@code eq.php}: orders of servers, and reinstallations. */
final class OrderSection {
    /** Whether the credit covers a new order; a reinstallation does not have it. */
    static final String COVERED = "order.covered";

    private final AccountDao accounts;
    private final ServerDao servers;
    private final OrderDao orderDao;
    private final Orders orders;
    private final StockDao stock;
    private final FreeServers free;
    private final AddressDao addresses;
    private final Catalogue catalogue;
    private final Payments payments;
    private final AsyncTasks tasks;
    private final Busy busy;
    private final ServerNames names;
    private final UnpaidOrders unpaid;
    private final int serverLimit;

    /** @param serverLimit how many servers and orders under way an account can have (assumed) */
    OrderSection(
            AccountDao accounts,
            ServerDao servers,
            OrderDao orderDao,
            Orders orders,
            StockDao stock,
            FreeServers free,
            AddressDao addresses,
            Catalogue catalogue,
            Payments payments,
            AsyncTasks tasks,
            Busy busy,
            ServerNames names,
            UnpaidOrders unpaid,
            int serverLimit) {
        this.accounts = accounts;
        this.servers = servers;
        this.orderDao = orderDao;
        this.orders = orders;
        this.stock = stock;
        this.free = free;
        this.addresses = addresses;
        this.catalogue = catalogue;
        this.payments = payments;
        this.tasks = tasks;
        this.busy = busy;
        this.names = names;
        this.unpaid = unpaid;
        this.serverLimit = serverLimit;
    }

    /** order_instance: a new server; with {@code id}, that server is installed again. */
    Reply orderInstance(Call call) {
        Input input = Input.checked(call);
        return input.text("id").isPresent() ? installAgain(call, input) : order(call, input);
    }

    private Reply order(Call call, Input input) {
        OrderForm form = OrderForm.read(input, catalogue);
        if (form.restsOnDefaults(input)) {
            call.restsOn(OrderFact.ORDER_DEFAULTS);
        }
        String currency = accounts.caller(call).currency();
        if (input.text("currency_code").filter(asked -> !asked.equals(currency)).isPresent()) {
            call.restsOn(OrderFact.CURRENCY);
        }
        return order(call, form);
    }

    private Reply order(Call call, OrderForm form) {
        Account account = accounts.caller(call);
        if (orders.countUnderWay(account.login()) + servers.count(account.login()) >= serverLimit) {
            throw HostkeyError.ORDER_LIMIT.with();
        }
        long cents = form.cents(account.currency());
        if (!covers(account, form) && unpaid == UnpaidOrders.REFUSE) {
            throw HostkeyError.NOT_ENOUGH_FUNDS.with();
        }
        if (!addresses.hasFree(form.allAddresses())) {
            call.restsOn(OrderFact.KEPT_FOR_ORDERS);
            throw HostkeyError.NO_FREE_ADDRESS.with();
        }
        if (!stock.take(form.preset().id(), form.location())) {
            call.restsOn(OrderFact.KEPT_FOR_ORDERS);
            throw HostkeyError.OUT_OF_STOCK.with("preset", form.preset().name());
        }
        Invoice invoice = payments.bill(account, cents, "Hosting", 0, form.description(), call.now());
        // The order begins with its payment, here or later; here with what a scenario does to the task of this call.
        boolean isPaid = payments.payFromCredit(invoice, call.time());
        Order order = new Order(
                invoice.id(),
                tasks.newKey(),
                account.login(),
                isPaid ? State.DEPLOYING : State.AWAITING_PAYMENT,
                form.preset().id(),
                form.location(),
                form.hostname(),
                form.os(),
                form.addresses(),
                0);
        orderDao.insert(order);
        if (isPaid) {
            tasks.start(call, order.callback(), Orders.task(order));
        } else {
            call.restsOn(OrderFact.UNPAID_ORDER);
        }
        return HostkeyReply.of(new OrderJson.Ordered(
                "OK",
                call.operation().action(),
                order.callback(),
                invoice.id(),
                isPaid ? "Paid" : "Unpaid",
                isPaid ? "deploying" : "awaiting_payment",
                form.system().map(SystemYaml::name).orElse(""),
                form.software().map(SoftwareYaml::name).orElse("")));
    }

    /** Whether the credit covers a new order, if the catalogue has what it asks for. */
    Map<String, Object> state(Call call) {
        Input input = Input.of(call);
        Optional<Account> account = call.dialect().owner(call).flatMap(accounts::find);
        if (input.text("id").isPresent() || account.isEmpty()) {
            return Map.of();
        }
        try {
            return Map.of(COVERED, covers(account.get(), OrderForm.read(input, catalogue)));
        } catch (ApiException e) {
            return Map.of();
        }
    }

    private static boolean covers(Account account, OrderForm form) {
        return account.credit() >= form.cents(account.currency());
    }

    /** deploy: what order_instance does with an id; a free server is ordered. */
    Reply deploy(Call call) {
        Input input = Input.checked(call);
        if (servers.find(call, input.id("id"), accounts.caller(call)).isEmpty()) {
            Optional<Free> wanted = input.id("id").flatMap(free::find);
            if (wanted.isPresent()) {
                call.restsOn(OrderFact.FREE_DEPLOYMENT);
                return order(call, OrderForm.of(wanted.get(), input, catalogue));
            }
        }
        return installAgain(call, input);
    }

    private Reply installAgain(Call call, Input input) {
        Server server = idle(call, input);
        Optional<SystemYaml> system = OrderForm.system(input, catalogue);
        catalogue
                .preset(server.preset())
                .filter(preset ->
                        system.filter(known -> !Catalogue.fits(known, preset)).isPresent())
                .ifPresent(other -> {
                    throw HostkeyError.NOT_COMPATIBLE.with();
                });
        Optional<SoftwareYaml> software = OrderForm.software(input, catalogue, system);
        Optional<String> hostname = input.text("hostname");
        if (hostname.isPresent()) {
            names.overtake(server, call.time());
        }
        if (asksForAnother(input, server)) {
            call.restsOn(OrderFact.REINSTALLED_AS_IT_IS);
        }
        String key = start(
                call,
                server,
                new Reinstallation(system.map(SystemYaml::id).orElse(0L), hostname.orElse(""), names.shown(server)));
        return HostkeyReply.of(new OrderJson.Installing(
                "OK",
                call.operation().action(),
                key,
                server.id(),
                "deploying",
                system.map(SystemYaml::name).orElse(""),
                software.map(SoftwareYaml::name).orElse("")));
    }

    private boolean asksForAnother(Input input, Server server) {
        Optional<String> preset = catalogue.preset(server.preset()).map(known -> String.valueOf(known.id()));
        boolean isOtherPreset = input.text("preset")
                .filter(asked -> !asked.equals(server.preset()) && !preset.equals(Optional.of(asked)))
                .isPresent();
        boolean isElsewhere = input.text("location_name")
                .filter(asked -> !asked.equals(server.location()))
                .isPresent();
        boolean isOtherPlan = input.text("traffic_plan")
                .filter(asked -> Input.toId(asked)
                        .flatMap(catalogue::trafficPlan)
                        .filter(plan -> plan.locations().contains(server.location()))
                        .isEmpty())
                .isPresent();
        return isOtherPreset || isElsewhere || isOtherPlan;
    }

    /** reinstall: begins at once, even if the call names no operating system; the server has none then (observed). */
    Reply reinstall(Call call) {
        Input input = Input.checked(call);
        Server server = idle(call, input);
        Optional<SystemYaml> system =
                input.text("os_id").isEmpty() ? Optional.empty() : OrderForm.system(input, catalogue);
        String key = start(
                call, server, new Reinstallation(system.map(SystemYaml::id).orElse(0L), "", ""));
        return HostkeyReply.of(
                new OrderJson.Reinstalling("OK", "reinstall", OrderOperations.FIRST_STAGE, key, server.id()));
    }

    private Server idle(Call call, Input input) {
        Server server = servers.require(call, input.id("id"), accounts.caller(call));
        busy.require(call, server, OrderOperations.DEPLOYMENT);
        return server;
    }

    private String start(Call call, Server server, Reinstallation wanted) {
        Task task = Task.of(call, server.target(), wanted).with("location", server.location());
        return tasks.startAfter(call, task, busy.before(call, server, OrderOperations.DEPLOYMENT));
    }
}
