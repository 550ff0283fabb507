package dev.hostdouble.audit;

import dev.hostdouble.audit.UncheckedOrders.Order;
import java.util.List;

/** {@code lost-order-left}. */
final class LostOrderWatch implements CallWatch {
    private final UncheckedOrders orders = new UncheckedOrders();
    private final Findings findings;

    LostOrderWatch(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenCall call) {
        orders.see(call);
    }

    @Override
    public void end() {
        orders.left().stream().filter(Order::tookEffect).forEach(this::add);
    }

    private void add(Order order) {
        findings.add(
                order.operation(),
                List.of(order.number()),
                "call " + order.number() + " created something, but the client did not get the reply and never looked",
                order.outcome(),
                "no call of " + order.looks() + " after it");
    }
}
