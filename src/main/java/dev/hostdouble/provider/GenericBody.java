package dev.hostdouble.provider;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Params;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Utf8;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the parameters of a request without knowing its framework: query, form, multipart form or JSON object. */
final class GenericBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GenericBody() {}

    /** The query and the body merged; the body wins. Never fails: a body of another kind counts as empty. */
    static Params read(Request request) {
        Map<String, Object> values = new HashMap<>(form(request.query()));
        values.putAll(body(request));
        return new Params(values);
    }

    private static Map<String, Object> body(Request request) {
        if (!request.parts().isEmpty()) {
            Map<String, Object> fields = new HashMap<>();
            request.parts().stream()
                    .filter(part -> !part.file())
                    .forEach(part -> fields.put(part.name(), part.content().text()));
            return fields;
        }
        boolean isForm = request.header("Content-Type").startsWith("application/x-www-form-urlencoded");
        return isForm ? form(request.body().text()) : json(request.body());
    }

    private static Map<String, Object> form(String text) {
        Map<String, Object> fields = new HashMap<>();
        for (String field : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = decode(equals < 0 ? field : field.substring(0, equals));
            fields.put(name, equals < 0 ? "" : decode(field.substring(equals + 1)));
        }
        return fields;
    }

    private static String decode(String text) {
        return Utf8.percentDecoded(text, true);
    }

    private static Map<String, Object> json(Bytes body) {
        try {
            JsonNode value = JSON.readTree(body.array());
            return value.isObject() ? JSON.convertValue(value, new TypeReference<Map<String, Object>>() {}) : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }
}
