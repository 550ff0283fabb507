package dev.hostdouble.core;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error a provider knows: the constants of its catalogue implement this. */
public interface ApiError {
    /** The constant's name, by which scenarios and coverage call it. */
    String name();

    /** The HTTP status it is sent with. */
    int status();

    /** The provider's text, with {@code {placeholders}} for the parts that differ from call to call. */
    String template();

    /** The evidence where no operation documents it. */
    Evidence evidence();

    /** The error as an exception, its placeholders filled from alternating names and values. */
    default ApiException with(Object... namesAndValues) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ApiException(this, arguments);
    }
}
