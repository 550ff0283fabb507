package dev.hostdouble.control;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Glob;
import dev.hostdouble.journal.FeedEvent;
import dev.hostdouble.journal.FeedEvent.DeliveryEnded;
import dev.hostdouble.journal.FeedEvent.Logged;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.yaml.NearestName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which events a query selects. Conditions on calls select calls and deliveries; then other events come only if their kind is
 * named.
 *
 * @param kinds the kinds that are named; empty if none is
 * @param operations the ids of the operations; empty for all
 * @param status the status of the replies; empty for all
 */
record EventFilter(Optional<Set<String>> kinds, Optional<Set<String>> operations, Optional<StatusPattern> status) {
    /**
     * Reads the parameters kind, operation and status.
     *
     * @throws ControlException if one of them names nothing that exists
     */
    static EventFilter of(Map<String, String> query, KnownOperations known) {
        return new EventFilter(
                Optional.ofNullable(query.get("kind")).map(EventFilter::kinds),
                Optional.ofNullable(query.get("operation")).map(pattern -> known.matching(Glob.of(pattern), "").stream()
                        .map(Operation::id)
                        .collect(Collectors.toUnmodifiableSet())),
                Optional.ofNullable(query.get("status")).map(EventFilter::status));
    }

    private static Set<String> kinds(String text) {
        Set<String> kinds = new TreeSet<>();
        for (int from = 0; from <= text.length(); ) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            String kind = text.substring(from, to);
            if (!EventJson.KINDS.contains(kind)) {
                throw new ControlException(400, NearestName.unknown("kind", kind, EventJson.KINDS));
            }
            kinds.add(kind);
            from = to + 1;
        }
        return kinds;
    }

    private static StatusPattern status(String text) {
        return StatusPattern.parse(text)
                .orElseThrow(() -> new ControlException(
                        400,
                        "invalid status '" + Excerpt.of(text)
                                + "': expected a status from 100 to 599, or a class such as 5xx"));
    }

    boolean selects(FeedEvent event) {
        String kind = EventJson.kind(event);
        if (kinds.isPresent() && !kinds.get().contains(kind)) {
            return false;
        }
        if (event instanceof Logged logged && logged.event() instanceof JournalEntry call) {
            return selects(call.operation(), call.reply().status());
        }
        if (event instanceof DeliveryEnded delivery) {
            return selects(delivery.operation(), delivery.status());
        }
        return kinds.isPresent() || (operations.isEmpty() && status.isEmpty());
    }

    private boolean selects(String operation, int code) {
        return operations.map(ids -> ids.contains(operation)).orElse(true)
                && status.map(wanted -> wanted.matches(code)).orElse(true);
    }
}
