package dev.hostdouble.explore;

import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What runs the client once. */
@FunctionalInterface
interface ClientProgram {
    /**
     * Runs the client until it ends, or stops it.
     *
     * @param environment the base URLs, by the name of the variable
     * @param isEnough whether it can be stopped, because it does not end anyway
     * @throws IOException if it cannot be started
     */
    ClientExit run(Map<String, String> environment, BooleanSupplier isEnough) throws IOException, InterruptedException;
}
