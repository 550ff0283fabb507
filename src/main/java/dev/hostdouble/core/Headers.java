package dev.hostdouble.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HTTP header fields in the order sent. Lookups ignore the case of names. */
public record Headers(List<Header> fields) {
    /** No headers. */
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = List.copyOf(fields);
    }

    /** Creates headers from alternating names and values. */
    public static Headers of(String... namesAndValues) {
        List<Header> fields = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(fields);
    }

    /** Returns the value of the first field with this name; empty if there is no such field. */
    public Optional<String> first(String name) {
        for (Header field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** Returns a copy without the fields of this name. */
    public Headers without(String name) {
        return new Headers(fields.stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList());
    }

    /** Returns a copy with one field appended. */
    public Headers plus(String name, String value) {
        List<Header> more = new ArrayList<>(fields);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    /** Returns a copy with other fields appended. */
    public Headers plus(Headers others) {
        if (others.fields.isEmpty()) {
            return this;
        }
        List<Header> more = new ArrayList<>(fields);
        more.addAll(others.fields);
        return new Headers(more);
    }

    /** One header field, name and value as sent. */
    public record Header(String name, String value) {}
}
