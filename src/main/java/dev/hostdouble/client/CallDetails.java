package dev.hostdouble.client;

import java.util.List;
import java.util.Optional;

/**
 * A call in full. Credentials are masked.
 *
 * @param delivery how the reply was delivered; empty while it is under way
 * @param restsOn the facts that the reply rests on and that no page of the provider shows
 * @param notes what the sender may not expect
 */
public record CallDetails(
        RecordedCall call,
        Message request,
        Message reply,
        Optional<Delivery> delivery,
        List<Fact> restsOn,
        List<String> notes) {
    static CallDetails of(Members json) {
        return new CallDetails(
                RecordedCall.of(json.object("call")),
                Message.of(json.object("request")),
                Message.of(json.object("reply")),
                json.optionalObject("delivery").map(Delivery::of),
                json.list("restsOn", Fact::of),
                json.texts("notes"));
    }

    /** A request or a reply. */
    public record Message(List<Header> headers, String body) {
        static Message of(Members json) {
            return new Message(json.list("headers", Header::of), json.text("body"));
        }
    }

    /** A header field. */
    public record Header(String name, String value) {
        static Header of(Members json) {
            return new Header(json.text("name"), json.text("value"));
        }
    }

    /**
     * How a reply was delivered.
     *
     * @param outcome such as {@code complete} or {@code reset}
     * @param bytes how many bytes of the body the operating system accepted
     * @param delayMillis the time waited before the first byte
     */
    public record Delivery(String outcome, long bytes, long delayMillis) {
        static Delivery of(Members json) {
            return new Delivery(json.text("outcome"), json.number("bytes"), json.number("delayMs"));
        }
    }

    /** A fact about a provider with its evidence. */
    public record Fact(String fact, String evidence, String statement) {
        static Fact of(Members json) {
            return new Fact(json.text("fact"), json.text("evidence"), json.text("statement"));
        }
    }
}
