package dev.hostdouble.control;

import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.scenario.OperationPattern;
import dev.hostdouble.scenario.RuleExplanation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the rules of a scenario did not apply. */
record ExplanationJson(String scenario, List<RuleJson> rules) {
    /**
     * @param journal the calls that are still kept, oldest first
     * @param host which TLS handshakes are those of the world, if not all can be
     */
    static ExplanationJson of(
            String scenario,
            List<RuleExplanation> rules,
            List<JournalEntry> journal,
            KnownOperations operations,
            Optional<String> host) {
        return new ExplanationJson(
                scenario,
                rules.stream()
                        .map(rule -> RuleJson.of(rule, journal, operations, host))
                        .toList());
    }

    /**
     * A rule with the calls of its operations that it did not apply to, the latest last.
     *
     * @param note why nothing matched a rule about TLS handshakes, if the client may have called another host
     */
    record RuleJson(
            String rule,
            List<String> on,
            long matched,
            long chosen,
            long applied,
            List<NearestJson> nearest,
            @Nullable String note) {
        static RuleJson of(
                RuleExplanation explained,
                List<JournalEntry> journal,
                KnownOperations operations,
                Optional<String> host) {
            boolean isUnmet = explained.rule().isAboutHandshakes() && explained.matched() == 0;
            return new RuleJson(
                    explained.rule().name(),
                    explained.rule().on().stream().map(OperationPattern::text).toList(),
                    explained.matched(),
                    explained.chosen(),
                    explained.applied(),
                    explained.nearest().stream()
                            .map(nearest -> NearestJson.of(nearest, journal, operations))
                            .toList(),
                    isUnmet ? host.orElse(null) : null);
        }
    }

    /** A call, its request line if the journal still has it, and the first condition that failed. */
    record NearestJson(long n, @Nullable String request, String why) {
        static NearestJson of(RuleExplanation.Nearest nearest, List<JournalEntry> journal, KnownOperations operations) {
            Optional<String> line =
                    JournalSnapshot.entry(journal, nearest.call()).map(operations::requestLine);
            return new NearestJson(nearest.call(), line.orElse(null), nearest.why());
        }
    }
}
