package dev.hostdouble.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.core.WorkLimit;
import dev.hostdouble.provider.BodyFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first 200 parameters that a client sent, decoded. A body of more than 64 KiB is not read.
 *
 * @param fields in the order in which they were sent: the query, then the body
 */
record SentParams(List<Field> fields) {
    private static final int LONGEST_BODY = 64 << 10;
    private static final int MOST = 200;

    /** What the rules do with each parameter, in steps: several look at its name. */
    private static final int STEPS = 1000;

    private static final int DEEPEST = 20;

    /**
     * A value that was sent.
     *
     * @param name of the parameter; for a value inside a JSON member, the name of the member of the whole
     */
    record Field(String name, String value, boolean isInQuery) {}

    /** Reads the parameters of a request. Never fails: what cannot be read is left out. */
    static SentParams of(Request request, BodyFormat format, WorkLimit work) {
        List<Field> fields = new ArrayList<>();
        work.spend(request.query().length());
        addForm(request.query(), true, fields);
        if (!request.parts().isEmpty()) {
            request.parts().stream()
                    .filter(part -> !part.file() && part.content().length() <= LONGEST_BODY)
                    .forEach(part -> add(new Field(part.name(), part.content().text(), false), fields));
        } else if (request.body().length() <= LONGEST_BODY) {
            work.spend(request.body().length());
            addBody(request, format, fields);
        }
        work.spend((long) fields.size() * STEPS);
        return new SentParams(fields);
    }

    private static void addBody(Request request, BodyFormat format, List<Field> fields) {
        Optional<JsonNode> json = format == BodyFormat.FORM
                ? Optional.empty()
                : BodyJson.read(request.body()).filter(JsonNode::isObject);
        if (json.isEmpty()) {
            addForm(request.body().text(), false, fields);
            return;
        }
        for (Map.Entry<String, JsonNode> member : json.get().properties()) {
            addValues(member.getKey(), member.getValue(), 0, fields);
        }
    }

    private static void addValues(String name, JsonNode value, int depth, List<Field> fields) {
        if (value.isValueNode() || depth == DEEPEST || value.isEmpty()) {
            add(new Field(name, value.asText(), false), fields);
        } else {
            value.forEach(inner -> addValues(name, inner, depth + 1, fields));
        }
    }

    private static void addForm(String raw, boolean isInQuery, List<Field> fields) {
        int start = 0;
        while (start < raw.length() && fields.size() < MOST) {
            int and = raw.indexOf('&', start);
            int end = and < 0 ? raw.length() : and;
            if (end > start) {
                String pair = raw.substring(start, end);
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                add(new Field(Utf8.percentDecoded(name, true), Utf8.percentDecoded(value, true), isInQuery), fields);
            }
            start = end + 1;
        }
    }

    private static void add(Field field, List<Field> fields) {
        if (fields.size() < MOST) {
            fields.add(field);
        }
    }

    /** The first value of a parameter. */
    Optional<String> value(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }
}
