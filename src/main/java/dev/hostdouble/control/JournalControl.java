package dev.hostdouble.control;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.MappedList;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.Secrets;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Catalogue;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal: calls and replies. Credentials are masked unless {@code secrets=keep} is given. */
final class JournalControl {
    private static final String CURL = "curl";
    private static final String HAR = "har";
    private static final QueryParam OPERATION =
            QueryParam.text("operation", "Calls of this operation; the id may contain `*`: `hosterapi/server.*`.");
    private static final QueryParam LIMIT = QueryParam.number(
            "limit", "At most this many calls, the latest; without it 100, and with `as=har` all of them.");
    private static final QueryParam AS = QueryParam.word(
            "as", "`json`, `curl` for a shell script, or `har` for an HTTP Archive.", "json", CURL, HAR);

    /** The parameters of a single call. */
    static final List<QueryParam> VIEWS = List.of(AS, QueryParam.SECRETS);

    /** The parameters of the list. */
    static final List<QueryParam> FILTERS = List.of(
            OPERATION,
            QueryParam.text("method", "Calls of this HTTP method."),
            QueryParam.text("status", "Calls with this status, or a class of them such as `5xx`."),
            QueryParam.text("path", "Calls to this path; it may contain `*`."),
            QueryParam.text("rule", "Calls for which this rule was chosen: `scenario/rule`."),
            QueryParam.text("since", "Calls after the one of this number, or from this time on."),
            LIMIT,
            AS,
            QueryParam.SECRETS);

    private static final int DEFAULT_LIMIT = 100;
    private static final String SCRIPT = "text/plain; charset=utf-8";

    private final KnownOperations operations;
    private final NamedScenarioNotes named;
    private final String version;

    JournalControl(List<Provider> providers, Catalogue catalogue, String version) {
        this.named = new NamedScenarioNotes(catalogue);
        this.operations = new KnownOperations(providers);
        this.version = version;
    }

    /**
     * {@code GET requests?operation=&method=&status=&path=&rule=&since=&limit=}: the latest first. {@code as=har} gives all
     * of them as an HTTP Archive, oldest first; {@code as=curl} as a shell script, oldest first.
     */
    Reply list(ControlCall call) {
        Map<String, String> query = call.query();
        String as = AS.of(query);
        boolean har = as.equals(HAR);
        boolean keep = keepsSecrets(query);
        int otherwise = har ? Integer.MAX_VALUE : DEFAULT_LIMIT;
        int limit = query.containsKey(LIMIT.name()) ? LIMIT.numberOf(query) : otherwise;
        JournalSnapshot journal = JournalSnapshot.of(call);
        List<JournalEntry> found = JournalFilter.select(query, journal, operations);
        List<JournalEntry> latest = found.subList(Math.max(0, found.size() - limit), found.size());
        if (har) {
            return har(latest, journal, keep);
        }
        if (as.equals(CURL)) {
            return Reply.text(200, SCRIPT, "")
                    .with(new CurlScript(
                            new MappedList<>(journal.forReading(latest), entry -> commented(entry, journal, keep))));
        }
        return ControlJson.streamed(
                new JournalJson.Lines(found.size(), List.of()),
                new MappedList<>(reversed(journal.forReading(latest)), entry -> line(entry, journal, keep)));
    }

    /** The command, and before it a comment: {@code # 2 hosterapi/server.create 200 empty}. */
    private String commented(JournalEntry entry, JournalSnapshot journal, boolean keep) {
        JournalJson.Line line = line(entry, journal, keep);
        JournalEntry shown = keep ? entry : secrets(entry).in(entry);
        String delivery = line.delivery() == null ? "" : " " + line.delivery();
        return "# " + line.n() + " " + line.operation() + " " + line.status() + delivery + "\n"
                + CurlCommand.of(shown.request());
    }

    private JournalJson.Line line(JournalEntry entry, JournalSnapshot journal, boolean keep) {
        return JournalJson.Line.of(
                entry,
                keep ? JournalJson.Shown.of(entry.request()) : JournalJson.Shown.of(entry.request(), secrets(entry)),
                journal.deliveries().of(entry.number()));
    }

    private static <T> List<T> reversed(List<T> list) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return list.get(list.size() - 1 - index);
            }

            @Override
            public int size() {
                return list.size();
            }
        };
    }

    /** {@code GET requests/{n}}: one call in full; {@code as=curl} or {@code as=har} gives it in another form. */
    Reply show(ControlCall call) {
        String as = AS.of(call.query());
        boolean keep = keepsSecrets(call.query());
        String n = call.path("n");
        JournalSnapshot journal = JournalSnapshot.of(call);
        JournalEntry entry = Optional.of(n)
                .filter(text -> text.matches("[1-9]\\d{0,17}"))
                .flatMap(text -> JournalSnapshot.entry(journal.entries(), Long.parseLong(text)))
                .orElseThrow(() -> new ControlException(404, "no request '" + Excerpt.of(n) + "' in the journal"));
        JournalEntry shown = keep ? entry : secrets(entry).in(entry);
        return switch (as) {
            case CURL -> Reply.text(200, SCRIPT, CurlCommand.of(shown.request()));
            case HAR -> har(List.of(entry), journal, keep);
            default -> {
                List<String> notes = new ArrayList<>(BodyNotes.of(
                        entry.request(), operations.provider(entry.operation()).bodies()));
                notes.addAll(named.of(entry));
                yield ControlJson.reply(
                        200, JournalJson.Full.of(shown, journal.deliveries().of(entry.number()), notes));
            }
        };
    }

    /** {@code DELETE requests}: forgets all of them, and how often each answer was given. */
    Reply clear(ControlCall call) {
        return call.world().with(session -> {
            session.journal().clear();
            return ControlJson.reply(200, Map.of("cleared", true));
        });
    }

    private Reply har(List<JournalEntry> entries, JournalSnapshot journal, boolean keep) {
        return ControlJson.streamed(
                Har.of(version, List.of()),
                new MappedList<>(
                        journal.forReading(entries),
                        entry -> Har.Entry.of(
                                keep ? entry : secrets(entry).in(entry),
                                journal.deliveries().of(entry.number()))));
    }

    private static boolean keepsSecrets(Map<String, String> query) {
        return QueryParam.SECRETS.of(query).equals("keep");
    }

    private Secrets secrets(JournalEntry entry) {
        return operations.secrets(entry.operation(), Secrets.MASK);
    }
}
