package dev.hostdouble.core;

/** The handler behind the HTTP server. */
public interface RequestHandler {
    /** Answers a request; never throws. */
    Reply handle(Request request);

    /**
     * Answers a request that never became one: too large a body or header, broken framing.
     *
     * @param path the raw path as far as it is known, or the empty string
     * @param status the HTTP status, 400 to 599
     */
    Reply refuse(String path, int status);
}
