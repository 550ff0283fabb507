package dev.hostdouble.core;

/**
 * Which headers of the emulator the replies of providers have, so that logs can be joined. By default none: then every byte is the
 * provider's.
 *
 * @param request whether {@code Emulator-Request} says the number of the call in the journal of its world
 * @param evidence whether {@code Emulator-Evidence} says how well it is known that the provider answers this way
 */
public record EmulatorHeaders(boolean request, boolean evidence) {
    /** Neither. */
    public static final EmulatorHeaders NONE = new EmulatorHeaders(false, false);

    private static final String REQUEST = "Emulator-Request";
    private static final String EVIDENCE = "Emulator-Evidence";

    /** The reply to the call of a number with the headers. */
    public Reply addTo(Reply reply, long number) {
        if (!request && !evidence) {
            return reply;
        }
        Headers headers = reply.headers();
        headers = request ? headers.without(REQUEST).plus(REQUEST, Long.toString(number)) : headers;
        headers = evidence
                ? headers.without(EVIDENCE).plus(EVIDENCE, reply.evidence().word())
                : headers;
        return reply.with(headers);
    }

    /** The headers of a reply without these. */
    public static Headers removedFrom(Headers headers) {
        return headers.without(REQUEST).without(EVIDENCE);
    }
}
