package dev.hostdouble.core;

import java.util.Map;
import java.util.Optional;

/** Ends a call with an error of its provider; the dialect formats the reply. It has no stack trace, so it is cheap. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ApiError error;
    private final transient Headers headers;
    private final transient Optional<String> envelope;
    private final Evidence evidence;

    /**
     * Creates an exception without extra headers.
     *
     * @param arguments placeholder values by name; placeholders without a value stay in the text
     */
    public ApiException(ApiError error, Map<String, ?> arguments) {
        this(error, fill(error.template(), arguments), Headers.NONE, Optional.empty(), Evidence.DOCUMENTED);
    }

    private ApiException(ApiError error, String text, Headers headers, Optional<String> envelope, Evidence evidence) {
        super(text, null, false, false);
        this.error = error;
        this.headers = headers;
        this.envelope = envelope;
        this.evidence = evidence;
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
        return new ApiException(error, text(), newHeaders, envelope, evidence);
    }

    /** Returns a copy whose body has another format of the provider. */
    public ApiException withEnvelope(String name) {
        return new ApiException(error, text(), headers, Optional.of(name), evidence);
    }

    /** The format of the body, one of the provider's own names; empty for the usual one. */
    public Optional<String> envelope() {
        return envelope;
    }

    /** Returns a copy whose cause is less well known than its text: a documented error for a reason that is assumed. */
    public ApiException withEvidence(Evidence cause) {
        return new ApiException(error, text(), headers, envelope, cause);
    }

    /** How well its cause is known; documented unless it was said otherwise. The reply is at best as good. */
    public Evidence evidence() {
        return evidence;
    }

    private static String fill(String template, Map<String, ?> arguments) {
        String text = template;
        for (Map.Entry<String, ?> argument : arguments.entrySet()) {
            text = text.replace("{" + argument.getKey() + "}", String.valueOf(argument.getValue()));
        }
        return text;
    }
}
