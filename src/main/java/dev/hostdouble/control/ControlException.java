package dev.hostdouble.control;

import dev.hostdouble.core.Headers;

/** A control call that cannot be answered. */
final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Headers headers;

    ControlException(int status, String message) {
        this(status, message, Headers.NONE);
    }

    private ControlException(int status, String message, Headers headers) {
        super(message);
        this.status = status;
        this.headers = headers;
    }

    /** The same error with headers such as {@code Allow}. */
    ControlException withHeaders(Headers own) {
        return new ControlException(status, String.valueOf(getMessage()), own);
    }

    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }
}
