package dev.hostdouble.core;

/**
 * What goes back to the client, byte for byte.
 *
 * @param answer which of the operation's answers this is ({@code ok}, or the name of an error), the key of coverage
 */
public record Reply(int status, Headers headers, Bytes body, String answer, Evidence evidence) {
    /** The name of an operation's ordinary success. */
    public static final String OK = "ok";

    /** A success with that body; its headers and evidence are the dialect's to add. */
    public static Reply of(int status, Bytes body) {
        return new Reply(status, Headers.NONE, body, OK, Evidence.ASSUMED);
    }

    /** A reply whose body is that text in UTF-8. */
    public static Reply text(int status, String contentType, String body) {
        return of(status, Bytes.of(body)).with(Headers.of("Content-Type", contentType));
    }

    public Reply with(Headers newHeaders) {
        return new Reply(status, newHeaders, body, answer, evidence);
    }

    public Reply with(Evidence newEvidence) {
        return new Reply(status, headers, body, answer, newEvidence);
    }

    /** The same reply, known as another of its operation's answers. */
    public Reply as(String newAnswer) {
        return new Reply(status, headers, body, newAnswer, evidence);
    }
}
