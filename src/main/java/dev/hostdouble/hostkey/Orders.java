package dev.hostdouble.hostkey;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.hostkey.InvoiceDao.Invoice;
import dev.hostdouble.hostkey.OrderDao.Order;
import dev.hostdouble.hostkey.OrderDao.State;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobFault.Purge;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Servers that are ordered, from the invoice until they are there. */
final class Orders {
    /** How its failure names an order that was cancelled in the panel (observed). */
    static final String CANCELLED = "cancelled";

    /** How many orders of one state a list has at most; the newest ones. */
    private static final int LISTED = 100;

    private final OrderDao orders;
    private final InvoiceDao invoices;
    private final StockDao stock;
    private final AsyncTasks tasks;

    Orders(OrderDao orders, InvoiceDao invoices, StockDao stock, AsyncTasks tasks) {
        this.orders = orders;
        this.invoices = invoices;
        this.stock = stock;
        this.tasks = tasks;
    }

    /** The task of an order; the id of its server is not known before its end. */
    static Task task(Order order) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("action", "order_instance");
        context.put("location", order.location());
        return new Task(order.target(), context, "");
    }

    /** The invoice of an order is paid: its deployment begins. Does nothing for other invoices. */
    void paid(Invoice invoice, WorldTime now) {
        orders.find(invoice.id())
                .filter(order -> order.state() == State.AWAITING_PAYMENT)
                .ifPresent(order -> deploy(order, now));
    }

    private void deploy(Order order, WorldTime now) {
        orders.update(order.invoice(), State.DEPLOYING, 0);
        tasks.start(OrderOperations.ORDER, order.callback(), task(order), now);
    }

    /** An order is cancelled in the panel; returns whether it was under way. */
    boolean cancel(long invoice, WorldTime now) {
        Optional<Order> open = orders.find(invoice)
                .filter(order -> order.state() == State.AWAITING_PAYMENT || order.state() == State.DEPLOYING);
        open.ifPresent(order -> {
            if (order.state() == State.AWAITING_PAYMENT) {
                deploy(order, now); // so that its key tells what has become of it
            }
            task(order.callback()).ifPresentOrElse(task -> tasks.fail(task, now, CANCELLED), () -> failed(order));
        });
        return open.isPresent();
    }

    /** The task of a key, even if the key is gone. */
    private Optional<Job> task(String key) {
        return tasks.find(key).or(() -> tasks.find(Purge.idOf(key)));
    }

    /** Whether a key is that of an order, but gone while the order goes on. */
    boolean isPurged(String key) {
        return orders.find(key).isPresent() && tasks.find(Purge.idOf(key)).isPresent();
    }

    /** The deployment of an order has failed: its server is free again. */
    void failed(Order order) {
        if (order.state() != State.FAILED) {
            orders.update(order.invoice(), State.FAILED, 0);
            stock.giveBack(order.preset(), order.location());
        }
    }

    /** The server of an order is there. */
    void done(Order order, long server) {
        orders.update(order.invoice(), State.DONE, server);
        invoices.setServer(order.invoice(), server);
    }

    /** Finds the order of a task; empty if the task is not about an order. */
    Optional<Order> of(Job task) {
        return isOrder(task) ? orders.find(Long.parseLong(task.targetId())) : Optional.empty();
    }

    /** Whether a task deploys an order. */
    static boolean isOrder(Job task) {
        return task.target().startsWith("order/");
    }

    /** Whether a key is that of an order which is not paid yet. */
    boolean awaitsPayment(String key) {
        return orders.find(key)
                .filter(order -> order.state() == State.AWAITING_PAYMENT)
                .isPresent();
    }

    /** The keys of a client's orders by invoice: of those under way, and of those that failed. */
    Map<String, String> keys(String login) {
        Map<String, String> keys = new LinkedHashMap<>();
        Stream.of(State.AWAITING_PAYMENT, State.DEPLOYING, State.FAILED)
                .flatMap(state -> orders.newest(login, state, LISTED).stream())
                .filter(order -> tasks.find(Purge.idOf(order.callback())).isEmpty())
                .sorted(Comparator.comparingLong(Order::invoice))
                .forEach(order -> keys.put(String.valueOf(order.invoice()), order.callback()));
        return keys;
    }

    /** The orders of a client under way. */
    List<Order> underWay(String login) {
        return Stream.of(State.AWAITING_PAYMENT, State.DEPLOYING)
                .flatMap(state -> orders.newest(login, state, LISTED).stream())
                .sorted(Comparator.comparingLong(Order::invoice))
                .toList();
    }

    /** How many orders of a client are under way. */
    int countUnderWay(String login) {
        return orders.count(login, State.AWAITING_PAYMENT) + orders.count(login, State.DEPLOYING);
    }
}
