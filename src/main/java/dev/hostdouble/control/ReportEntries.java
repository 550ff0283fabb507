package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.MappedList;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.journal.Deliveries;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.Change;
import dev.hostdouble.journal.WorldEvent.ClockMove;
import dev.hostdouble.journal.WorldEvent.ControlAction;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.journal.WorldEvent.Settled;
import dev.hostdouble.report.Report;
import dev.hostdouble.report.Report.Call;
import dev.hostdouble.report.Report.CallLine;
import dev.hostdouble.report.Report.Entry;
import dev.hostdouble.report.Report.Happening;
import dev.hostdouble.report.Report.Message;
import dev.hostdouble.yaml.JsonTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** What a report shows of a log: calls with all that is known of them, and what happened between them. */
final class ReportEntries {
    private static final int LONGEST_CURL_BODY = 8_000;
    private static final String COMPLETE = Delivered.Outcome.COMPLETE.word();

    private final List<WorldEvent> log;

    // Places in the log, which can be taken away while a slow client reads: the events themselves would stay in memory.
    private final List<Integer> shown = new ArrayList<>();
    private final List<Integer> calls = new ArrayList<>();
    private final int allCalls;
    private final Deliveries deliveries;
    private final ReportMask mask;
    private final KnownOperations operations;
    private final NamedScenarioNotes named;

    /**
     * Chooses what is shown.
     *
     * @param log everything that happened
     * @param limit how many calls are shown, the latest; and what happened after the first of them
     */
    ReportEntries(
            List<WorldEvent> log,
            int limit,
            Deliveries deliveries,
            ReportMask mask,
            KnownOperations operations,
            NamedScenarioNotes named) {
        this.log = log;
        this.deliveries = deliveries;
        this.mask = mask;
        this.operations = operations;
        this.named = named;
        this.allCalls =
                (int) log.stream().filter(JournalEntry.class::isInstance).count();
        int skipped = Math.max(0, allCalls - limit);
        int seen = 0;
        for (int at = 0; at < log.size(); at++) {
            boolean isCall = log.get(at) instanceof JournalEntry;
            seen += isCall ? 1 : 0;
            if ((skipped == 0 || seen > skipped) && !(log.get(at) instanceof Settled)) {
                shown.add(at);
                if (isCall) {
                    calls.add(at);
                }
            }
        }
    }

    /** How many calls the log has. */
    int allCalls() {
        return allCalls;
    }

    /** The calls that are shown. */
    List<CallLine> calls() {
        return new MappedList<>(calls, at -> line((JournalEntry) log.get(at)));
    }

    /** What is shown, in order. */
    List<Entry> entries() {
        return new MappedList<>(shown, at -> entry(log.get(at)));
    }

    private CallLine line(JournalEntry call) {
        Request request = mask.request(call.operation(), call.request().withBody(Bytes.NONE, List.of()));
        String outcome = deliveries
                .of(call.number())
                .map(known -> known.outcome().word())
                .orElse("under way");
        return new CallLine(
                call.number(), line(request), call.reply().status() + (outcome.equals(COMPLETE) ? "" : " " + outcome));
    }

    private static String line(Request request) {
        return request.method() + " " + request.base() + request.path()
                + (request.query().isEmpty() ? "" : "?" + request.query());
    }

    private Entry entry(WorldEvent event) {
        return event instanceof JournalEntry call ? call(call) : happening(mask.event(event));
    }

    private Call call(JournalEntry entry) {
        JournalEntry masked = (JournalEntry) mask.event(entry);
        Reply reply = entry.reply();
        List<Report.Fact> facts = new ArrayList<>();
        facts.add(fact("operation", entry.operation()));
        facts.add(fact("evidence", reply.evidence().word()));
        facts.add(fact("answer", reply.answer()));
        facts.add(fact("delivered", delivered(entry)));
        if (!reply.delivery().isImmediate()) {
            facts.add(fact("planned delivery", planned(reply.delivery())));
        }
        List<String> notes = new ArrayList<>();
        reply.facts().forEach(rests -> notes.add(restsOn(rests)));
        notes.addAll(BodyNotes.of(
                entry.request(), operations.provider(entry.operation()).bodies()));
        named.of(entry).forEach(note -> notes.add(mask.text(note)));
        return new Call(
                entry.number(),
                entry.at().toString(),
                line(masked.request()),
                (reply.status() + " " + reply.reason()).strip(),
                facts,
                entry.ruleHits().stream().map(this::rule).toList(),
                notes,
                curl(masked),
                new Message(masked.request().headers(), masked.request().body()),
                new Message(masked.reply().headers(), masked.reply().body()));
    }

    private static Report.Fact fact(String name, String value) {
        return new Report.Fact(name, value);
    }

    private static String restsOn(Fact fact) {
        return "rests on what is " + fact.evidence().word() + ": " + fact.statement();
    }

    private String delivered(JournalEntry entry) {
        Optional<Delivered> delivered = deliveries.of(entry.number());
        return delivered
                .map(known -> known.outcome().word() + ", " + known.bytes() + " of "
                        + entry.reply().body().length() + " bytes of the body, after " + known.delayMillis() + " ms")
                .orElse("under way");
    }

    private static String planned(Delivery delivery) {
        List<String> words = new ArrayList<>();
        if (!delivery.delay().isZero()) {
            words.add("after " + delivery.delay().toMillis() + " ms");
        }
        if (delivery.bytesPerSecond() > 0) {
            words.add(delivery.bytesPerSecond() + " bytes per second");
        }
        if (delivery.fault() != Delivery.ConnectionFault.NONE) {
            words.add(delivery.fault().name().toLowerCase(Locale.ROOT).replace('_', '-') + " after " + delivery.after()
                    + " bytes of the body");
        }
        return String.join(", ", words);
    }

    private String rule(RuleHit hit) {
        List<String> effects = new ArrayList<>();
        for (RuleHit.EffectHit effect : hit.effects()) {
            effects.add(effect.effect()
                    + (effect.applied()
                            ? " applied"
                            : " changed nothing" + (effect.note() == null ? "" : ": " + mask.text(effect.note()))));
        }
        String key = hit.key() == null ? "" : " of '" + mask.key(hit.key()) + "'";
        return mask.text(hit.rule()) + ", match " + hit.match() + key + ": "
                + (effects.isEmpty() ? hit.applied() ? "applied" : "changed nothing" : String.join("; ", effects));
    }

    private static String curl(JournalEntry call) {
        int length = call.request().body().length();
        if (length <= LONGEST_CURL_BODY) {
            return CurlCommand.of(call.request());
        }
        return "# without its body of " + length + " bytes, which is in the recording\n"
                + CurlCommand.of(call.request().withBody(Bytes.NONE, List.of()));
    }

    private static Happening happening(WorldEvent event) {
        String time = event.time().date().toString();
        if (event instanceof ClockMove move) {
            String passed = move.to().elapsed().minus(event.time().elapsed()).toString();
            return new Happening(
                    time,
                    "clock: set to " + move.to().date() + ", mode " + move.mode() + ", time that has passed " + passed,
                    "");
        }
        if (event instanceof ControlAction action) {
            return new Happening(
                    time,
                    "control API: " + action.method() + " " + action.path(),
                    action.body().text());
        }
        if (event instanceof ScenarioEvent scenario) {
            return new Happening(
                    time,
                    "scenario " + scenario.name() + " " + scenario.kind().word(),
                    JsonTexts.readable(scenario.source()));
        }
        if (event instanceof ScenariosNamed names) {
            return new Happening(
                    time,
                    "calls name scenarios for themselves: " + names.header(),
                    JsonTexts.readable(String.join("\n", names.sources())));
        }
        Change change = (Change) event;
        return new Happening(time, "the provider changed something by itself: " + new TreeMap<>(change.values()), "");
    }
}
