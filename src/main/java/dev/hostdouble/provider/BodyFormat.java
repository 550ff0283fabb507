package dev.hostdouble.provider;

/** How a provider reads the bodies of requests. */
public enum BodyFormat {
    /** Every body is read as a form, whatever its Content-Type. */
    FORM,
    /** Every body is read as JSON, whatever its Content-Type. */
    JSON,
    /** A body is read as its Content-Type says, as JSON or as a form; one that is neither counts as empty. */
    AS_CONTENT_TYPE_SAYS
}
