package dev.hostdouble.control;

import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.journal.ControlAction;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.world.World;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET replay}: all that happened in a world, in one file that {@code hostdouble replay} plays again. */
final class ReplayControl {
    private final ReplayContext context;
    private final String version;

    ReplayControl(ReplayContext context, String version) {
        this.context = context;
        this.version = version;
    }

    /** The file; it holds whatever credentials were sent. */
    Reply export(ControlCall call) {
        World world = call.world();
        return world.with(session -> ControlJson.reply(
                200,
                new Recording(
                        1,
                        version,
                        session.journal().isComplete(),
                        world.seed(),
                        context.acceptAnyToken(),
                        context.strict(),
                        session.startedAt().toString(),
                        context.startStates(),
                        context.scenarios().get(),
                        events(session.journal()))));
    }

    private static List<Event> events(Journal journal) {
        List<Event> events = new ArrayList<>();
        List<ControlAction> controlActions = journal.controlActions();
        int next = 0;
        for (JournalEntry entry : journal.entries()) {
            while (next < controlActions.size() && controlActions.get(next).after() < entry.number()) {
                events.add(Event.of(controlActions.get(next++)));
            }
            events.add(Event.of(entry));
        }
        controlActions.subList(next, controlActions.size()).forEach(left -> events.add(Event.of(left)));
        return events;
    }

    private record Recording(
            int replay,
            String version,
            boolean complete,
            long seed,
            boolean acceptAnyToken,
            boolean strict,
            String startedAt,
            Map<String, String> startStates,
            List<String> scenarios,
            List<Event> events) {}

    /** A call and its reply, or something that was done by the control API; bodies in Base64. */
    private record Event(
            String at,
            @Nullable String operation,
            String method,
            @Nullable String scheme,
            @Nullable String authority,
            @Nullable String base,
            String path,
            @Nullable String query,
            @Nullable List<List<String>> headers,
            String body,
            @Nullable List<PartJson> parts,
            @Nullable Answer reply) {
        static Event of(JournalEntry entry) {
            Request request = entry.request();
            return new Event(
                    entry.at().toString(),
                    entry.operation(),
                    request.method(),
                    request.scheme(),
                    request.authority(),
                    request.base(),
                    request.path(),
                    request.query(),
                    pairs(request.headers()),
                    base64(request.body().array()),
                    request.parts().stream().map(PartJson::of).toList(),
                    Answer.of(entry.reply()));
        }

        static Event of(ControlAction done) {
            String body = base64(done.body().array());
            return new Event(
                    done.at().toString(),
                    null,
                    done.method(),
                    null,
                    null,
                    null,
                    done.path(),
                    null,
                    null,
                    body,
                    null,
                    null);
        }
    }

    private record PartJson(String name, boolean file, String content) {
        static PartJson of(Part part) {
            return new PartJson(part.name(), part.file(), base64(part.content().array()));
        }
    }

    private record Answer(
            int status,
            String reason,
            List<List<String>> headers,
            String body,
            @Nullable String delivery) {
        static Answer of(Reply reply) {
            Delivery delivery = reply.delivery();
            return new Answer(
                    reply.status(),
                    reply.reason(),
                    pairs(reply.headers()),
                    base64(reply.body().array()),
                    delivery.isImmediate() ? null : delivery.toString());
        }
    }

    private static List<List<String>> pairs(Headers headers) {
        List<List<String>> pairs = new ArrayList<>();
        for (Header header : headers.fields()) {
            pairs.add(List.of(header.name(), header.value()));
        }
        return pairs;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
