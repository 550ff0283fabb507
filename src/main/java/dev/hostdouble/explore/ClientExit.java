package dev.hostdouble.explore;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a run of the client ended.
 *
 * @param code its exit code; empty if it was stopped, because it did not end by itself
 * @param took how long it ran, in real time
 * @param output the end of what it printed, on standard output and standard error together
 */
public record ClientExit(OptionalInt code, Duration took, String output) {
    /** Whether it ended by itself and reports success. */
    public boolean isSuccess() {
        return code.isPresent() && code.getAsInt() == 0;
    }

    /** {@code exit code 1}, or that it was stopped. */
    public String text() {
        return code.isPresent() ? "exit code " + code.getAsInt() : "stopped after " + took.toSeconds() + " s";
    }
}
