package dev.hostdouble.cli;

import dev.hostdouble.explore.Progress;
import dev.hostdouble.explore.TrialResult;
import dev.hostdouble.explore.Undisturbed;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/** Shows on standard error how an exploration goes on: a bar on a terminal, else a line at the beginning. */
final class ExploreProgress implements Progress {
    private static final int WIDTH = 30;

    private final PrintStream err;
    private final boolean isTerminal;
    private int findings;

    ExploreProgress(PrintStream err, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
    }

    @Override
    public void learned(Undisturbed undisturbed, int trials, int parallel) {
        err.println("undisturbed: " + count(undisturbed.calls().size(), "call") + " in "
                + undisturbed.exit().took().toMillis() + " ms; trying " + count(trials, "fault") + ", " + parallel
                + " at a time");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    @Override
    public synchronized void tried(TrialResult result, int done, int planned, Duration left) {
        if (result.verdict().isFinding()) {
            findings++;
        }
        if (isTerminal) {
            int full = WIDTH * done / planned;
            // Spaces cover the rest of a longer line before.
            err.print("\r[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + done + "/" + planned + "  "
                    + findings + " with a bug  " + (done < planned ? "about " + (left.toSeconds() + 1) + " s left" : "")
                    + "        " + (done < planned ? "" : "\n"));
            err.flush();
        }
    }

    /** Whether standard error is probably seen by somebody: with a console there is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // Java 17 has no other way, and later ones have isTerminal
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
