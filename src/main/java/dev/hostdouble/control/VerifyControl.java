package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Reply;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.scenario.ActiveScenarios.RuleCounts;
import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code POST verify}: whether calls were made and rules applied as expected; 200, or 422 with the differences. */
final class VerifyControl {
    private static final List<String> ALLOWED = List.of("calls", "rules");
    private static final List<String> CALL = List.of("operation", "method", "path", "status", "times", "least", "most");
    private static final List<String> RULE = List.of("rule", "times", "least", "most");
    private static final int NEAREST = 3;

    /**
     * {@code {"calls":[{"operation":"hosterapi/server.create","status":200,"times":1}],"rules":[{"rule":"name/rule","least":1}]}};
     * the expectations that active rules bring along are verified in any case.
     */
    Reply verify(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), ALLOWED);
        return call.world().with(session -> {
            List<Problem> problems = new ArrayList<>();
            List<JournalEntry> journal = session.journal().entries();
            for (JsonNode wanted : body.path("calls")) {
                calls(ControlJson.members(wanted, CALL), journal, problems);
            }
            List<RuleCounts> hits = session.scenarios().counts();
            for (JsonNode wanted : body.path("rules")) {
                rules(ControlJson.members(wanted, RULE), hits, problems);
            }
            List<String> idle = new ArrayList<>();
            for (RuleCounts rule : hits) {
                if (!rule.expectationMet()) {
                    problems.add(new Problem(
                            "rule " + id(rule),
                            "applied "
                                    + rule.rule().expect().map(Object::toString).orElse("") + " times",
                            rule.hits(),
                            List.of("matched " + rule.matches() + " calls")));
                }
                if (rule.hits() == 0) {
                    idle.add(id(rule));
                }
            }
            return ControlJson.reply(problems.isEmpty() ? 200 : 422, new Verdict(problems.isEmpty(), problems, idle));
        });
    }

    private static void calls(JsonNode wanted, List<JournalEntry> journal, List<Problem> problems) {
        Pattern operation = glob(wanted.path("operation").asText("*"));
        Pattern path = glob(wanted.path("path").asText("*"));
        String method = wanted.path("method").asText("");
        int status = wanted.path("status").asInt(0);
        long found = journal.stream()
                .filter(entry -> operation.matcher(entry.operation()).matches()
                        && path.matcher(entry.request().path()).matches()
                        && (method.isEmpty() || method.equals(entry.request().method()))
                        && (status == 0 || status == entry.reply().status()))
                .count();
        Range range = Range.of(wanted);
        if (!range.includes(found)) {
            problems.add(new Problem(describe(wanted), range.text(), found, nearest(wanted, journal)));
        }
    }

    private static String describe(JsonNode wanted) {
        Map<String, String> said = new TreeMap<>();
        wanted.properties()
                .forEach(member -> said.put(member.getKey(), member.getValue().asText()));
        said.keySet().removeAll(List.of("times", "least", "most"));
        return "calls " + said;
    }

    /** The nearest calls: those whose operation is most similar. */
    private static List<String> nearest(JsonNode wanted, List<JournalEntry> journal) {
        String operation = wanted.path("operation").asText("");
        Map<Seen, Long> seen = new HashMap<>();
        journal.forEach(entry -> seen.merge(Seen.of(entry), 1L, Long::sum));
        return seen.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<Seen, Long> calls) ->
                                NearestName.distance(operation, calls.getKey().operation()))
                        .thenComparing(calls -> calls.getKey().toString()))
                .limit(NEAREST)
                .map(calls -> calls.getValue() + " x " + calls.getKey())
                .toList();
    }

    /** What calls of the journal have in common that are listed together. */
    private record Seen(String operation, String method, String path, int status) {
        static Seen of(JournalEntry entry) {
            return new Seen(
                    entry.operation(),
                    entry.request().method(),
                    entry.request().path(),
                    entry.reply().status());
        }

        @Override
        public String toString() {
            return operation + " " + method + " " + path + " -> " + status;
        }
    }

    private static void rules(JsonNode wanted, List<RuleCounts> hits, List<Problem> problems) {
        String name = wanted.path("rule").asText();
        List<String> known = hits.stream().map(VerifyControl::id).toList();
        if (!known.contains(name)) {
            throw new ControlException(400, NearestName.unknown("rule", name, known));
        }
        long found = hits.get(known.indexOf(name)).hits();
        Range range = Range.of(wanted);
        if (!range.includes(found)) {
            long matches = hits.get(known.indexOf(name)).matches();
            problems.add(new Problem(
                    "rule " + name, "applied " + range.text(), found, List.of("matched " + matches + " calls")));
        }
    }

    private static String id(RuleCounts hits) {
        return hits.scenario() + "/" + hits.rule().name();
    }

    private static Pattern glob(String text) {
        return Pattern.compile(Pattern.quote(text).replaceAll("\\*+", "\\\\E.*\\\\Q"));
    }

    /** How often; at least once, where nothing is said. */
    private record Range(long least, long most) {
        static Range of(JsonNode wanted) {
            for (String name : List.of("times", "least", "most")) {
                JsonNode number = wanted.path(name);
                if (!number.isMissingNode() && (!number.isIntegralNumber() || number.asLong() < 0)) {
                    throw new ControlException(400, "invalid \"" + name + "\": expected a whole number from 0");
                }
            }
            if (wanted.has("times")) {
                return new Range(
                        wanted.path("times").asLong(), wanted.path("times").asLong());
            }
            return new Range(
                    wanted.path("least").asLong(wanted.has("most") ? 0 : 1),
                    wanted.path("most").asLong(Long.MAX_VALUE));
        }

        boolean includes(long found) {
            return found >= least && found <= most;
        }

        String text() {
            if (least == most) {
                return least + " times";
            }
            return least + (most == Long.MAX_VALUE ? " times or more" : " to " + most + " times");
        }
    }

    private record Problem(String what, String expected, long found, List<String> nearest) {}

    private record Verdict(boolean verified, List<Problem> problems, List<String> unusedRules) {}
}
