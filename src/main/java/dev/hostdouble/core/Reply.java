package dev.hostdouble.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An HTTP reply to a client.
 *
 * @param reason the reason phrase, or the empty string for the standard one
 * @param answer the name of the operation's answer: {@code ok}, or the name of an error; coverage counts by it
 * @param evidence the evidence for this reply: the weakest of the answer and of the facts it rests on
 * @param facts what it rests on besides the page of its operation
 * @param delivery how the reply is sent
 * @param ruleHits the scenario rules that were chosen for the call, in order
 * @param stream the body, if it is made while it is sent; {@code body} is empty then
 * @param deliveryListener is told once how the delivery ended, on any thread
 */
public record Reply(
        int status,
        String reason,
        Headers headers,
        Bytes body,
        String answer,
        Evidence evidence,
        List<Fact> facts,
        Delivery delivery,
        List<RuleHit> ruleHits,
        Optional<StreamedBody> stream,
        Consumer<Delivered> deliveryListener) {
    /** The answer name of a success. */
    public static final String OK = "ok";

    /** The answer name of a reply that comes from a scenario and not from the provider. */
    public static final String INJECTED = "injected";

    private static final Consumer<Delivered> NOBODY = Reply::ignore;

    /** Creates a success with a body. The dialect adds the headers. */
    public static Reply of(int status, Bytes body) {
        return new Reply(
                status,
                "",
                Headers.NONE,
                body,
                OK,
                Evidence.DOCUMENTED,
                List.of(),
                Delivery.IMMEDIATE,
                List.of(),
                Optional.empty(),
                NOBODY);
    }

    /** Creates a success with a content type and a body in UTF-8. */
    public static Reply text(int status, String contentType, String body) {
        return of(status, Bytes.of(body)).with(Headers.of("Content-Type", contentType));
    }

    /** Returns a copy with other headers. */
    public Reply with(Headers newHeaders) {
        Copy copy = new Copy(this);
        copy.headers = newHeaders;
        return copy.made();
    }

    /** Returns a copy with other evidence. */
    public Reply with(Evidence newEvidence) {
        Copy copy = new Copy(this);
        copy.evidence = newEvidence;
        return copy.made();
    }

    /** Returns a copy that rests on these facts. */
    public Reply withFacts(List<Fact> newFacts) {
        Copy copy = new Copy(this);
        copy.facts = List.copyOf(newFacts);
        return copy.made();
    }

    /** Returns a copy with another answer name. */
    public Reply withAnswer(String newAnswer) {
        Copy copy = new Copy(this);
        copy.answer = newAnswer;
        return copy.made();
    }

    /** Returns a copy with another reason phrase. */
    public Reply withReason(String newReason) {
        Copy copy = new Copy(this);
        copy.reason = newReason;
        return copy.made();
    }

    /** Returns a copy with another body. */
    public Reply with(Bytes newBody) {
        Copy copy = new Copy(this);
        copy.body = newBody;
        return copy.made();
    }

    /** Returns a copy with a body that is made while it is sent. */
    public Reply with(StreamedBody newStream) {
        Copy copy = new Copy(this);
        copy.body = Bytes.NONE;
        copy.stream = Optional.of(newStream);
        return copy.made();
    }

    /** Returns a copy that is sent in another way. */
    public Reply withDelivery(Delivery newDelivery) {
        Copy copy = new Copy(this);
        copy.delivery = newDelivery;
        return copy.made();
    }

    /** Returns a copy with another listener. */
    public Reply withDeliveryListener(Consumer<Delivered> newListener) {
        Copy copy = new Copy(this);
        copy.deliveryListener = newListener;
        return copy.made();
    }

    /** Returns a copy that names the scenario rules that were chosen for its call. */
    public Reply withRuleHits(List<RuleHit> hits) {
        Copy copy = new Copy(this);
        copy.ruleHits = List.copyOf(hits);
        return copy.made();
    }

    private static void ignore(Delivered delivered) {}

    /** A reply under way to a copy that differs in a member or two. */
    private static final class Copy {
        private final int status;
        private String reason;
        private Headers headers;
        private Bytes body;
        private String answer;
        private Evidence evidence;
        private List<Fact> facts;
        private Delivery delivery;
        private List<RuleHit> ruleHits;
        private Optional<StreamedBody> stream;
        private Consumer<Delivered> deliveryListener;

        Copy(Reply original) {
            status = original.status;
            reason = original.reason;
            headers = original.headers;
            body = original.body;
            answer = original.answer;
            evidence = original.evidence;
            facts = original.facts;
            delivery = original.delivery;
            ruleHits = original.ruleHits;
            stream = original.stream;
            deliveryListener = original.deliveryListener;
        }

        Reply made() {
            return new Reply(
                    status,
                    reason,
                    headers,
                    body,
                    answer,
                    evidence,
                    facts,
                    delivery,
                    ruleHits,
                    stream,
                    deliveryListener);
        }
    }
}
