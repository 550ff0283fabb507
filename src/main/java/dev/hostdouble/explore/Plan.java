package dev.hostdouble.explore;

import dev.hostdouble.Providers;
import dev.hostdouble.provider.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which faults are tried at which calls. */
final class Plan {
    /** Of calls of one operation that are all different, such as pages: the first ones and the last one. */
    private static final int MOST_CALLS = 4;

    private static final Map<String, Operation> OPERATIONS =
            Operation.all(Providers.ALL).stream().collect(Collectors.toMap(Operation::id, operation -> operation));

    private Plan() {}

    /**
     * The faults of a run's calls from some call on, the most dangerous first.
     *
     * @param calls all calls of the run
     * @param from the place of the first call that can suffer one
     */
    static List<PlacedFault> of(List<SeenCall> calls, int from) {
        Set<Integer> chosen = chosen(calls, from);
        Set<String> logins = calls.stream()
                .filter(call -> isLogin(call.operation()))
                .map(Plan::provider)
                .collect(Collectors.toSet());
        Map<String, Integer> numbers = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<PlacedFault> faults = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            SeenCall call = calls.get(i);
            int nth = numbers.merge(call.operation(), 1, Integer::sum);
            boolean isRepeated = !seen.add(call.request());
            Operation operation = OPERATIONS.get(call.operation());
            if (chosen.contains(i) && operation != null && !operation.isUnknown()) {
                boolean startsJob = operation.job().isPresent() && call.isSuccess();
                CallSite site = new CallSite(call.operation(), nth);
                new Faults(operation, logins.contains(provider(call)))
                        .at(nth, startsJob, isRepeated)
                        .forEach(fault -> faults.add(new PlacedFault(fault, site)));
            }
        }
        faults.sort(Comparator.comparingInt(placed -> placed.fault().danger()));
        return faults;
    }

    /** Whether an operation changes nothing. */
    static boolean reads(String operation) {
        Operation row = OPERATIONS.get(operation);
        return row == null || row.reads();
    }

    private static boolean isLogin(String operation) {
        return operation.endsWith("login") || operation.endsWith("token.request");
    }

    private static String provider(SeenCall call) {
        return call.operation().substring(0, Math.max(0, call.operation().indexOf('/')));
    }

    /** The places of the calls at which faults are tried: of polls the first and the last, of other repeated calls a few. */
    private static Set<Integer> chosen(List<SeenCall> calls, int from) {
        Map<String, List<Integer>> byOperation = new LinkedHashMap<>();
        Map<String, List<Integer>> byRequest = new LinkedHashMap<>();
        for (int i = from; i < calls.size(); i++) {
            byOperation
                    .computeIfAbsent(calls.get(i).operation(), none -> new ArrayList<>())
                    .add(i);
            byRequest
                    .computeIfAbsent(
                            calls.get(i).operation() + " " + calls.get(i).request(), none -> new ArrayList<>())
                    .add(i);
        }
        Set<Integer> ends = new TreeSet<>();
        byRequest.values().forEach(places -> {
            ends.add(places.get(0));
            ends.add(places.get(places.size() - 1));
        });
        Set<Integer> chosen = new TreeSet<>();
        for (List<Integer> places : byOperation.values()) {
            List<Integer> some = places.stream().filter(ends::contains).toList();
            chosen.addAll(some.subList(0, Math.min(MOST_CALLS - 1, some.size())));
            chosen.add(some.get(some.size() - 1));
        }
        return chosen;
    }
}
