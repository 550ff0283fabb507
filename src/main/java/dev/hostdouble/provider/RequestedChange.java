package dev.hostdouble.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A change that has been read and checked, and that a {@link ProviderInstance} can make.
 *
 * @param target the value of its subject: a text or a {@link Long}
 * @param options the values of its options by name: texts and {@link Long}s
 */
public record RequestedChange(ProviderChange kind, Object target, Map<String, Object> options) {
    public RequestedChange {
        options = Map.copyOf(options);
    }

    /** The change as it is written: its subject and its options by name. */
    public Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>(options);
        values.put(kind.key(), target);
        return values;
    }

    /** The value of its subject, where that is a number. */
    public long id() {
        return (Long) target;
    }

    /** The value of its subject as text. */
    public String name() {
        return String.valueOf(target);
    }

    /** Whether an option is given. */
    public boolean has(String option) {
        return options.containsKey(option);
    }

    /** Whether an option has that value. */
    public boolean is(String option, String value) {
        return text(option).filter(value::equals).isPresent();
    }

    /** The value of an option as text. */
    public Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option)).map(String::valueOf);
    }

    /** The value of an option that is a number. */
    public Optional<Long> number(String option) {
        return Optional.ofNullable(options.get(option)).map(Long.class::cast);
    }
}
