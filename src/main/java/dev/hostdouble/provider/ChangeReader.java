package dev.hostdouble.provider;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and checks changes, written as {@code {hosterapi/vm: 4001, state: stopped}}, without a world. */
public final class ChangeReader {
    private static final int MOST_FOUND = 5;

    private final Map<String, List<ProviderChange>> kinds = new LinkedHashMap<>();

    /** A reader of the changes that those providers make. */
    public ChangeReader(List<Provider> providers) {
        for (Provider provider : providers) {
            for (ProviderChange kind : provider.changes()) {
                kinds.computeIfAbsent(kind.key(), none -> new ArrayList<>()).add(kind);
            }
        }
    }

    /** Hears of each problem of a change. */
    @FunctionalInterface
    public interface Problems {
        /**
         * Takes a problem.
         *
         * @param key the key it is about; empty if it is about all of them
         * @param message what is wrong and what is allowed
         */
        void add(String key, String message);
    }

    /** The first few of the keys that a change has. */
    private static String found(Collection<String> keys) {
        return keys.isEmpty()
                ? "none"
                : keys.stream().limit(MOST_FOUND).map(Excerpt::of).collect(Collectors.joining(", "));
    }

    /**
     * Reads a change.
     *
     * @param text its subject and its options by name, as YAML or JSON gives them
     * @return the change; empty if it has problems
     */
    public Optional<RequestedChange> read(Map<String, ?> text, Problems problems) {
        List<String> subjects =
                text.keySet().stream().filter(key -> key.indexOf('/') >= 0).toList();
        if (subjects.size() != 1) {
            String allowed = String.join(", ", kinds.keySet());
            problems.add(
                    subjects.isEmpty() ? "" : subjects.get(1),
                    "expected one key that says what changes, such as hosterapi/vm. Allowed: " + allowed + "; found: "
                            + found(text.keySet()));
            return Optional.empty();
        }
        String subject = subjects.get(0);
        List<ProviderChange> known = kinds.getOrDefault(subject, List.of());
        if (known.isEmpty()) {
            problems.add(subject, NearestName.unknown("change", subject, kinds.keySet()));
            return Optional.empty();
        }
        Object value = text.get(subject);
        for (ProviderChange kind : known) {
            Optional<Object> target = kind.value().read(value);
            if (target.isPresent()) {
                return options(kind, text, problems).map(options -> new RequestedChange(kind, target.get(), options));
            }
        }
        List<ChangeValue> values = known.stream().map(ProviderChange::value).toList();
        problems.add(subject, invalid(subject, value, values));
        return Optional.empty();
    }

    private static Optional<Map<String, Object>> options(ProviderChange kind, Map<String, ?> text, Problems problems) {
        Map<String, Object> options = new HashMap<>();
        List<String> names =
                kind.options().stream().map(ProviderChange.Option::name).toList();
        boolean[] valid = {true};
        Problems counted = (key, message) -> {
            valid[0] = false;
            problems.add(key, message);
        };
        text.forEach((name, value) -> {
            int known = names.indexOf(name);
            if (known >= 0) {
                ChangeValue allowed = kind.options().get(known).value();
                allowed.read(value)
                        .ifPresentOrElse(
                                read -> options.put(name, read),
                                () -> counted.add(name, invalid(name, value, List.of(allowed))));
            } else if (!name.equals(kind.key())) {
                counted.add(name, NearestName.unknown("option", name, " of " + kind.key(), names));
            }
        });
        kind.choices().forEach(choice -> check(choice, kind, text, counted));
        return valid[0] ? Optional.of(options) : Optional.empty();
    }

    private static void check(
            ProviderChange.Choice choice, ProviderChange kind, Map<String, ?> text, Problems problems) {
        List<String> given = choice.options().stream().filter(text::containsKey).toList();
        if (given.size() > 1) {
            problems.add(given.get(1), given.get(0) + " and " + given.get(1) + " exclude each other");
        } else if (given.isEmpty() && choice.required()) {
            problems.add(kind.key(), kind.key() + " needs " + String.join(" or ", choice.options()));
        }
    }

    private static String invalid(String name, @Nullable Object value, List<ChangeValue> allowed) {
        List<String> words =
                allowed.stream().flatMap(one -> one.words().stream()).toList();
        String suggestion = NearestName.nearest(String.valueOf(value), words)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(".");
        List<String> expected = allowed.stream().map(ChangeValue::allowed).toList();
        return "invalid " + Excerpt.of(name) + " '" + Excerpt.of(String.valueOf(value)) + "'" + suggestion
                + " Expected " + String.join(", or ", expected);
    }
}
