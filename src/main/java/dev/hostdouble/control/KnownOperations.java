package dev.hostdouble.control;

import dev.hostdouble.core.Glob;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The operations that a call can have, with {@code <provider>/unknown} for requests that match none. */
final class KnownOperations {
    private final List<Provider> providers;
    private final List<Operation> operations = new ArrayList<>();

    KnownOperations(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        for (Provider provider : providers) {
            operations.addAll(provider.operations());
            operations.add(Operation.unknown(provider.name()));
        }
    }

    /** The provider of an operation. */
    Provider provider(String operation) {
        return providers.stream()
                .filter(provider -> operation.startsWith(provider.name() + "/"))
                .findFirst()
                .orElseThrow();
    }

    /** Which names stand for credentials at some provider. */
    Predicate<String> credentialNames() {
        return name -> Secrets.isCredentialHeader(name)
                || providers.stream().anyMatch(provider -> provider.credentials()
                        .isAnywhere(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** Replaces the credentials in the calls of an operation. */
    Secrets secrets(String operation, UnaryOperator<String> replacement) {
        Provider provider = provider(operation);
        String name = operation.substring(provider.name().length() + 1);
        return new Secrets(provider.credentials().of(name), replacement);
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
        List<String> ids = operations.stream().map(Operation::id).toList();
        if (pattern.isExact()) {
            throw new ControlException(400, at + NearestName.unknown("operation", pattern.toString(), ids));
        }
        throw new ControlException(
                400,
                at + "no operation matches '" + pattern + "'"
                        + NearestName.nearest(pattern.toString(), patterns())
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("; GET operations lists all of them"));
    }

    /** Patterns for single sections and providers. */
    private Set<String> patterns() {
        Set<String> patterns = new LinkedHashSet<>();
        operations.stream()
                .flatMap(operation ->
                        Stream.of(operation.provider() + "/*", operation.provider() + "/" + operation.section() + ".*"))
                .forEach(patterns::add);
        return patterns;
    }
}
