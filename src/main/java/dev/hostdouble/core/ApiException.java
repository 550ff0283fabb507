package dev.hostdouble.core;

import java.util.Map;

/** Ends a call with an error of its provider; the dialect formats the reply. It has no stack trace, so it is cheap. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ApiError error;
    private final transient Headers headers;

    /**
     * Creates an exception without extra headers.
     *
     * @param arguments placeholder values by name; placeholders without a value stay in the text
     */
    public ApiException(ApiError error, Map<String, ?> arguments) {
        this(error, fill(error.template(), arguments), Headers.NONE);
    }

    private ApiException(ApiError error, String text, Headers headers) {
        super(text, null, false, false);
        this.error = error;
        this.headers = headers;
    }

    /** The error that the provider reports. */
    public ApiError error() {
        return error;
    }

    /** The provider's message, with its placeholders replaced. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Extra headers of the reply, such as {@code Allow} or {@code Retry-After}. */
    public Headers headers() {
        return headers;
    }

    /** Returns a copy with these extra headers instead. */
    public ApiException withHeaders(Headers newHeaders) {
        return new ApiException(error, text(), newHeaders);
    }

    private static String fill(String template, Map<String, ?> arguments) {
        String text = template;
        for (Map.Entry<String, ?> argument : arguments.entrySet()) {
            text = text.replace("{" + argument.getKey() + "}", String.valueOf(argument.getValue()));
        }
        return text;
    }
}
