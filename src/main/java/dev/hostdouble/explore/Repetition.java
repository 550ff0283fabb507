package dev.hostdouble.explore;

import dev.hostdouble.core.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Command lines that repeat a trial. */
final class Repetition {
    /** The options of {@code explore} with a value that {@code serve} has too. */
    private static final Set<String> OF_SERVER = Set.of("--clock", "--world");

    private Repetition() {}

    /** Runs the client again, undisturbed and with the faults of this trial only. */
    static String explore(Exploration exploration, Trial trial) {
        List<String> words = new ArrayList<>(List.of("hostdouble", "explore", "--faults", trial.name()));
        words.addAll(exploration.options());
        words.add("--");
        words.addAll(exploration.command());
        return ShellWord.line(words);
    }

    /** Starts a server with the scenario of a trial, for a client that is run by hand or in a debugger. */
    static String serve(Exploration exploration, String scenarioFile) {
        List<String> words = new ArrayList<>(List.of("hostdouble", "serve", "--scenario", scenarioFile));
        List<String> options = exploration.options();
        for (int i = 0; i + 1 < options.size(); i++) {
            if (OF_SERVER.contains(options.get(i))) {
                words.addAll(options.subList(i, i + 2));
            }
        }
        return ShellWord.line(words);
    }
}
