package dev.hostdouble.audit;

import java.util.List;
import java.util.Optional;

/**
 * What an audit found.
 *
 * @param calls the number of calls that were judged
 * @param incomplete what the audit could not see, as a sentence; empty if it saw all calls
 * @param findings in the order of the rules, and for each rule at most the first 20
 * @param totals how often each rule that judged the session found something, in the order of the rules
 * @param notJudged the rules that could not judge the session
 */
public record AuditReport(
        long calls,
        Optional<String> incomplete,
        List<AuditFinding> findings,
        List<Total> totals,
        List<NotJudged> notJudged) {
    public AuditReport {
        findings = List.copyOf(findings);
        totals = List.copyOf(totals);
        notJudged = List.copyOf(notJudged);
    }

    /** How often a rule found something; {@code findings} may have fewer. */
    public record Total(String rule, long found) {}

    /**
     * A rule that could not judge.
     *
     * @param reason why, as a clause
     */
    public record NotJudged(String rule, String reason) {}

    /** The findings that are at least that severe. */
    public List<AuditFinding> atLeast(Severity least) {
        return findings.stream()
                .filter(finding -> finding.severity().compareTo(least) >= 0)
                .toList();
    }
}
