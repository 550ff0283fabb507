package dev.hostdouble.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Selects events of a world by all the conditions it has. Immutable. */
public final class EventFilter {
    private final Map<String, String> parameters;

    private EventFilter(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Every event from now on. */
    public static EventFilter all() {
        return new EventFilter(Map.of());
    }

    private EventFilter with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new EventFilter(more);
    }

    /** Those of some kinds, such as {@code call} and {@code delivery}. */
    public EventFilter kinds(String... kinds) {
        return with("kind", String.join(",", List.of(kinds)));
    }

    /** Calls and deliveries of an operation such as {@code hosterapi/server.create}, or of a pattern such as {@code vss/*}. */
    public EventFilter operation(String pattern) {
        return with("operation", pattern);
    }

    /** Calls and deliveries with a status such as {@code 404}, or of a class such as {@code 5xx}. */
    public EventFilter status(String status) {
        return with("status", status);
    }

    /** Also what happened before, as far as the log of the world has it. */
    public EventFilter fromTheBeginning() {
        return with("since", "0");
    }

    /** Those after an event; if the log has dropped some of them, the first event is a {@code gap}. */
    public EventFilter after(Event event) {
        return with("since", event.id());
    }

    Map<String, String> parameters() {
        return parameters;
    }
}
