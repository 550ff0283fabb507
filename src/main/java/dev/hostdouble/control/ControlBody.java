package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Request;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.SchemaCheck;
import dev.hostdouble.yaml.SchemaCheck.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The form of a request body, as a JSON Schema. Nothing is converted: a number in quotation marks is no number. */
final class ControlBody {
    private static final int MAX_PROBLEMS = 5;

    /** The form of requests without a body. */
    private static final String NONE = "none";

    /** Read on first use, because that is slow and most tests need few of them. */
    private static final Map<String, SchemaCheck> SCHEMAS = new ConcurrentHashMap<>();

    private final String name;

    private ControlBody(String name) {
        this.name = name;
    }

    /** The form whose schema is {@code /dev/hostdouble/schemas/control-<name>.schema.json}. */
    static ControlBody of(String name) {
        return new ControlBody(name);
    }

    /** The form of a request without a body. */
    static ControlBody none() {
        return of(NONE);
    }

    /** The name of its schema; empty if there is no body. */
    Optional<String> schema() {
        return name.equals(NONE) ? Optional.empty() : Optional.of(name);
    }

    /** Where a schema is on the class path. */
    static String resource(String schema) {
        return "/dev/hostdouble/schemas/control-" + schema + ".schema.json";
    }

    /**
     * Reads a body; an empty body is an empty object.
     *
     * @throws ControlException that names the place of each problem and what is expected there
     */
    JsonNode read(Request request) {
        JsonNode body = ControlJson.read(request);
        if (name.equals(NONE) && body.isObject() && body.isEmpty()) {
            return body;
        }
        List<Problem> problems = SCHEMAS.computeIfAbsent(name, unread -> SchemaCheck.of(resource(unread)))
                .problems(body);
        if (!problems.isEmpty()) {
            List<String> texts = problems.stream()
                    .map(ControlBody::text)
                    .distinct()
                    .limit(MAX_PROBLEMS)
                    .toList();
            throw new ControlException(400, String.join("; ", texts));
        }
        return body;
    }

    private static String text(Problem problem) {
        String at = problem.pointer() + ": ";
        String message =
                problem.message().startsWith(at) ? problem.message().substring(at.length()) : problem.message();
        return problem.pointer().isEmpty() ? message : Document.shown(at) + message;
    }
}
