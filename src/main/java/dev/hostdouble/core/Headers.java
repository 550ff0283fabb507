package dev.hostdouble.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in wire order; names are found whatever their case. */
public record Headers(List<Header> fields) {
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = List.copyOf(fields);
    }

    /** Headers from alternating names and values. */
    public static Headers of(String... namesAndValues) {
        List<Header> fields = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(fields);
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        for (Header field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** These headers without those of that name. */
    public Headers without(String name) {
        return new Headers(fields.stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList());
    }

    /** These headers and one more at the end. */
    public Headers plus(String name, String value) {
        List<Header> more = new ArrayList<>(fields);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    /** These headers and others behind them. */
    public Headers plus(Headers others) {
        if (others.fields.isEmpty()) {
            return this;
        }
        List<Header> more = new ArrayList<>(fields);
        more.addAll(others.fields);
        return new Headers(more);
    }

    /** One header field, as sent. */
    public record Header(String name, String value) {}
}
