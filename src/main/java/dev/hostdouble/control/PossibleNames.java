package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Checks the names of parameters, members and headers in an expectation, so that a misspelt one is not taken for a call that
 * was not made. Whatever stands in the journal is possible. A client may send anything, so an unknown name that is near no
 * known one is worth a warning at most.
 */
final class PossibleNames {
    /** The headers that clients usually send, and those of the emulator. */
    private static final List<String> HEADERS = List.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "authorization",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "emulator-scenario",
            "emulator-world",
            "expect",
            "host",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "origin",
            "referer",
            "transfer-encoding",
            "user-agent",
            "x-forwarded-for",
            "x-http-method-override",
            "x-request-id",
            "x-requested-with");

    /** The parameters that a whole provider knows. */
    private static final List<String> GENERAL = List.of("action", "token", "callback");

    private final List<String> parameters;
    private final List<CallFacts> journal;
    private final String at;
    private final List<String> warnings = new ArrayList<>();

    /**
     * Creates a check.
     *
     * @param possible the operations that can be meant
     * @param at the place of the expectation, as a JSON pointer
     */
    PossibleNames(List<Operation> possible, List<CallFacts> journal, String at) {
        this.parameters = Stream.concat(
                        possible.stream()
                                .flatMap(operation -> operation.parameterNames().stream())
                                .flatMap(parameter -> Stream.of(parameter.split("\\|")))
                                .map(PossibleNames::dotted),
                        GENERAL.stream())
                .distinct()
                .sorted()
                .toList();
        this.journal = journal;
        this.at = at;
    }

    /**
     * Checks all names of an expectation.
     *
     * @throws ControlException with the nearest name for one that is probably misspelt
     */
    void check(JsonNode wanted) {
        check(wanted, "header", HEADERS, (call, name) -> !call.headers(name).isEmpty());
        check(wanted, "query", parameters, (call, name) -> !call.query(name).isEmpty());
        check(wanted, "body", parameters, (call, name) -> call.body(name).isPresent());
    }

    /** The unknown names that are near no known one. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void check(JsonNode wanted, String kind, List<String> known, BiPredicate<CallFacts, String> isSent) {
        wanted.path(kind).fieldNames().forEachRemaining(name -> {
            if (isKnown(kind.equals("header") ? name.toLowerCase(Locale.ROOT) : dotted(name), known)
                    || journal.stream().anyMatch(call -> isSent.test(call, name))) {
                return;
            }
            String where = at + "/" + kind + "/" + name.replace("~", "~0").replace("/", "~1");
            Optional<String> near = NearestName.nearest(dotted(name), known);
            if (near.isPresent()) {
                throw new ControlException(
                        400, where + ": unknown name '" + Excerpt.of(name) + "'; did you mean '" + near.get() + "'?");
            }
            warnings.add(where + ": no page names '" + Excerpt.of(name) + "', and no call in the journal has it");
        });
    }

    private static boolean isKnown(String name, List<String> known) {
        return known.stream()
                .anyMatch(one -> one.equals(name) || name.startsWith(one + ".") || one.startsWith(name + "."));
    }

    /** The name of a nested parameter with dots, as conditions write it. */
    private static String dotted(String name) {
        return name.replace("]", "").replace('[', '.');
    }
}
