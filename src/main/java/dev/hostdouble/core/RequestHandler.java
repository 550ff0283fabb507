package dev.hostdouble.core;

/** Answers the requests that the HTTP server receives. */
public interface RequestHandler {
    /** Answers a request; never throws. */
    Reply handle(Request request);

    /**
     * Answers a request that could not be read: malformed, too large or too slow.
     *
     * @param path the raw path, or the empty string if it is not known
     * @param status the HTTP status, 400 to 599
     */
    Reply refuse(String path, int status);
}
