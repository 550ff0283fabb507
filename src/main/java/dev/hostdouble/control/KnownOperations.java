package dev.hostdouble.control;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Glob;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Credentials;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PossiblePaths;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.Unclaimed;
import dev.hostdouble.yaml.NearestName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The operations that a call can have, the {@code unknown} ones included. */
final class KnownOperations {
    private static final String SEE_ALL = "; GET operations lists all of them";

    private final List<Provider> providers;
    private final List<Operation> operations;

    KnownOperations(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        this.operations = Operation.all(providers);
    }

    /** The provider of an operation; {@link Unclaimed#PROVIDER} for calls to none. */
    Provider provider(String operation) {
        return providers.stream()
                .filter(provider -> operation.startsWith(provider.name() + "/"))
                .findFirst()
                .orElse(Unclaimed.PROVIDER);
    }

    /** Which paths their calls can have. */
    PossiblePaths paths() {
        return new PossiblePaths(providers);
    }

    /** Which names stand for credentials at some provider, or in calls to none. */
    Predicate<String> credentialNames() {
        return name -> Secrets.isCredentialHeader(name)
                || Stream.concat(providers.stream(), Stream.of(Unclaimed.PROVIDER))
                        .anyMatch(provider ->
                                provider.credentials().isAnywhere(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** Replaces the credentials in the calls of an operation. */
    Secrets secrets(String operation, UnaryOperator<String> replacement) {
        String name = operation.substring(operation.indexOf('/') + 1);
        Credentials credentials = provider(operation).credentials();
        return new Secrets(credentials.of(name), replacement).withPaths(path -> credentials.inPath(path, replacement));
    }

    /** The method and the path of a call, without credentials: {@code GET /v2/iso}. */
    String requestLine(JournalEntry entry) {
        String path =
                secrets(entry.operation(), Secrets.MASK).inPath(entry.request().path());
        return entry.request().method() + " " + path;
    }

    /**
     * The operations that a pattern matches: at least one.
     *
     * @param at the place of the pattern, for messages
     * @throws ControlException with the nearest name if there is none
     */
    List<Operation> matching(Glob pattern, String at) {
        List<Operation> found = operations.stream()
                .filter(operation -> pattern.matches(operation.id()))
                .toList();
        if (!found.isEmpty()) {
            return found;
        }
        throw new ControlException(
                400,
                at + (pattern.isExact() ? unknown(pattern.toString()) : unmatched(pattern.toString(), patterns())));
    }

    private static String unmatched(String pattern, Set<String> patterns) {
        return "no operation matches '" + Excerpt.of(pattern, 200) + "'"
                + NearestName.nearest(pattern, patterns)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(SEE_ALL);
    }

    /** With the nearest id, else those of the same section: all of them are too many to read. */
    private String unknown(String id) {
        List<String> ids = operations.stream().map(Operation::id).toList();
        if (NearestName.nearest(id, ids).isPresent()) {
            return NearestName.unknown("operation", id, ids);
        }
        String section = id.substring(0, id.indexOf('.') + 1);
        List<String> near = ids.stream()
                .filter(known -> !section.isEmpty() && known.startsWith(section))
                .toList();
        return near.isEmpty()
                ? "unknown operation '" + Excerpt.of(id) + "'" + SEE_ALL
                : NearestName.unknown("operation", id, near);
    }

    /** Patterns for single sections and providers. */
    private Set<String> patterns() {
        Set<String> patterns = new LinkedHashSet<>();
        operations.stream()
                .filter(operation -> !operation.provider().isEmpty())
                .flatMap(operation ->
                        Stream.of(operation.provider() + "/*", operation.provider() + "/" + operation.section() + ".*"))
                .forEach(patterns::add);
        return patterns;
    }
}
