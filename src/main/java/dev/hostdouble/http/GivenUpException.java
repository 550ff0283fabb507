package dev.hostdouble.http;

import java.io.IOException;

/** Says that this server closed the connection without a reply. */
final class GivenUpException extends IOException {
    private static final long serialVersionUID = 1;

    GivenUpException(String reason) {
        super(reason);
    }

    /** It is always thrown from the same places, and by the thousand if clients attack. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
