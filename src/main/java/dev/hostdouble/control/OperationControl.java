package dev.hostdouble.control;

import dev.hostdouble.control.JournalJson.RestsOn;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.Unclaimed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The operations: the answers of each, their evidence, the facts that can weaken it, and how often each was given since the
 * journal was cleared.
 */
final class OperationControl {
    private final List<Provider> providers;

    OperationControl(List<Provider> providers) {
        this.providers = providers;
    }

    /** {@code GET operations}. */
    Reply list(ControlCall call) {
        return call.world().with(session -> {
            List<OperationJson> operations = operations()
                    .map(known -> OperationJson.of(known.provider(), known.operation(), session.journal()))
                    .toList();
            return ControlJson.reply(200, Map.of("operations", operations));
        });
    }

    /** All that a call can have, those of no provider last. */
    private Stream<OperationOf> operations() {
        return Stream.concat(providers.stream(), Stream.of(Unclaimed.PROVIDER))
                .flatMap(provider -> Stream.concat(provider.operations().stream(), Stream.of(provider.unknown()))
                        .map(operation -> new OperationOf(provider, operation)));
    }

    private record OperationOf(Provider provider, Operation operation) {}

    private record OperationJson(
            String operation, String method, String path, List<AnswerJson> answers, List<RestsOn> facts) {
        static OperationJson of(Provider provider, Operation operation, Journal journal) {
            return new OperationJson(
                    operation.id(),
                    operation.method(),
                    operation.path().text(),
                    operation.allAnswers().stream()
                            .map(answer -> AnswerJson.of(answer, journal.count(operation.id(), answer.name())))
                            .toList(),
                    provider.facts(operation).stream().map(RestsOn::of).toList());
        }
    }

    private record AnswerJson(String answer, int status, String text, String evidence, String note, long exercised) {
        static AnswerJson of(KnownAnswer answer, long exercised) {
            return new AnswerJson(
                    answer.name(),
                    answer.status(),
                    answer.text(),
                    answer.evidence().word(),
                    answer.note(),
                    exercised);
        }
    }
}
