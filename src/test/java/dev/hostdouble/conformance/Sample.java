package dev.hostdouble.conformance;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.util.RawValue;

/** The values that variants send besides texts, numbers, flags, lists and maps. */
final class Sample {
    /** JSON null; an empty text if the body is not JSON. */
    static final Object NULL = NullNode.getInstance();

    private Sample() {}

    /** A value that JSON writes as it is, such as {@code 1e999}. */
    static Object raw(String json) {
        return new RawValue(json);
    }

    /** A value as a form writes it. */
    static String text(Object value) {
        if (value == NULL) {
            return "";
        }
        return value instanceof RawValue raw ? String.valueOf(raw.rawValue()) : String.valueOf(value);
    }
}
