package dev.hostdouble.cli;

import java.util.Map;
import java.util.TreeMap;

/** The exit codes of all commands. */
final class ExitCode {
    /** Everything is fine. */
    static final int FINE = 0;

    /** A command line, a file, a value or a finding is wrong. */
    static final int WRONG_INPUT = 1;

    /** The command could not run: a taken port, a missing folder. */
    static final int COULD_NOT_RUN = 2;

    /** What each of them means, for the help. */
    static final Map<Integer, String> MEANINGS = new TreeMap<>(Map.of(
            FINE, "success; also of a server that a signal has stopped",
            WRONG_INPUT, "wrong input, such as an unknown flag or an invalid file; or a finding",
            COULD_NOT_RUN, "could not run, such as a port in use, a missing folder or no healthy server"));

    private ExitCode() {}
}
