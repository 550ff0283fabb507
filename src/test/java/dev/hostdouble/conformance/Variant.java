package dev.hostdouble.conformance;

import dev.hostdouble.core.Request;
import dev.hostdouble.provider.Operation;
import java.util.Optional;
import java.util.Set;

/**
 * One variant of a call.
 *
 * @param operation the operation whose variant it is; a wrong path or method may lead to another one
 * @param label what is different from a usual call
 * @param texts the names of the parameters that it sends as a text which is not blank
 * @param expected the name of the one answer it must get, where that is known
 * @param refusal the name of the answer it must get where the usual call succeeds: what the row says of the one value that
 *     is different
 */
record Variant(
        Operation operation,
        String label,
        Request request,
        Set<String> texts,
        Optional<String> expected,
        Optional<String> refusal) {
    @Override
    public String toString() {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String text = operation.id() + ", " + label + ": " + request.method() + " " + request.path() + query + " "
                + request.body().text();
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }
}
