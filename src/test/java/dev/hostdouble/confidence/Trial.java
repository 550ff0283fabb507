package dev.hostdouble.confidence;

import dev.hostdouble.client.AllProviders;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Two clients while a scenario is active: a naive one, which must miss its goal, and a robust one, which must reach it.
 *
 * @param sentence that of the claim
 * @param file the class that has the clients
 */
record Trial(String sentence, String scenario, String file, Attempt naive, Attempt robust) {
    /** A client at work. */
    @FunctionalInterface
    interface Attempt {
        /** Whether it has reached its goal. */
        boolean succeeds(AllProviders client) throws Exception;
    }

    /** Whether an attempt succeeds at once, or when it is made once more. */
    static boolean twice(BooleanSupplier attempt) {
        return IntStream.range(0, 2).anyMatch(i -> attempt.getAsBoolean());
    }

    @Override
    public String toString() {
        return sentence + " (" + scenario + ")";
    }
}
