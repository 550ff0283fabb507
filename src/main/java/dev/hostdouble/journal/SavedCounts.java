package dev.hostdouble.journal;

import java.util.List;

/**
 * What a journal has counted.
 *
 * @param calls the number of calls, and so the number of the latest one
 * @param answers sorted by operation and answer
 */
public record SavedCounts(long calls, List<Count> answers) {
    public SavedCounts {
        answers = List.copyOf(answers);
    }

    /**
     * How often an operation gave an answer.
     *
     * @param operation the id of the operation
     * @param answer the name of the answer
     */
    public record Count(String operation, String answer, long times) {}
}
