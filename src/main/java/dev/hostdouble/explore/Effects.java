package dev.hostdouble.explore;

import dev.hostdouble.core.RuleHit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which calls of a run took effect, also of those that a fault changed. */
final class Effects {
    /** Operations whose effect does not show in what a provider has: only the call itself says that it was made. */
    private static final Pattern UNSEEN = Pattern.compile(
            ".*/.*\\.(.*(reboot|restart|reset|password|restore|reinstall|rdns|ptr|rename).*)|.*/pdns\\..*");

    /** Operations that a client needs for its other calls: nobody wants them for themselves. */
    private static final Pattern MEANS = Pattern.compile(".*(login|logout|token|check|acknowledge).*");

    /** With one of these in the reply, the client can ask how the job ends. */
    private static final Pattern TICKET = Pattern.compile("\"(jobId|callback|task_id)\"\\s*:");

    /** Operations whose jobs the client can ask for without a ticket. */
    private static final Pattern ASKABLE = Pattern.compile("hosterapi/server\\.backups_.*");

    private final Trial trial;
    private final List<SeenCall> calls;

    Effects(Trial trial, Run run) {
        this.trial = trial;
        this.calls = run.calls();
    }

    /** How often the provider accepted an operation, whatever the client was told. */
    long accepted(String operation) {
        return of(operation).count();
    }

    private Stream<SeenCall> of(String operation) {
        return calls.stream()
                .filter(call -> call.operation().equals(operation))
                .filter(call -> call.isSuccess() || isPerformed(call));
    }

    /** Whether the provider carried out a call that a fault changed. */
    private boolean isPerformed(SeenCall call) {
        List<Fault> faults = faults(call);
        return !faults.isEmpty() && faults.stream().allMatch(Fault::isPerformed);
    }

    private List<Fault> faults(SeenCall call) {
        return call.entry().ruleHits().stream()
                .filter(RuleHit::applied)
                .map(hit -> trial.faults().get(index(hit.rule())).fault())
                .toList();
    }

    /** The place of the fault in the trial, by the name of its rule: {@code fault}, or {@code fault-2}. */
    private static int index(String rule) {
        return rule.endsWith("/fault-2") ? 1 : 0;
    }

    /**
     * What the client carries out undisturbed and not here, as the end of a sentence; empty if nothing.
     *
     * @param alsoUndone whether to look also at what does not show in the result only because the client undoes it later
     */
    Optional<String> missing(Baseline baseline, boolean alsoUndone) {
        boolean hasOtherWay = calls.stream()
                .filter(call -> call.isSuccess() && !Plan.reads(call.operation()))
                .anyMatch(call -> baseline.most(call.operation()) == 0);
        return baseline.calls().stream()
                .map(SeenCall::operation)
                .distinct()
                .filter(operation ->
                        !Plan.reads(operation) && !MEANS.matcher(operation).matches())
                .filter(operation -> UNSEEN.matcher(operation).matches()
                        ? effective(operation) < baseline.fewest(operation)
                        : alsoUndone && !hasOtherWay && effective(operation) == 0 && baseline.fewest(operation) > 0)
                .map(operation -> operation + " " + times(effective(operation), baseline.fewest(operation)))
                .findFirst();
    }

    private static String times(long is, long wanted) {
        return is == 0 ? "never took effect" : "took effect only " + is + " times instead of " + wanted;
    }

    private long effective(String operation) {
        return of(operation).filter(call -> !isSpoiled(call)).count();
    }

    /** Whether its job has no result, and the client could have learned that. */
    private boolean isSpoiled(SeenCall call) {
        boolean isAskable = ASKABLE.matcher(call.operation()).matches()
                || TICKET.matcher(call.entry().reply().body().text()).find();
        return isAskable && faults(call).stream().anyMatch(Fault::spoilsJob);
    }
}
