package dev.hostdouble.core;

/**
 * The reply to a client, byte for byte.
 *
 * @param reason the reason phrase, or the empty string for the standard one
 * @param answer which of the operation's answers this is ({@code ok}, or the name of an error), the key of coverage
 * @param evidence how we know of this very reply; the dialect weakens it to that of the route's answer
 * @param delivery how it gets there
 */
public record Reply(
        int status, String reason, Headers headers, Bytes body, String answer, Evidence evidence, Delivery delivery) {
    /** The name of an operation's ordinary success. */
    public static final String OK = "ok";

    /** A success with that body; its headers are the dialect's to add, and its evidence is that of its route. */
    public static Reply of(int status, Bytes body) {
        return new Reply(status, "", Headers.NONE, body, OK, Evidence.DOCUMENTED, Delivery.WHOLE);
    }

    /** A reply whose body is that text in UTF-8. */
    public static Reply text(int status, String contentType, String body) {
        return of(status, Bytes.of(body)).with(Headers.of("Content-Type", contentType));
    }

    public Reply with(Headers newHeaders) {
        return new Reply(status, reason, newHeaders, body, answer, evidence, delivery);
    }

    public Reply with(Evidence newEvidence) {
        return new Reply(status, reason, headers, body, answer, newEvidence, delivery);
    }

    /** The same reply, known as another of its operation's answers. */
    public Reply withAnswer(String newAnswer) {
        return new Reply(status, reason, headers, body, newAnswer, evidence, delivery);
    }

    /** The same reply with another reason phrase. */
    public Reply withReason(String newReason) {
        return new Reply(status, newReason, headers, body, answer, evidence, delivery);
    }

    /** The same reply with another body. */
    public Reply with(Bytes newBody) {
        return new Reply(status, reason, headers, newBody, answer, evidence, delivery);
    }

    /** The same reply, getting there in another way. */
    public Reply withDelivery(Delivery newDelivery) {
        return new Reply(status, reason, headers, body, answer, evidence, newDelivery);
    }
}
