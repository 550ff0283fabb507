package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.Secrets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the control API says of a call. */
final class JournalJson {
    private JournalJson() {}

    /** How many calls were selected, and the lines of the latest of them. */
    record Lines(int total, List<Line> requests) {}

    /** One call; {@code delivery} is null while the reply is under way. */
    record Line(
            long n,
            String at,
            String operation,
            String method,
            String path,
            String query,
            int status,
            String answer,
            String evidence,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String delivery,

            List<RuleHit> ruleHits) {
        /** @param shown the request without its credentials, or as it is */
        static Line of(JournalEntry entry, Shown shown, Optional<Delivered> delivered) {
            return new Line(
                    entry.number(),
                    entry.at().toString(),
                    entry.operation(),
                    entry.request().method(),
                    shown.path(),
                    shown.query(),
                    entry.reply().status(),
                    entry.reply().answer(),
                    entry.reply().evidence().word(),
                    delivered.map(known -> known.outcome().word()).orElse(null),
                    entry.ruleHits());
        }
    }

    /** The path and the query of a request as they are shown. */
    record Shown(String path, String query) {
        /** As they are. */
        static Shown of(Request request) {
            return new Shown(request.path(), request.query());
        }

        /** Without their credentials. */
        static Shown of(Request request, Secrets secrets) {
            return new Shown(secrets.inPath(request.path()), secrets.inQuery(request.query()));
        }
    }

    /** One call in full. */
    record Full(
            Line call,
            Message request,
            Message reply,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Delivery delivery,

            List<RestsOn> restsOn,
            List<String> notes) {
        static Full of(JournalEntry entry, Optional<Delivered> delivered, List<String> notes) {
            return new Full(
                    Line.of(entry, Shown.of(entry.request()), delivered),
                    new Message(
                            entry.request().headers().fields(),
                            entry.request().body().text()),
                    new Message(
                            entry.reply().headers().fields(),
                            entry.reply().body().text()),
                    delivered.map(Delivery::of).orElse(null),
                    entry.reply().facts().stream().map(RestsOn::of).toList(),
                    notes);
        }
    }

    /** What a reply rests on besides the page of its operation. */
    record RestsOn(String fact, String evidence, String statement) {
        static RestsOn of(Fact fact) {
            return new RestsOn(fact.name(), fact.evidence().word(), fact.statement());
        }
    }

    /** A request or a reply. */
    record Message(List<Header> headers, String body) {}

    /** How the delivery of a reply ended. */
    record Delivery(String outcome, long bytes, long delayMs) {
        static Delivery of(Delivered delivered) {
            return new Delivery(delivered.outcome().word(), delivered.bytes(), delivered.delayMillis());
        }
    }
}
