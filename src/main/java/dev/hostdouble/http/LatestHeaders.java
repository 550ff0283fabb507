package dev.hostdouble.http;

import dev.hostdouble.core.Headers;

/** The headers of the latest request of a connection: most clients repeat them, and what is kept of calls shares them then. */
final class LatestHeaders {
    private Headers latest = Headers.NONE; // used by one thread at a time

    /** Those headers; the same object if the latest request had the same ones. */
    Headers shared(Headers headers) {
        if (!latest.equals(headers)) {
            latest = headers;
        }
        return latest;
    }
}
