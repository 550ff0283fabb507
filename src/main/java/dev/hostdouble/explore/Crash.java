package dev.hostdouble.explore;

import java.util.Set;
import java.util.regex.Pattern;

/** Recognizes a client that did not end as it was written to: by a signal, or with the stack trace of its language. */
final class Crash {
    /** Exit codes with which shells report a fatal signal: illegal instruction, abort, bus error, division, memory access. */
    private static final Set<Integer> SIGNALS = Set.of(128 + 4, 128 + 6, 128 + 7, 128 + 8, 128 + 11);

    private static final Pattern TRACE = Pattern.compile("(?m)"
            + "^Traceback \\(most recent call last\\):" // Python
            + "|^(PHP )?Fatal error: |^(PHP )?Parse error: |^#\\d+ \\{main\\}$" // PHP
            + "|^\\s+at .{1,300}:\\d+:\\d+\\)?$" // Node.js
            + "|^Exception in thread \"|^\\s+at [\\w.$/]{1,300}\\([\\w.]{1,100}\\.java:\\d+\\)$" // Java
            + "|^panic: |^goroutine \\d+ \\[" // Go
            + "|^thread '.{0,100}' .{0,20}panicked at " // Rust
            + "|^\\S{1,300}\\.rb:\\d+:in [`']" // Ruby
            + "|^Unhandled exception\\." // .NET
            + "|^\\s+\\S{1,300} line \\d+, in "); // Python, where the beginning is lost

    private Crash() {}

    /** Whether it ended by a signal, or failed with a stack trace. */
    static boolean isSeen(ClientExit exit) {
        if (exit.code().isEmpty() || exit.isSuccess()) {
            return false;
        }
        return SIGNALS.contains(exit.code().getAsInt())
                || TRACE.matcher(exit.output()).find();
    }
}
