package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of a provider's route table: an operation, where it is found and what it answers.
 *
 * @param id the operation id, {@code <api>/<section>.<operation>}: the join key of fixtures, scenarios and journal
 * @param method the HTTP method, or the empty string for the route of everything unknown
 * @param path where it is found
 * @param open whether it is answered without authentication
 * @param answers its successes first, then the errors its page documents
 */
public record Operation(
        String id,
        String method,
        PathTemplate path,
        boolean open,
        OperationHandler operation,
        List<DocumentedAnswer> answers) {

    public Operation {
        answers = List.copyOf(answers);
    }

    /** A route with one documented success. */
    public static Operation of(String id, String method, String path, OperationHandler operation) {
        DocumentedAnswer ok = new DocumentedAnswer(Reply.OK, 200, "", Evidence.DOCUMENTED, "");
        return new Operation(id, method, PathTemplate.of(path), false, operation, List.of(ok));
    }

    /** The route of what no other route matches; needs no authentication. */
    public static Operation unknown(String id, OperationHandler operation) {
        return new Operation(id, "", PathTemplate.of("/"), true, operation, List.of());
    }

    /** The names of the successes the page documents, where it shows more than one. */
    public Operation answers(String... names) {
        return succeeds(200, Evidence.DOCUMENTED, "", names);
    }

    /** A success no page documents, and what it rests on. */
    public Operation answers(Evidence evidence, String note) {
        return answers(evidence, note, Reply.OK);
    }

    /** Several successes no page documents, and what they rest on. */
    public Operation answers(Evidence evidence, String note, String... names) {
        return succeeds(200, evidence, note, names);
    }

    /** A success with another status that no page documents, and what it rests on. */
    public Operation answers(int status, Evidence evidence, String note) {
        return succeeds(status, evidence, note, Reply.OK);
    }

    private Operation succeeds(int status, Evidence evidence, String note, String... names) {
        List<DocumentedAnswer> all = new ArrayList<>();
        for (String name : names) {
            all.add(new DocumentedAnswer(name, status, "", evidence, note));
        }
        all.addAll(answers.subList(1, answers.size()));
        return new Operation(id, method, path, open, operation, all);
    }

    /** The same route, answered to everybody. */
    public Operation unauthenticated() {
        return new Operation(id, method, path, true, operation, answers);
    }

    /** The errors the page documents for this operation. */
    public Operation fails(ApiError... errors) {
        List<DocumentedAnswer> all = new ArrayList<>(answers);
        for (ApiError error : errors) {
            all.add(new DocumentedAnswer(error.name(), error.status(), error.template(), Evidence.DOCUMENTED, ""));
        }
        return new Operation(id, method, path, open, operation, all);
    }

    /** How we know of the answer of that name, or {@code otherwise} where the row does not list it. */
    public Evidence evidence(String answer, Evidence otherwise) {
        for (DocumentedAnswer known : answers) {
            if (known.name().equals(answer)) {
                return known.evidence();
            }
        }
        return otherwise;
    }
}
