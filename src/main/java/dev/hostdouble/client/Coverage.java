package dev.hostdouble.client;

import java.util.List;
import java.util.Optional;

/**
 * Of every documented answer of the operations that clients used: how often they met it.
 *
 * @param world the name of a world; empty for all worlds of the server, also those that no longer exist
 * @param percent the share of the documented answers that were met, 0 to 100, rounded down to a tenth; empty if there are none
 * @param documented how many documented answers the used operations have
 * @param met how many of those were met
 * @param operations the operations that were called at least once
 * @param unused the operations that were not; they do not count
 */
public record Coverage(
        Optional<String> world,
        Optional<Double> percent,
        long documented,
        long met,
        List<OperationCoverage> operations,
        List<Unused> unused) {
    static Coverage of(Members json) {
        return new Coverage(
                json.optionalText("world"),
                json.optionalFraction("percent"),
                json.number("documented"),
                json.number("met"),
                json.list("operations", OperationCoverage::of),
                json.list("unused", Unused::of));
    }

    /** An operation that was called; empty if it was not. */
    public Optional<OperationCoverage> operation(String id) {
        return operations.stream()
                .filter(operation -> operation.operation().equals(id))
                .findFirst();
    }

    /**
     * An operation that was called.
     *
     * @param operation its id, such as {@code hosterapi/server.create}
     * @param calls how often it was called
     * @param answers its documented answers, which count
     * @param notCounted the answers that were given and are not documented
     */
    public record OperationCoverage(String operation, long calls, List<Answer> answers, List<Answer> notCounted) {
        static OperationCoverage of(Members json) {
            return new OperationCoverage(
                    json.text("operation"),
                    json.number("calls"),
                    json.list("answers", Answer::of),
                    json.list("notCounted", Answer::of));
        }

        /** The names of the documented answers that were never met. */
        public List<String> notMet() {
            return answers.stream()
                    .filter(answer -> answer.met() == 0)
                    .map(Answer::answer)
                    .toList();
        }
    }

    /**
     * An answer of an operation.
     *
     * @param answer its name
     * @param status its HTTP status; empty for one that only a rule brings, such as {@code injected}
     * @param text its text as documented; empty for a success
     * @param evidence {@code documented}, {@code observed} or {@code assumed}; empty for one that only a rule brings
     * @param calls the calls that it was the answer to
     * @param met how often a client got all of it, as the provider writes it
     * @param changed how often a client got it after a rule had changed it
     * @param lost how often it was lost on the way
     * @param byRules how many of the met ones a rule brought about
     * @param withoutBody how often a client got its headers alone, because it had asked with {@code HEAD}
     * @param command what brings about a documented answer that was not met, as lines for a shell
     */
    public record Answer(
            String answer,
            Optional<Long> status,
            String text,
            Optional<String> evidence,
            long calls,
            long met,
            long changed,
            long lost,
            long byRules,
            long withoutBody,
            Optional<String> command) {
        static Answer of(Members json) {
            return new Answer(
                    json.text("answer"),
                    json.optionalNumber("status"),
                    json.text("text"),
                    json.optionalText("evidence"),
                    json.number("calls"),
                    json.number("met"),
                    json.number("changed"),
                    json.number("lost"),
                    json.number("byRules"),
                    json.number("withoutBody"),
                    json.optionalText("command"));
        }
    }

    /**
     * An operation that was not called.
     *
     * @param operation its id
     * @param documented how many documented answers it has
     * @param command calls it with success, as lines for a shell; empty if no such call is known
     */
    public record Unused(String operation, long documented, Optional<String> command) {
        static Unused of(Members json) {
            return new Unused(json.text("operation"), json.number("documented"), json.optionalText("command"));
        }
    }
}
