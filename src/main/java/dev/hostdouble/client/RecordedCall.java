package dev.hostdouble.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call in the journal.
 *
 * @param n its number, from 1
 * @param at the time of the world's clock
 * @param operation the operation, such as {@code hosterapi/server.create}
 * @param query the query without its question mark; credentials are masked
 * @param answer which of the operation's answers it got
 * @param evidence {@code documented}, {@code observed} or {@code assumed}
 * @param delivery how the reply's delivery ended, such as {@code complete}; empty while it is under way
 * @param ruleHits the scenario rules that were chosen for it
 */
public record RecordedCall(
        long n,
        Instant at,
        String operation,
        String method,
        String path,
        String query,
        int status,
        String answer,
        String evidence,
        Optional<String> delivery,
        List<RuleHit> ruleHits) {
    static RecordedCall of(Members json) {
        return new RecordedCall(
                json.number("n"),
                json.time("at"),
                json.text("operation"),
                json.text("method"),
                json.text("path"),
                json.text("query"),
                Math.toIntExact(json.number("status")),
                json.text("answer"),
                json.text("evidence"),
                json.optionalText("delivery"),
                json.list("ruleHits", RuleHit::of));
    }

    /**
     * A rule that was chosen for a call.
     *
     * @param rule {@code scenario/rule}
     * @param applied whether it changed something
     */
    public record RuleHit(String rule, boolean applied) {
        static RuleHit of(Members json) {
            return new RuleHit(json.text("rule"), json.flag("applied"));
        }
    }
}
