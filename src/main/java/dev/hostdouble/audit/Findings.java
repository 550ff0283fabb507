package dev.hostdouble.audit;

import java.util.ArrayList;
import java.util.List;

/** What one rule finds: all of it is counted, and the first of it is kept. */
final class Findings {
    private static final int MOST = 20;
    private static final int MOST_CALLS = 10;

    private final AuditRule rule;
    private final List<AuditFinding> kept = new ArrayList<>();
    private long total;

    Findings(AuditRule rule) {
        this.rule = rule;
    }

    /** Adds a finding of the rule's own severity. */
    void add(String operation, List<Long> calls, String what, String... evidence) {
        add(rule.severity(), operation, calls, what, evidence);
    }

    void add(Severity severity, String operation, List<Long> calls, String what, String... evidence) {
        total++;
        if (kept.size() < MOST) {
            kept.add(new AuditFinding(
                    rule.id(),
                    severity,
                    operation,
                    calls.subList(0, Math.min(MOST_CALLS, calls.size())),
                    what,
                    rule.advice(),
                    List.of(evidence)));
        }
    }

    List<AuditFinding> kept() {
        return kept;
    }

    long total() {
        return total;
    }
}
