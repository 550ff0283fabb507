package dev.hostdouble.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Request.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the parameters of a call are sent. */
enum Encoding {
    JSON("application/json"),
    FORM("application/x-www-form-urlencoded"),
    QUERY(""),
    MULTIPART("multipart/form-data; boundary=" + Encoding.BOUNDARY);

    private static final String BOUNDARY = "boundary";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The parameters as they are sent.
     *
     * @param query without the question mark
     * @param parts those that the server reads from the body
     */
    record Encoded(String query, String contentType, Bytes body, List<Part> parts) {}

    Encoded encode(Map<String, Object> parameters) {
        return switch (this) {
            case JSON -> new Encoded("", contentType, Bytes.of(json(parameters)), List.of());
            case FORM -> new Encoded("", contentType, Bytes.of(form(parameters)), List.of());
            case QUERY -> new Encoded(form(parameters), contentType, Bytes.NONE, List.of());
            case MULTIPART -> new Encoded("", contentType, Bytes.of(multipart(parameters)), parts(parameters));
        };
    }

    private static String json(Map<String, Object> parameters) {
        try {
            return MAPPER.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A form, or a query: lists and maps with brackets, as PHP reads them. */
    static String form(Map<String, Object> parameters) {
        StringBuilder form = new StringBuilder();
        for (Field field : fields(parameters)) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(escaped(field.name()))
                    .append('=')
                    .append(escaped(field.value()));
        }
        return form.toString();
    }

    private static String multipart(Map<String, Object> parameters) {
        StringBuilder body = new StringBuilder();
        for (Field field : fields(parameters)) {
            body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                    .append(field.name())
                    .append("\"\r\n\r\n")
                    .append(field.value())
                    .append("\r\n");
        }
        return body.append("--" + BOUNDARY + "--\r\n").toString();
    }

    private static List<Part> parts(Map<String, Object> parameters) {
        return fields(parameters).stream()
                .map(field -> new Part(field.name(), false, Bytes.of(field.value())))
                .toList();
    }

    private record Field(String name, String value) {}

    private static List<Field> fields(Map<String, Object> parameters) {
        List<Field> fields = new ArrayList<>();
        parameters.forEach((name, value) -> add(fields, name, value));
        return fields;
    }

    private static void add(List<Field> fields, String name, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(element -> add(fields, name + "[]", element));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> add(fields, name + "[" + key + "]", element));
        } else {
            fields.add(new Field(name, Sample.text(value)));
        }
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
