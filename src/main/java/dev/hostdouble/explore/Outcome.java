package dev.hostdouble.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run left in its world, compared with the beginning.
 *
 * @param made the things that are new
 * @param changes what is different about things that were there before, such as {@code hosterapi/vm 4001 state: running -> stopped}
 * @param removed the things that are gone, such as {@code hosterapi/vm 4001}
 */
record Outcome(List<Thing> made, List<String> changes, List<String> removed) {
    Outcome {
        made = List.copyOf(made);
        changes = List.copyOf(changes);
        removed = List.copyOf(removed);
    }

    static Outcome between(Map<String, Thing> before, Map<String, Thing> after) {
        List<Thing> made = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        after.forEach((key, thing) -> {
            Thing earlier = before.get(key);
            if (earlier == null) {
                made.add(thing);
            } else {
                addChanges(earlier, thing, changes);
            }
        });
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(removed::add);
        return new Outcome(made, changes, removed);
    }

    private static void addChanges(Thing before, Thing after, List<String> changes) {
        Map<String, String> names = new TreeMap<>(before.facts());
        names.putAll(after.facts());
        for (String name : names.keySet()) {
            String was = before.facts().getOrDefault(name, "none");
            String is = after.facts().getOrDefault(name, "none");
            if (!was.equals(is)) {
                changes.add(after.kind() + " " + after.id() + " " + name + ": " + was + " -> " + is);
            }
        }
    }

    /** What is new, as facts refer to it: {@code vm 4004}. */
    private Set<String> references() {
        return made.stream()
                .map(thing -> thing.kind().substring(thing.kind().indexOf('/') + 1) + " " + thing.id())
                .collect(Collectors.toSet());
    }

    /** How many new things of a kind there are. */
    long count(String kind) {
        return made.stream().filter(thing -> thing.kind().equals(kind)).count();
    }

    /** One line for each thing made, changed or removed, in an order that does not depend on the run. */
    List<String> lines(Set<String> unsteady) {
        Set<String> ids = references();
        List<String> lines = new ArrayList<>();
        made.forEach(thing -> lines.add("made " + thing.asMade(ids, unsteady)));
        changes.stream()
                .filter(change -> !isUnsteady(change, unsteady))
                .forEach(change -> lines.add("changed " + change));
        removed.forEach(thing -> lines.add("removed " + thing));
        return lines.stream().sorted().toList();
    }

    private static boolean isUnsteady(String change, Set<String> unsteady) {
        String[] words = change.split(" ", 4);
        return words.length > 2 && unsteady.contains(words[0] + "." + words[2].substring(0, words[2].length() - 1));
    }
}
