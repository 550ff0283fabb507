package dev.hostdouble.explore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The client without faults: two runs, because it may do something else each time. */
final class Baseline {
    private final Run first;
    private final Run second;
    private final Set<String> unsteady;
    private final List<String> differences;

    Baseline(Run first, Run second) {
        this.first = first;
        this.second = second;
        this.unsteady = unsteady(first.outcome(), second.outcome());
        this.differences = differences();
    }

    /** The facts {@code kind.fact} of new things that differ although the runs made the same number of each kind. */
    private static Set<String> unsteady(Outcome one, Outcome other) {
        Map<String, List<Thing>> kinds = new HashMap<>();
        one.made().forEach(thing -> kinds.computeIfAbsent(thing.kind(), none -> new ArrayList<>())
                .add(thing));
        Set<String> differing = new TreeSet<>();
        kinds.forEach((kind, things) -> {
            List<Thing> others = other.made().stream()
                    .filter(thing -> thing.kind().equals(kind))
                    .toList();
            if (own(things).equals(own(others))) {
                return; // the same things, which threads may make in another order
            }
            for (int i = 0; i < Math.min(things.size(), others.size()); i++) {
                Map<String, String> facts = things.get(i).facts();
                Map<String, String> otherFacts = others.get(i).facts();
                Set<String> names = new HashSet<>(facts.keySet());
                names.addAll(otherFacts.keySet());
                names.removeIf(name -> facts.getOrDefault(name, "").equals(otherFacts.getOrDefault(name, "")));
                names.forEach(name -> differing.add(kind + "." + name));
            }
        });
        return differing;
    }

    private static List<String> own(List<Thing> things) {
        return things.stream().map(Thing::own).sorted().toList();
    }

    private List<String> differences() {
        List<String> found = new ArrayList<>();
        if (!operations(first).equals(operations(second))) {
            found.add("the calls: " + first.calls().size() + " in one run, "
                    + second.calls().size() + " in the other, or in another order");
        }
        if (!first.outcome().lines(unsteady).equals(second.outcome().lines(unsteady))) {
            found.add("the result");
        }
        unsteady.forEach(fact -> found.add(fact + " of what it makes"));
        return found;
    }

    private static List<String> operations(Run run) {
        return run.calls().stream().map(SeenCall::operation).toList();
    }

    /** Whether the client makes several calls at the same time. */
    boolean isParallel() {
        return first.isParallel() || second.isParallel();
    }

    /** The calls of the client. */
    List<SeenCall> calls() {
        return first.calls();
    }

    ClientExit exit() {
        return first.exit();
    }

    /** What differs between new things of the undisturbed runs. */
    Set<String> unsteady() {
        return Collections.unmodifiableSet(unsteady);
    }

    /** Whether a run left what the client wants. */
    boolean isWanted(Outcome outcome) {
        List<String> lines = outcome.lines(unsteady);
        return lines.equals(first.outcome().lines(unsteady))
                || lines.equals(second.outcome().lines(unsteady));
    }

    /** What a run made or changed that the client does not want in the end; what it removed is not left behind. */
    List<String> unwanted(Outcome outcome) {
        List<String> extra = leftovers(outcome);
        first.outcome().lines(unsteady).forEach(extra::remove);
        return extra;
    }

    /** What a run removed that the client does not remove, such as {@code removed hosterapi/vm 4001}. */
    List<String> removedByMistake(Outcome outcome) {
        List<String> removed = new ArrayList<>(new Outcome(List.of(), List.of(), outcome.removed()).lines(unsteady));
        removed.removeAll(first.outcome().lines(unsteady));
        removed.removeAll(second.outcome().lines(unsteady));
        return removed;
    }

    /** What a run made or changed, without what a job still works on. */
    List<String> leftovers(Outcome outcome) {
        List<Thing> idle =
                outcome.made().stream().filter(thing -> !thing.isBusy()).toList();
        return new ArrayList<>(new Outcome(idle, outcome.changes(), List.of()).lines(unsteady));
    }

    /** What a run cost more than the client costs, such as {@code 39.00 EUR}. */
    List<String> moneyBeyond(Run run) {
        return run.costs().beyond(first.costs());
    }

    /** How many new things of a kind the client makes. */
    long wanted(String kind) {
        return Math.max(first.outcome().count(kind), second.outcome().count(kind));
    }

    /** How often an operation succeeds, in the run in which it does so more often. */
    long most(String operation) {
        return Math.max(successes(first, operation), successes(second, operation));
    }

    /** How often an operation succeeds, in the run in which it does so less often. */
    long fewest(String operation) {
        return Math.min(successes(first, operation), successes(second, operation));
    }

    private static long successes(Run run, String operation) {
        return run.calls().stream()
                .filter(call -> call.operation().equals(operation) && call.isSuccess())
                .count();
    }

    /** The calls that the provider refuses although nothing is wrong with it: probably a bug already. */
    private List<String> refused() {
        return first.calls().stream()
                .filter(call -> !call.isSuccess())
                .map(call -> "call " + call.entry().number() + ", " + call.operation() + ": "
                        + call.line().reply())
                .toList();
    }

    /** The baseline as reports show it. */
    Undisturbed shown() {
        return new Undisturbed(
                first.calls().stream().map(SeenCall::line).toList(),
                first.outcome().lines(unsteady),
                first.exit(),
                refused(),
                differences);
    }
}
