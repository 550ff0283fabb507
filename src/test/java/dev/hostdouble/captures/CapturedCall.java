package dev.hostdouble.captures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request of a capture, and the answer that it gets.
 *
 * @param change what the provider changed by itself before it was sent, as {@code POST changes} takes it; the empty string
 *     for nothing
 * @param target path and query
 * @param headers its headers, those of all requests included
 * @param body the empty string where it has none
 * @param operation the id of the operation that answers it
 * @param answer the name of the answer
 * @param evidence the evidence of the reply, as {@code docs/fidelity.md} writes it
 * @param keep pointers into the reply by the names under which later requests use the values
 * @param until values by pointers into the reply: the request is sent again until the reply has them; {@code not x} is
 *     any value but x
 * @param times how often it is sent
 */
record CapturedCall(
        String change,
        String method,
        String target,
        Map<String, String> headers,
        String body,
        String operation,
        String answer,
        String evidence,
        Map<String, String> keep,
        Map<String, String> until,
        int times) {

    CapturedCall {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers)); // in the order of the file
        keep = Collections.unmodifiableMap(new LinkedHashMap<>(keep));
        until = Collections.unmodifiableMap(new LinkedHashMap<>(until));
    }

    /** What came back, in the same words as {@link #expected}. */
    static String words(String operation, String answer, String evidence) {
        return operation + " " + answer + " " + evidence;
    }

    /** Operation, answer and evidence. */
    String expected() {
        return words(operation, answer, evidence);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
