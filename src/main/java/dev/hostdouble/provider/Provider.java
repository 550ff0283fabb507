package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A provider as a value: everything the rest of the program needs to know of it.
 *
 * @param name what operation ids, start state files and messages call it, such as {@code hosterapi}
 * @param prefixes the first segments of its paths, such as {@code /api} or {@code /*.php}; matched loosely, so that a wrong
 *     path gets this provider's own 404
 * @param contract its operations and what its answers are made of; only a call or a scenario about it needs these
 * @param bodies how it reads the bodies of requests
 * @param credentials what it calls its credentials
 * @param tables its tables, as SQL
 * @param stateSchema the JSON Schema of its start state's file, on the class path
 * @param reader reads its start state
 */
public record Provider(
        String name,
        List<String> prefixes,
        Lazy<ProviderContract> contract,
        BodyFormat bodies,
        Credentials credentials,
        Supplier<String> tables,
        String stateSchema,
        StateReader reader) {

    /** Reads a start state: a file that is valid by the schema, completed by the shipped one. */
    @FunctionalInterface
    public interface StateReader {
        /**
         * Reads a start state.
         *
         * @throws InvalidFileException naming file and line of everything that is wrong
         */
        StartState read(Document document) throws InvalidFileException;
    }

    /** Its operations, in the order of its manual. */
    public List<Operation> operations() {
        return contract.get().operations();
    }

    /** The operation of requests that match none of them. */
    public Operation unknown() {
        return contract.get().unknown();
    }

    /** Every error it knows. */
    public List<? extends ApiError> errors() {
        return contract.get().errors();
    }

    /** What its answers rest on besides its pages. */
    public List<? extends Fact> facts() {
        return contract.get().facts();
    }

    /** Example values of the placeholders in its errors, the page's own first; several are all there are. */
    public Map<String, List<String>> examples() {
        return contract.get().examples();
    }

    /** The values of call properties that have only a few, by name, such as {@code state.vm.state}. */
    public Map<String, List<String>> values() {
        return contract.get().values();
    }

    /** The names of the formats of its error bodies, if it has several. */
    public List<String> envelopes() {
        return contract.get().envelopes();
    }

    /** What it can change by itself, without a call. */
    public List<ProviderChange> changes() {
        return contract.get().changes();
    }

    /** The kinds of what it has in a world, in the order in which people look at them. */
    public List<String> resources() {
        return contract.get().resources();
    }

    /** What its clients do across several calls. */
    public ClientProtocol clients() {
        return contract.get().clients();
    }

    /** The name of its start state's file. */
    public String stateFile() {
        return name + ".yaml";
    }

    /** The facts that answers of an operation may rest on. */
    public List<Fact> facts(Operation operation) {
        return facts().stream()
                .filter(fact -> fact.operations().stream()
                        .anyMatch(glob -> Glob.of(glob).matches(operation.name())))
                .map(Fact.class::cast)
                .toList();
    }

    /** Whether a path belongs to this provider, known operation or not. Repeated slashes and case are ignored. */
    public boolean owns(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        int start = 0;
        while (start + 1 < path.length() && path.charAt(start + 1) == '/') {
            start++;
        }
        int end = path.indexOf('/', start + 1);
        String first = path.substring(start, end < 0 ? path.length() : end).toLowerCase(Locale.ROOT);
        for (String prefix : prefixes) {
            if (Glob.of(prefix).matches(first)) {
                return true;
            }
        }
        return false;
    }
}
