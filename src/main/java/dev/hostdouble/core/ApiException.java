package dev.hostdouble.core;

import java.util.Map;

/** A provider's error on its way to the client; the dialect formats it. Cheap: it has no stack trace. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ApiError error;
    private final transient Headers headers;

    public ApiException(ApiError error, Map<String, ?> arguments) {
        this(error, fill(error.template(), arguments), Headers.NONE);
    }

    private ApiException(ApiError error, String text, Headers headers) {
        super(text, null, false, false);
        this.error = error;
        this.headers = headers;
    }

    public ApiError error() {
        return error;
    }

    /** The provider's text with every known placeholder filled. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Headers this error brings along, such as {@code Allow} or {@code Retry-After}. */
    public Headers headers() {
        return headers;
    }

    /** The same error with headers of its own. */
    public ApiException withHeaders(Headers own) {
        return new ApiException(error, text(), own);
    }

    private static String fill(String template, Map<String, ?> arguments) {
        String text = template;
        for (Map.Entry<String, ?> argument : arguments.entrySet()) {
            text = text.replace("{" + argument.getKey() + "}", String.valueOf(argument.getValue()));
        }
        return text;
    }
}
