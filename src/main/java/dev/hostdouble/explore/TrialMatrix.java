package dev.hostdouble.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The trials as a table: a row for each call, a column for each fault.
 *
 * @param sites the calls, in the order in which the undisturbed client makes them
 * @param faults the names of the faults, the most dangerous first
 * @param results by call, then by fault
 * @param pairs the trials with more than one fault, which the table has no place for
 */
record TrialMatrix(
        List<String> sites,
        List<String> faults,
        Map<String, Map<String, TrialResult>> results,
        List<TrialResult> pairs) {

    static TrialMatrix of(Exploration exploration) {
        Map<String, Map<String, TrialResult>> results = new LinkedHashMap<>();
        Set<Fault> faults = new TreeSet<>(Comparator.comparingInt(Fault::danger).thenComparing(Fault::name));
        List<TrialResult> pairs = new ArrayList<>();
        for (TrialResult result : exploration.results()) {
            if (result.trial().faults().size() > 1) {
                pairs.add(result);
                continue;
            }
            PlacedFault placed = result.trial().faults().get(0);
            faults.add(placed.fault());
            results.computeIfAbsent(placed.call().toString(), none -> new HashMap<>())
                    .put(placed.fault().name(), result);
        }
        Set<String> sites = new LinkedHashSet<>(sitesOf(exploration.undisturbed()));
        sites.retainAll(results.keySet());
        sites.addAll(results.keySet());
        return new TrialMatrix(
                List.copyOf(sites), faults.stream().map(Fault::name).distinct().toList(), results, pairs);
    }

    private static List<String> sitesOf(Undisturbed run) {
        Map<String, Integer> times = new HashMap<>();
        return run.calls().stream()
                .map(call -> new CallSite(call.operation(), times.merge(call.operation(), 1, Integer::sum)).toString())
                .toList();
    }

    /** The headings of the columns, after that of the rows. */
    List<String> columns(String ofRows) {
        List<String> columns = new ArrayList<>(List.of(ofRows));
        columns.addAll(faults);
        return columns;
    }

    /** A row: empty cells are what was not tried. */
    List<Optional<TrialResult>> row(String site) {
        Map<String, TrialResult> tried = results.getOrDefault(site, Map.of());
        return faults.stream()
                .map(fault -> Optional.ofNullable(tried.get(fault)))
                .toList();
    }
}
