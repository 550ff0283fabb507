package dev.hostdouble.audit;

import dev.hostdouble.audit.AuditReport.NotJudged;
import dev.hostdouble.audit.AuditReport.Total;
import dev.hostdouble.core.WorkLimit;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.Unclaimed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges the calls of a session by all rules. It needs no world, and takes time that grows with the size of the calls alone. */
public final class Audit {
    private final Map<String, Provider> providers;
    private final Map<String, Operation> operations;

    private Audit(List<Provider> providers) {
        this.providers = providers.stream().collect(Collectors.toMap(Provider::name, Function.identity()));
        this.operations =
                Operation.all(providers).stream().collect(Collectors.toMap(Operation::id, Function.identity()));
    }

    /** An audit of the calls to these providers. */
    public static Audit of(List<Provider> providers) {
        return new Audit(providers);
    }

    /** The rules, in the order of their findings. */
    public static List<AuditRule> rules() {
        return AuditRules.ALL;
    }

    /** Judges a session. */
    public AuditReport judge(AuditedSession session) {
        return judge(session, WorkLimit.none());
    }

    /**
     * Judges a session with limited work; about a step for each byte of its calls.
     *
     * @throws WorkLimit.ExceededException if there is more to do than the limit allows
     */
    public AuditReport judge(AuditedSession session, WorkLimit work) {
        Map<AuditRule, Findings> found = new LinkedHashMap<>();
        List<CallWatch> watches = new ArrayList<>();
        List<NotJudged> notJudged = new ArrayList<>();
        for (AuditRule rule : AuditRules.ALL) {
            if (rule.isAboutTime() && session.untimed().isPresent()) {
                notJudged.add(new NotJudged(rule.id(), session.untimed().get()));
            } else {
                Findings findings = new Findings(rule);
                found.put(rule, findings);
                watches.add(rule.watch(findings));
            }
        }
        for (AuditedCall call : session.calls()) {
            work.spend(watches.size());
            seen(call, work).ifPresent(seen -> watches.forEach(watch -> watch.see(seen)));
        }
        watches.forEach(CallWatch::end);
        return new AuditReport(
                session.calls().size(),
                incomplete(session.forgotten()),
                found.values().stream()
                        .flatMap(findings -> findings.kept().stream())
                        .toList(),
                found.entrySet().stream()
                        .map(entry ->
                                new Total(entry.getKey().id(), entry.getValue().total()))
                        .toList(),
                notJudged);
    }

    private Optional<SeenCall> seen(AuditedCall call, WorkLimit work) {
        return Optional.ofNullable(operations.get(call.entry().operation()))
                .map(operation -> new SeenCall(
                        call, operation, providers.getOrDefault(operation.provider(), Unclaimed.PROVIDER), work));
    }

    private static Optional<String> incomplete(long forgotten) {
        String first = "the journal no longer has the first ";
        if (forgotten == 0) {
            return Optional.empty();
        }
        return Optional.of(
                forgotten == 1
                        ? first + "call, so what it shows is not judged"
                        : first + forgotten + " calls, so what they show is not judged");
    }
}
