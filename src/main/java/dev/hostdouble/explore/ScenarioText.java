package dev.hostdouble.explore;

import java.util.ArrayList;
import java.util.List;

/** Writes a trial as a scenario file. The same text is active in the run, so the file repeats what the run showed. */
final class ScenarioText {
    private ScenarioText() {}

    /** The text of the scenario of a trial; {@code verify} expects that each of its rules applied. */
    static String of(Trial trial) {
        List<String> lines = new ArrayList<>();
        lines.add("scenario: explore/" + name(trial));
        lines.add("description: |");
        for (PlacedFault placed : trial.faults()) {
            lines.add("  " + sentence(placed));
        }
        addEvents(trial, lines);
        lines.add("rules:");
        for (int i = 0; i < trial.faults().size(); i++) {
            addRule(trial.faults().get(i), trial.faults().size() == 1 ? "fault" : "fault-" + (i + 1), lines);
        }
        return String.join("\n", lines) + "\n";
    }

    /** What happens to the call, such as {@code hosterapi/server.create, call 1: takes effect, but its reply is lost.} */
    static String sentence(PlacedFault placed) {
        return placed.call().operation() + ", call " + placed.call().nth() + ": "
                + placed.fault().meaning() + ".";
    }

    /** A name as scenarios have them, with up to 64 characters. */
    private static String name(Trial trial) {
        String name = trial.name().replaceAll("[^A-Za-z0-9.]+", "-");
        return name.length() <= 64 ? name : name.substring(0, 64);
    }

    private static void addEvents(Trial trial, List<String> lines) {
        List<String> events = new ArrayList<>();
        for (PlacedFault placed : trial.faults()) {
            CallSite call = placed.call();
            String place = "{ on: " + call.operation() + ", call: " + call.nth() + " }";
            placed.fault().events().forEach(event -> events.add("  - " + event.replace("CALL", place)));
        }
        if (!events.isEmpty()) {
            lines.add("events:");
            lines.addAll(events);
        }
    }

    private static void addRule(PlacedFault placed, String name, List<String> lines) {
        // A list that is one call behind has to be so from the beginning, or nothing is remembered.
        boolean fromFirst = placed.fault().name().equals("stale");
        int nth = placed.call().nth();
        lines.add("  - name: " + name);
        lines.add("    on: " + placed.call().operation());
        lines.add("    calls: " + (fromFirst ? "\"1-" + nth + "\"" : String.valueOf(nth)));
        lines.add("    effect: " + placed.fault().effect());
        lines.add("    expect: " + (fromFirst ? "\"1-\"" : "1"));
    }
}
