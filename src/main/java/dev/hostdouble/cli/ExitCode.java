package dev.hostdouble.cli;

/** The exit codes of all commands. */
final class ExitCode {
    /** Everything is fine. */
    static final int FINE = 0;

    /** A file, a value or a finding is wrong. */
    static final int WRONG_INPUT = 1;

    /** The command could not run: an unknown flag, a taken port, a missing folder. */
    static final int COULD_NOT_RUN = 2;

    private ExitCode() {}
}
