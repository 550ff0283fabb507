package dev.hostdouble.control;

import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.DocumentedAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldJournal;
import java.util.List;
import java.util.Map;

/** Operations: what each answers, how we know, and how often it did since the journal was cleared. */
final class OperationControl {
    /** {@code GET operations}. */
    Reply list(ControlCall call) {
        World world = call.world();
        return world.locked(() -> {
            List<View> views = world.apis().stream()
                    .flatMap(api -> api.routes().stream())
                    .map(route -> View.of(route, world.journal()))
                    .toList();
            return ControlJson.reply(200, Map.of("operations", views));
        });
    }

    private record View(String operation, String method, String path, List<AnswerView> answers) {
        static View of(Operation route, WorldJournal journal) {
            return new View(
                    route.id(),
                    route.method(),
                    route.path().text(),
                    route.answers().stream()
                            .map(answer -> AnswerView.of(answer, journal.count(route.id(), answer.name())))
                            .toList());
        }
    }

    private record AnswerView(String answer, int status, String text, String evidence, String note, long exercised) {
        static AnswerView of(DocumentedAnswer answer, long exercised) {
            return new AnswerView(
                    answer.name(),
                    answer.status(),
                    answer.text(),
                    answer.evidence().word(),
                    answer.note(),
                    exercised);
        }
    }
}
