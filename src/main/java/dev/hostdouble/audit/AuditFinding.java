package dev.hostdouble.audit;

import java.util.List;

/**
 * Something that calls show about their client. No text in it contains a credential.
 *
 * @param rule the id of the rule
 * @param operation the id of the operation that it is about
 * @param calls the numbers of the calls that show it, the first ten
 * @param what what happened, as a sentence
 * @param advice what a robust client does, as a sentence
 * @param evidence short facts that prove it
 */
public record AuditFinding(
        String rule,
        Severity severity,
        String operation,
        List<Long> calls,
        String what,
        String advice,
        List<String> evidence) {
    public AuditFinding {
        calls = List.copyOf(calls);
        evidence = List.copyOf(evidence);
    }
}
