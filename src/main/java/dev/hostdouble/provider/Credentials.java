package dev.hostdouble.provider;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a provider calls its credentials: names of parameters, JSON members and headers, in requests and replies. Case is
 * ignored. The usual headers such as {@code Authorization} and common names such as {@code api_key} need not be named.
 *
 * @param names the names in all operations
 * @param harmless common names that are no credentials here, unless a single operation names them
 * @param byOperation the further names in single operations, by their name such as {@code auth.login}
 * @param inStartState the keys of the start state whose values are credentials
 * @param inTables the columns whose values are credentials, such as {@code hostkey_session.token}
 * @param published values that the provider accepts by default, and that are no secret
 */
public record Credentials(
        Set<String> names,
        Set<String> harmless,
        Map<String, Set<String>> byOperation,
        Set<String> inStartState,
        Set<String> inTables,
        Set<String> published) {
    public Credentials {
        names = Set.copyOf(names);
        harmless = Set.copyOf(harmless);
        byOperation = Map.copyOf(byOperation);
        inStartState = Set.copyOf(inStartState);
        inTables = Set.copyOf(inTables);
        published = Set.copyOf(published);
    }

    /** Credentials with these names in all operations. */
    public static Credentials named(String... names) {
        return new Credentials(lowerCase(names), Set.of(), Map.of(), Set.of(), Set.of(), Set.of());
    }

    /** Returns a copy with common names that are no credentials here. */
    public Credentials harmless(String... others) {
        return new Credentials(names, lowerCase(others), byOperation, inStartState, inTables, published);
    }

    /** Returns a copy with further names in one operation. */
    public Credentials with(String operation, String... further) {
        Map<String, Set<String>> more = new HashMap<>(byOperation);
        more.put(operation, lowerCase(further));
        return new Credentials(names, harmless, more, inStartState, inTables, published);
    }

    /** Returns a copy with the keys of the start state whose values are credentials. */
    public Credentials inStartState(String... keys) {
        return new Credentials(names, harmless, byOperation, Set.of(keys), inTables, published);
    }

    /** Returns a copy with the columns whose values are credentials, each with its table before a dot. */
    public Credentials inTables(String... columns) {
        return new Credentials(names, harmless, byOperation, inStartState, Set.of(columns), published);
    }

    /** Returns a copy with values that are no secret. */
    public Credentials published(String... values) {
        return new Credentials(names, harmless, byOperation, inStartState, inTables, Set.of(values));
    }

    /** Returns which names stand for credentials in an operation. */
    public Predicate<String> of(String operation) {
        Set<String> further = byOperation.getOrDefault(operation, Set.of());
        return name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            return isInAll(lower) || further.contains(lower);
        };
    }

    /** Whether a name stands for a credential in all or in some operations. */
    public boolean isAnywhere(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isInAll(lower) || byOperation.values().stream().anyMatch(further -> further.contains(lower));
    }

    private boolean isInAll(String lower) {
        return names.contains(lower) || (!harmless.contains(lower) && CommonCredentialNames.contains(lower));
    }

    private static Set<String> lowerCase(String... names) {
        Set<String> lower = new TreeSet<>();
        Arrays.stream(names).forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
