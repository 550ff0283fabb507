package dev.hostdouble.audit;

import dev.hostdouble.audit.UncheckedOrders.Order;
import java.util.List;

/** {@code order-repeated}. */
final class RepeatedOrderWatch implements CallWatch {
    private final UncheckedOrders orders = new UncheckedOrders();
    private final Findings findings;

    RepeatedOrderWatch(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenCall call) {
        orders.see(call).ifPresent(first -> add(first, call));
    }

    private void add(Order first, SeenCall call) {
        findings.add(
                first.operation(),
                List.of(first.number(), call.number()),
                "call " + call.number() + " repeats call " + first.number() + ", whose outcome the client did not know"
                        + (first.tookEffect() ? "; call " + first.number() + " had taken effect" : ""),
                first.outcome(),
                "no call of " + first.looks() + " in between");
    }
}
