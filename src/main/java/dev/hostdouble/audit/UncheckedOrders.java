package dev.hostdouble.audit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The calls that create something, whose outcome the client does not know, and that it has not looked for. Looking is any
 * successful call of an operation that shows what was created, if the client got the reply.
 */
final class UncheckedOrders {
    private static final String EXISTS = "already exists";

    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Long> looks = new HashMap<>(); // the number of the latest look of each operation
    private final Map<String, Long> tries = new HashMap<>(); // the same, also of looks that failed

    /**
     * A call that creates something.
     *
     * @param outcome what the client saw of it
     * @param tookEffect whether it created something all the same
     * @param shownBy the names of the operations that show what it created
     */
    record Order(long number, String operation, String outcome, boolean tookEffect, Set<String> shownBy) {
        /** Such as {@code hosterapi/server.list or hosterapi/server.config}. */
        String looks() {
            return shownBy.stream().map(this::id).sorted().collect(Collectors.joining(" or "));
        }

        private String id(String name) {
            return operation.substring(0, operation.indexOf('/') + 1) + name;
        }
    }

    /** Looks at a call. Returns the order that it repeats, if nobody has looked for that one. */
    Optional<Order> see(SeenCall call) {
        tries.put(call.operation().id(), call.number());
        if (call.isGot() && call.isSuccess()) {
            looks.put(call.operation().id(), call.number());
        }
        Set<String> shownBy = call.provider()
                .clients()
                .shownBy()
                .getOrDefault(call.operation().name(), Set.of());
        Optional<String> sameness = shownBy.isEmpty() ? Optional.empty() : call.sameness();
        return sameness.flatMap(same -> order(same, call, shownBy));
    }

    private Optional<Order> order(String same, SeenCall call, Set<String> shownBy) {
        if (!call.isSuccess() && !call.isOutcomeUnknown()) {
            // A refused repetition does no harm. If it says that there is one already, it is a look.
            if (call.replyJson().toString().contains(EXISTS)) {
                orders.remove(same);
            }
            return Optional.empty();
        }
        Optional<Order> repeated = Optional.ofNullable(orders.remove(same)).filter(this::isUnchecked);
        if (call.isOutcomeUnknown()) {
            orders.put(
                    same, new Order(call.number(), call.operation().id(), call.outcome(), call.isSuccess(), shownBy));
        }
        return repeated;
    }

    private boolean isUnchecked(Order order) {
        return !isIn(looks, order);
    }

    /** Whether one of the calls that show it came after an order. */
    private static boolean isIn(Map<String, Long> latest, Order order) {
        return order.shownBy().stream().map(order::id).anyMatch(id -> latest.getOrDefault(id, 0L) > order.number());
    }

    /** The orders that nobody has tried to look for, and that were not repeated. */
    List<Order> left() {
        return orders.values().stream().filter(order -> !isIn(tries, order)).toList();
    }
}
