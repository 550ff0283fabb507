package dev.hostdouble.control;

import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.journal.JournalEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The journal: calls and replies. Credentials in headers are masked. */
final class JournalControl {
    private static final int DEFAULT_LIMIT = 100;
    private static final List<String> ALLOWED = List.of("operation", "status", "limit");
    private static final Set<String> SECRET = Set.of("authorization", "cookie");

    /** {@code GET requests?operation=&status=&limit=}: the latest first; {@code operation} may contain {@code *}. */
    Reply list(ControlCall call) {
        Map<String, String> query = QueryParams.query(call.request().query(), ALLOWED);
        Predicate<JournalEntry> wanted = wanted(query);
        int limit = number(query, "limit", DEFAULT_LIMIT);
        return call.world().with(session -> {
            List<JournalEntry> found =
                    session.journal().entries().stream().filter(wanted).toList();
            List<LineJson> lines = found.subList(Math.max(0, found.size() - limit), found.size()).stream()
                    .map(LineJson::of)
                    .toList();
            return ControlJson.reply(200, new Lines(found.size(), reversed(lines)));
        });
    }

    /** {@code GET requests/{n}}: one call in full. */
    Reply show(ControlCall call) {
        String n = call.path("n");
        return call.world().with(session -> {
            JournalEntry entry = n.matches("\\d{1,18}")
                    ? session.journal().entry(Long.parseLong(n)).orElse(null)
                    : null;
            if (entry == null) {
                throw new ControlException(404, "no request " + n + " in the journal");
            }
            return ControlJson.reply(200, RequestJson.of(entry));
        });
    }

    /** {@code DELETE requests}: forgets all of them, and how often each answer was given. */
    Reply clear(ControlCall call) {
        return call.world().with(session -> {
            session.journal().clear();
            return ControlJson.reply(200, Map.of("cleared", true));
        });
    }

    private static Predicate<JournalEntry> wanted(Map<String, String> query) {
        Pattern operation = Pattern.compile(
                // Several stars in a row are one: each costs another way to try.
                Pattern.quote(query.getOrDefault("operation", "*")).replaceAll("\\*+", "\\\\E.*\\\\Q"));
        int status = number(query, "status", 0);
        return entry -> operation.matcher(entry.operation()).matches()
                && (status == 0 || entry.reply().status() == status);
    }

    private static int number(Map<String, String> query, String name, int otherwise) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new ControlException(400, "invalid " + name + " '" + text + "': expected a whole number");
        }
        return Integer.parseInt(text);
    }

    private static <T> List<T> reversed(List<T> list) {
        return java.util.stream.IntStream.range(0, list.size())
                .mapToObj(i -> list.get(list.size() - 1 - i))
                .toList();
    }

    private static List<Header> masked(Headers headers) {
        return headers.fields().stream()
                .map(field -> new Header(field.name(), value(field)))
                .toList();
    }

    private static String value(Header field) {
        if (!SECRET.contains(field.name().toLowerCase(Locale.ROOT))) {
            return field.value();
        }
        int space = field.value().indexOf(' ');
        return space < 0 ? "***" : field.value().substring(0, space) + " ***";
    }

    private record Lines(int total, List<LineJson> requests) {}

    private record LineJson(
            long n,
            String at,
            String operation,
            String method,
            String path,
            String query,
            int status,
            String answer,
            String evidence,
            List<RuleHit> ruleHits) {
        static LineJson of(JournalEntry entry) {
            return new LineJson(
                    entry.number(),
                    entry.at().toString(),
                    entry.operation(),
                    entry.request().method(),
                    entry.request().path(),
                    entry.request().query(),
                    entry.reply().status(),
                    entry.reply().answer(),
                    entry.reply().evidence().word(),
                    entry.ruleHits());
        }
    }

    private record Message(List<Header> headers, String body) {}

    private record RequestJson(LineJson call, Message request, Message reply) {
        static RequestJson of(JournalEntry entry) {
            return new RequestJson(
                    LineJson.of(entry),
                    new Message(
                            masked(entry.request().headers()),
                            entry.request().body().text()),
                    new Message(
                            masked(entry.reply().headers()),
                            entry.reply().body().text()));
        }
    }
}
