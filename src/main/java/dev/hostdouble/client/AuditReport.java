package dev.hostdouble.client;

import java.util.List;
import java.util.Optional;

/**
 * What the calls of a world show about the client that made them; {@code docs/audit.md} explains the rules.
 *
 * @param world the name of the world
 * @param calls the number of calls that were judged
 * @param incomplete what the audit could not see; empty if it saw all calls
 * @param findings in the order of the rules, and for each rule at most the first 20
 * @param totals how often each rule that judged the calls found something
 * @param notJudged the rules that could not judge the calls
 */
public record AuditReport(
        String world,
        long calls,
        Optional<String> incomplete,
        List<Finding> findings,
        List<Total> totals,
        List<NotJudged> notJudged) {
    static AuditReport of(Members json) {
        return new AuditReport(
                json.text("world"),
                json.number("calls"),
                json.optionalText("incomplete"),
                json.list("findings", Finding::of),
                json.list("rules", Total::of),
                json.list("notJudged", NotJudged::of));
    }

    /** The errors and warnings: what a careful client does not have. */
    public List<Finding> wrong() {
        return findings.stream()
                .filter(finding -> !finding.severity().equals("info"))
                .toList();
    }

    /**
     * Something that calls show.
     *
     * @param rule the id of the rule, such as {@code order-repeated}
     * @param severity {@code error}, {@code warning} or {@code info}
     * @param operation the id of the operation that it is about
     * @param calls the numbers of the calls that show it, at most the first ten
     * @param what what happened
     * @param advice what a robust client does
     * @param evidence short facts that prove it
     */
    public record Finding(
            String rule,
            String severity,
            String operation,
            List<Long> calls,
            String what,
            String advice,
            List<String> evidence) {
        static Finding of(Members json) {
            return new Finding(
                    json.text("rule"),
                    json.text("severity"),
                    json.text("operation"),
                    json.numbers("calls"),
                    json.text("what"),
                    json.text("advice"),
                    json.texts("evidence"));
        }
    }

    /**
     * How often a rule found something.
     *
     * @param found the number of findings; the list may have fewer
     */
    public record Total(String rule, long found) {
        static Total of(Members json) {
            return new Total(json.text("rule"), json.number("found"));
        }
    }

    /** A rule that could not judge the calls, and why. */
    public record NotJudged(String rule, String reason) {
        static NotJudged of(Members json) {
            return new NotJudged(json.text("rule"), json.text("reason"));
        }
    }
}
