package dev.hostdouble.coverage;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.journal.AnswerCounts.Answer;
import dev.hostdouble.journal.AnswerCounts.Times;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Of every documented answer of the operations that clients used: how often they met it.
 *
 * @param world the name of a world; empty for all worlds of the process, also those that no longer exist
 * @param operations the operations that were called at least once
 * @param unused the others, except those for unknown paths
 */
public record Coverage(Optional<String> world, List<OperationCoverage> operations, List<Unused> unused) {
    public Coverage {
        operations = List.copyOf(operations);
        unused = List.copyOf(unused);
    }

    /**
     * An operation that was called.
     *
     * @param calls how often
     * @param answers the documented answers, which count
     * @param others the answers that were given and are not documented, which do not count
     */
    public record OperationCoverage(
            String operation, long calls, List<AnswerCoverage> answers, List<AnswerCoverage> others) {
        public OperationCoverage {
            answers = List.copyOf(answers);
            others = List.copyOf(others);
        }

        /** How many of the documented answers were met. */
        public long met() {
            return answers.stream().filter(AnswerCoverage::isMet).count();
        }
    }

    /**
     * An answer of an operation.
     *
     * @param status empty for one that only a rule brings, such as {@code injected}
     * @param text the error's template, or the empty string for a success
     * @param evidence what the answer is known from; empty for one that only a rule brings
     * @param command for a documented answer that was not met: what brings it about, as lines for a shell
     */
    public record AnswerCoverage(
            String answer,
            Optional<Integer> status,
            String text,
            Optional<Evidence> evidence,
            Times times,
            Optional<String> command) {
        /** Whether a client got it at least once, whole and as the provider writes it. */
        public boolean isMet() {
            return times.met() > 0;
        }
    }

    /**
     * An operation that was not called.
     *
     * @param documented how many documented answers it has
     * @param command calls it with success, as lines for a shell; empty if no such call is known
     */
    public record Unused(String operation, long documented, Optional<String> command) {}

    /**
     * The coverage by some counts.
     *
     * @param known the operations to look at
     */
    public static Coverage of(
            Optional<String> world,
            List<Operation> known,
            Map<Answer, Times> counts,
            Commands commands,
            CommandTarget target) {
        List<OperationCoverage> used = new ArrayList<>();
        List<Unused> unused = new ArrayList<>();
        for (Operation operation : known) {
            long calls = counts.entrySet().stream()
                    .filter(one -> one.getKey().operation().equals(operation.id()))
                    .mapToLong(one -> one.getValue().calls())
                    .sum();
            if (calls > 0) {
                used.add(new OperationCoverage(
                        operation.id(),
                        calls,
                        documented(operation).stream()
                                .map(answer -> documented(operation, answer, counts, commands, target))
                                .toList(),
                        others(operation, counts)));
            } else if (!operation.isUnknown()) {
                unused.add(new Unused(operation.id(), documented(operation).size(), commands.call(operation, target)));
            }
        }
        return new Coverage(world, used, unused);
    }

    private static List<KnownAnswer> documented(Operation operation) {
        return operation.answers().stream()
                .filter(answer -> answer.evidence() == Evidence.DOCUMENTED)
                .toList();
    }

    private static AnswerCoverage documented(
            Operation operation,
            KnownAnswer answer,
            Map<Answer, Times> counts,
            Commands commands,
            CommandTarget target) {
        Times times = counts.getOrDefault(new Answer(operation.id(), answer.name()), Times.NEVER);
        return new AnswerCoverage(
                answer.name(),
                Optional.of(answer.status()),
                answer.text(),
                Optional.of(Evidence.DOCUMENTED),
                times,
                times.met() > 0 ? Optional.empty() : commands.lines(operation, answer, target));
    }

    private static List<AnswerCoverage> others(Operation operation, Map<Answer, Times> counts) {
        return counts.entrySet().stream()
                .filter(one -> one.getKey().operation().equals(operation.id()))
                .filter(one -> operation.evidence(one.getKey().name(), Evidence.ASSUMED) != Evidence.DOCUMENTED)
                .map(one -> other(
                        operation.answer(one.getKey().name()), one.getKey().name(), one.getValue()))
                .sorted((one, two) -> one.answer().compareTo(two.answer()))
                .toList();
    }

    private static AnswerCoverage other(Optional<KnownAnswer> known, String name, Times times) {
        return new AnswerCoverage(
                name,
                known.map(KnownAnswer::status),
                known.map(KnownAnswer::text).orElse(""),
                known.map(KnownAnswer::evidence),
                times,
                Optional.empty());
    }

    /** How many documented answers the used operations have. */
    public long documented() {
        return operations.stream()
                .mapToLong(operation -> operation.answers().size())
                .sum();
    }

    /** How many of those were met. */
    public long met() {
        return operations.stream().mapToLong(OperationCoverage::met).sum();
    }

    /** The share of those, 0 to 100, rounded down to a tenth; empty if there are none. */
    public OptionalDouble percent() {
        long all = documented();
        if (all == 0) {
            return OptionalDouble.empty();
        }
        long tenths = met() * 1000 / all;
        return OptionalDouble.of(tenths / 10.0);
    }
}
