package dev.hostdouble.explore;

import java.util.List;

/**
 * What a trial showed.
 *
 * @param verdict the most dangerous thing that the client did
 * @param also what else it did, such as {@code CRASH} beside {@code LEAK}
 * @param what one sentence: what went wrong, or how the client recovered
 * @param advice one sentence: what a robust client does; empty unless the verdict is a finding
 * @param scenario the text of the scenario that was active in the run: a file with it repeats the trial
 * @param calls the calls of the run that matter: the one that the fault changed, and some before and after it
 * @param allCalls how many calls the run had
 * @param money what the run cost beyond the undisturbed one, such as {@code 7.00 EUR}; empty if nothing
 */
public record TrialResult(
        Trial trial,
        Verdict verdict,
        List<Verdict> also,
        String what,
        String advice,
        String scenario,
        List<CallLine> calls,
        int allCalls,
        ClientExit exit,
        List<String> money) {
    public TrialResult {
        also = List.copyOf(also);
        calls = List.copyOf(calls);
        money = List.copyOf(money);
    }
}
