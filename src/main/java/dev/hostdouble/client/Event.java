package dev.hostdouble.client;

import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in a world.
 *
 * @param id stands for its place among the events of the world; the empty string for an event that has none
 * @param kind what it is, such as {@code call}, {@code delivery}, {@code clock} or {@code reset}
 * @param data its members as Java values: texts, numbers, true or false, lists, maps
 */
public record Event(String id, String kind, Map<String, Object> data) {
    /** A member that is a text; empty if the event does not have it. */
    public Optional<String> text(String name) {
        return data.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A member that is a whole number; empty if the event does not have it. */
    public Optional<Long> number(String name) {
        return data.get(name) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    @Override
    public String toString() {
        return kind + " " + data;
    }
}
