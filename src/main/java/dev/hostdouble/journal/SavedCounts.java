package dev.hostdouble.journal;

import dev.hostdouble.journal.AnswerCounts.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a journal has counted.
 *
 * @param calls the number of calls, and so the number of the latest one
 * @param answers sorted by operation and answer
 */
public record SavedCounts(long calls, List<Count> answers) {
    public SavedCounts {
        answers = answers.stream()
                .sorted(Comparator.comparing(Count::operation).thenComparing(Count::answer))
                .toList();
    }

    static SavedCounts of(long calls, Map<Answer, Long> answers) {
        return new SavedCounts(calls, answers.entrySet().stream().map(Count::of).toList());
    }

    /**
     * How often an operation gave an answer.
     *
     * @param operation the id of the operation
     * @param answer the name of the answer
     */
    public record Count(String operation, String answer, long times) {
        private static Count of(Map.Entry<Answer, Long> counted) {
            return new Count(counted.getKey().operation(), counted.getKey().name(), counted.getValue());
        }
    }
}
