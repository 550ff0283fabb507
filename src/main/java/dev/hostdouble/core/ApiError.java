package dev.hostdouble.core;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error that a provider documents. The constants of each provider's error enum implement it. */
public interface ApiError {
    /** The name of the constant, as scenario files and {@code GET operations} use it. */
    String name();

    /** The HTTP status of the reply. */
    int status();

    /** The provider's message, with {@code {placeholders}} for the parts that vary by call. */
    String template();

    /** The evidence for this error if no operation documents it. */
    Evidence evidence();

    /**
     * Creates the exception that sends this error.
     *
     * @param namesAndValues alternating placeholder names (strings) and values; unknown names are ignored
     */
    default ApiException with(Object... namesAndValues) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ApiException(this, arguments);
    }
}
