package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Request;
import dev.hostdouble.php.PhpForm;
import dev.hostdouble.php.PhpJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters of a request as the framework does. The page shows JSON under its own type, and allows a form. */
final class ParameterReader {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> FORM_METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

    private ParameterReader() {}

    /** The body by its Content-Type, filled up with query parameters; the body wins, with an empty text too. */
    static Params read(Request request) {
        Body body = request.body().length() == 0 ? Body.shown(Map.of()) : body(request);
        Map<String, Object> query = request.query().isEmpty() ? Map.of() : PhpForm.urlencoded(request.query());
        // A GET has its parameters there.
        List<Fact> inQuery = Set.of("GET", "HEAD").contains(request.method())
                ? List.of()
                : with(body.facts(), FrameworkFact.QUERY_PARAMETERS);
        Map<String, Object> values = new HashMap<>();
        Map<String, List<Fact>> facts = new HashMap<>();
        query.forEach((name, value) -> {
            if (!body.values().containsKey(name)) {
                add(values, name, value, inQuery, facts);
            }
        });
        body.values().forEach((name, value) -> add(values, name, value, body.facts(), facts));
        return new Params(values, facts, body.facts());
    }

    /** Adds a value as the framework keeps it: trimmed, except passwords; an empty string counts as missing. */
    private static void add(
            Map<String, Object> values, String name, Object value, List<Fact> rests, Map<String, List<Fact>> facts) {
        Object kept = value instanceof String text && !name.equals("password") ? Input.trim(text) : value;
        boolean isTrimmed = kept != null && (kept.equals("") || !kept.equals(value));
        List<Fact> own = isTrimmed ? with(rests, FrameworkFact.TRIMMING) : rests;
        if (!own.isEmpty()) {
            facts.put(name, own);
        }
        if (kept != null && !kept.equals("")) {
            values.put(name, kept);
        }
    }

    private static Body body(Request request) {
        String type = request.header("Content-Type");
        if (type.contains("/json") || type.contains("+json")) {
            Optional<Map<String, Object>> json = PhpJson.decodeObject(request.body());
            boolean isShown = json.isPresent() && type.startsWith("application/json");
            Map<String, Object> values = json.orElse(Map.of());
            return isShown ? Body.shown(values) : Body.observed(values);
        }
        if (type.startsWith(FORM) && FORM_METHODS.contains(request.method())) {
            return Body.shown(PhpForm.urlencoded(request.body().text()));
        }
        return Body.observed(request.method().equals("POST") ? PhpForm.multipart(request.parts()) : Map.of());
    }

    private static List<Fact> with(List<Fact> facts, Fact more) {
        List<Fact> all = new ArrayList<>(facts);
        all.add(more);
        return all;
    }

    /**
     * What a body says.
     *
     * @param facts what it rests on that it says so
     */
    private record Body(Map<String, Object> values, List<Fact> facts) {
        static Body shown(Map<String, Object> values) {
            return new Body(values, List.of());
        }

        static Body observed(Map<String, Object> values) {
            return new Body(values, List.of(FrameworkFact.BODY_FORMAT));
        }
    }
}
