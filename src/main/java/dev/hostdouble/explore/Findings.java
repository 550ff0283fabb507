package dev.hostdouble.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes findings of results: those that are probably the same bug become one. */
final class Findings {
    private Findings() {}

    /** The findings, the most dangerous first. */
    static List<Finding> of(List<TrialResult> results) {
        Comparator<TrialResult> order = Comparator.<TrialResult, Verdict>comparing(TrialResult::verdict)
                .thenComparing(result -> result.trial().faults().size())
                .thenComparing(result -> result.trial().faults().get(0).fault().danger());
        Map<String, List<TrialResult>> groups = new LinkedHashMap<>();
        results.stream()
                .filter(result -> result.verdict().isFinding())
                .sorted(order)
                .forEach(result -> groups.computeIfAbsent(group(result), none -> new ArrayList<>())
                        .add(result));
        List<Finding> findings = new ArrayList<>();
        groups.values().forEach(group -> {
            List<String> alike =
                    group.stream().skip(1).map(result -> result.trial().name()).toList();
            findings.add(new Finding(findings.size() + 1, group.get(0), alike));
        });
        return findings;
    }

    /** The verdict, the operation of the call whose fault brought it about, and what that fault means to a client. */
    private static String group(TrialResult result) {
        List<PlacedFault> faults = result.trial().faults();
        PlacedFault last = faults.get(faults.size() - 1);
        if (result.verdict() == Verdict.HAMMER) {
            return result.verdict().word(); // a client has one way to wait
        }
        return result.verdict() + " " + last.call().operation() + " " + family(last.fault());
    }

    /** Faults of one family mean the same to a client: the job is not well, it took effect without a good reply, or it did not. */
    private static String family(Fault fault) {
        if (fault.name().startsWith("job-") || fault.name().equals("stale")) {
            return fault.name();
        }
        return fault.isPerformed() ? "performed" : "refused";
    }
}
