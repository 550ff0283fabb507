package dev.hostdouble.control;

import dev.hostdouble.audit.Audit;
import dev.hostdouble.audit.AuditFinding;
import dev.hostdouble.audit.AuditReport;
import dev.hostdouble.audit.AuditRule;
import dev.hostdouble.audit.AuditedCall;
import dev.hostdouble.audit.AuditedSession;
import dev.hostdouble.audit.Severity;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorkLimit;
import dev.hostdouble.provider.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET audit}: what the calls in the journal show about the client that made them. */
final class AuditControl {
    private static final long MOST_WORK = 300_000_000; // about a few seconds
    private static final QueryParam RULE = QueryParam.optionalWord(
            "rule",
            "Only the findings of this rule.",
            Audit.rules().stream().map(AuditRule::id).toList());
    private static final QueryParam SEVERITY = QueryParam.word(
            "severity",
            "Only findings that are at least that severe.",
            Arrays.stream(Severity.values()).map(Severity::word).toArray(String[]::new));

    /** The parameters of the report. */
    static final List<QueryParam> PARAMETERS = List.of(RULE, SEVERITY);

    private final Lazy<Audit> audit;

    AuditControl(List<Provider> providers) {
        this.audit = Lazy.of(() -> Audit.of(providers));
    }

    /** {@code GET audit?rule=&severity=}. The world is looked at once, and goes on meanwhile. */
    Reply report(ControlCall call) {
        JournalSnapshot journal = JournalSnapshot.of(call);
        Optional<String> untimed = call.world()
                .with(session ->
                        CallTimes.untimed(session, call.worlds().settings().clock()));
        List<AuditedCall> calls = journal.forReading(journal.entries()).stream()
                .map(entry -> new AuditedCall(
                        entry,
                        journal.deliveries().of(entry.number()),
                        entry.time().elapsed()))
                .toList();
        try {
            AuditReport report =
                    audit.get().judge(new AuditedSession(calls, journal.dropped(), untimed), new WorkLimit(MOST_WORK));
            return ControlJson.reply(200, ReportJson.of(call.worldName(), report, selected(report, call.query())));
        } catch (WorkLimit.ExceededException e) {
            throw new ControlException(
                    400,
                    "too much to judge: " + calls.size()
                            + " calls with long bodies or many parameters; clear the journal with DELETE requests, or audit a shorter session");
        }
    }

    private static List<AuditFinding> selected(AuditReport report, Map<String, String> query) {
        Severity least = Arrays.stream(Severity.values())
                .filter(severity -> severity.word().equals(SEVERITY.of(query)))
                .findFirst()
                .orElse(Severity.INFO);
        Optional<String> rule = Optional.ofNullable(query.get(RULE.name()));
        return report.atLeast(least).stream()
                .filter(finding -> rule.filter(id -> !id.equals(finding.rule())).isEmpty())
                .toList();
    }

    private record ReportJson(
            String world,
            long calls,
            @Nullable String incomplete,
            List<FindingJson> findings,
            List<TotalJson> rules,
            List<NotJudgedJson> notJudged) {
        static ReportJson of(String world, AuditReport report, List<AuditFinding> findings) {
            return new ReportJson(
                    world,
                    report.calls(),
                    report.incomplete().orElse(null),
                    findings.stream().map(FindingJson::of).toList(),
                    report.totals().stream().map(TotalJson::of).toList(),
                    report.notJudged().stream().map(NotJudgedJson::of).toList());
        }
    }

    private record FindingJson(
            String rule,
            String severity,
            String operation,
            List<Long> calls,
            String what,
            String advice,
            List<String> evidence) {
        static FindingJson of(AuditFinding finding) {
            return new FindingJson(
                    finding.rule(),
                    finding.severity().word(),
                    finding.operation(),
                    finding.calls(),
                    finding.what(),
                    finding.advice(),
                    finding.evidence());
        }
    }

    private record TotalJson(String rule, long found) {
        static TotalJson of(AuditReport.Total total) {
            return new TotalJson(total.rule(), total.found());
        }
    }

    private record NotJudgedJson(String rule, String reason) {
        static NotJudgedJson of(AuditReport.NotJudged notJudged) {
            return new NotJudgedJson(notJudged.rule(), notJudged.reason());
        }
    }
}
