package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.core.WorkLimit;
import dev.hostdouble.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of the journal, whose query and body are read when first asked for. */
final class CallFacts {
    private static final int FIELD = 10; // steps to compare the name of a field

    private final JournalEntry entry;
    private final WorkLimit work;
    private final KnownOperations operations;
    private @Nullable List<Field> query;
    private @Nullable JsonNode body;

    /** @param work what looking at the call counts for */
    CallFacts(JournalEntry entry, WorkLimit work, KnownOperations operations) {
        this.operations = operations;
        this.entry = entry;
        this.work = work;
    }

    /** Counts steps that something takes which looks at the call. */
    void spend(long steps) {
        work.spend(steps);
    }

    boolean hasOperation(Glob pattern) {
        return pattern.matches(entry.operation(), work);
    }

    boolean hasPath(Glob pattern) {
        return pattern.matches(entry.request().path(), work);
    }

    /** A decoded parameter. */
    private record Field(String name, String value) {}

    JournalEntry entry() {
        return entry;
    }

    /** One line about the call, without its query. */
    String line() {
        return "#" + entry.number() + " " + entry.operation() + " "
                + operations.requestLine(entry) + " -> "
                + entry.reply().status();
    }

    /** The values of a header, in the order in which they were sent. */
    List<String> headers(String name) {
        List<Header> fields = entry.request().headers().fields();
        work.spend((long) FIELD * fields.size());
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(field -> field.value())
                .toList();
    }

    /** The decoded values of a query parameter. */
    List<String> query(String name) {
        List<Field> fields = query;
        if (fields == null) {
            fields = fields(entry.request().query());
            query = fields;
            work.spend(entry.request().query().length());
        }
        work.spend((long) FIELD * fields.size());
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    /**
     * A member of the body by its name, or by names and positions with dots between them. The fields of a form are texts;
     * {@code params.url} is its field {@code params[url]} too.
     */
    Optional<JsonNode> body(String path) {
        JsonNode found = body();
        work.spend(FIELD + path.length());
        for (String name : List.of(path, bracketed(path))) {
            if (found.has(name)) {
                return Optional.of(found.get(name));
            }
        }
        for (String name : path.split("\\.", -1)) {
            boolean isPosition = found.isArray() && name.matches("\\d{1,6}");
            JsonNode inner = isPosition ? found.get(Integer.parseInt(name)) : found.get(name);
            if (inner == null) {
                return Optional.empty();
            }
            found = inner;
        }
        return Optional.of(found);
    }

    private static String bracketed(String path) {
        int dot = path.indexOf('.');
        return dot < 0
                ? path
                : path.substring(0, dot) + "[" + path.substring(dot + 1).replace(".", "][") + "]";
    }

    private JsonNode body() {
        JsonNode known = body;
        if (known == null) {
            work.spend(entry.request().body().length());
            known = ControlJson.parse(entry.request().body())
                    .filter(JsonNode::isContainerNode)
                    .orElseGet(this::form);
            body = known;
        }
        return known;
    }

    private ObjectNode form() {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        List<Part> parts = entry.request().parts();
        if (parts.isEmpty()) {
            fields(entry.request().body().text()).forEach(field -> form.put(field.name(), field.value()));
        }
        parts.stream()
                .filter(part -> !part.file())
                .forEach(part -> form.put(part.name(), part.content().text()));
        return form;
    }

    private static List<Field> fields(String raw) {
        List<Field> fields = new ArrayList<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.add(new Field(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1))));
            }
        }
        return fields;
    }

    private static String decode(String raw) {
        return Utf8.percentDecoded(raw, true);
    }
}
