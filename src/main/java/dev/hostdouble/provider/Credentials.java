package dev.hostdouble.provider;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

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
 * @param inPaths the paths in which a credential stands, such as {@code /login/{token}}
 * @param shortLived what values look like that are worthless soon after they were sent; a recording keeps them, because a
 *     provider accepts no other value in their place
 */
public record Credentials(
        Set<String> names,
        Set<String> harmless,
        Map<String, Set<String>> byOperation,
        Set<String> inStartState,
        Set<String> inTables,
        Set<String> published,
        List<PathTemplate> inPaths,
        Pattern shortLived) {
    private static final Pattern NONE = Pattern.compile("(?!)");

    public Credentials {
        names = Set.copyOf(names);
        harmless = Set.copyOf(harmless);
        byOperation = Map.copyOf(byOperation);
        inStartState = Set.copyOf(inStartState);
        inTables = Set.copyOf(inTables);
        published = Set.copyOf(published);
        inPaths = List.copyOf(inPaths);
    }

    /** Credentials with these names in all operations. */
    public static Credentials named(String... names) {
        return new Credentials(lowerCase(names), Set.of(), Map.of(), Set.of(), Set.of(), Set.of(), List.of(), NONE);
    }

    /** Returns a copy with common names that are no credentials here. */
    public Credentials harmless(String... others) {
        return new Credentials(
                names, lowerCase(others), byOperation, inStartState, inTables, published, inPaths, shortLived);
    }

    /** Returns a copy with further names in one operation. */
    public Credentials with(String operation, String... further) {
        Map<String, Set<String>> more = new HashMap<>(byOperation);
        more.put(operation, lowerCase(further));
        return new Credentials(names, harmless, more, inStartState, inTables, published, inPaths, shortLived);
    }

    /** Returns a copy with the keys of the start state whose values are credentials. */
    public Credentials inStartState(String... keys) {
        return new Credentials(names, harmless, byOperation, Set.of(keys), inTables, published, inPaths, shortLived);
    }

    /** Returns a copy with the columns whose values are credentials, each with its table before a dot. */
    public Credentials inTables(String... columns) {
        return new Credentials(
                names, harmless, byOperation, inStartState, Set.of(columns), published, inPaths, shortLived);
    }

    /** Returns a copy with values that are no secret. */
    public Credentials published(String... values) {
        return new Credentials(
                names, harmless, byOperation, inStartState, inTables, Set.of(values), inPaths, shortLived);
    }

    /** Returns a copy with paths in which a credential stands, whatever the method of a call is: {@code /login/{token}}. */
    public Credentials inPaths(String... paths) {
        List<PathTemplate> templates =
                Arrays.stream(paths).map(PathTemplate::of).toList();
        return new Credentials(names, harmless, byOperation, inStartState, inTables, published, templates, shortLived);
    }

    /** Returns a copy with what values look like that are worthless soon after they were sent. */
    public Credentials shortLived(Pattern values) {
        return new Credentials(names, harmless, byOperation, inStartState, inTables, published, inPaths, values);
    }

    /** Returns a path whose credentials are replaced. */
    public String inPath(String path, UnaryOperator<String> replacement) {
        String changed = path;
        for (PathTemplate template : inPaths) {
            changed = template.replace(changed, replacement);
        }
        return changed;
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
