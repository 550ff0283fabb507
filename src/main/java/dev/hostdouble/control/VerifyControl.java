package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Verdict.Problem;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorkLimit;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.NearestName;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code POST verify}: whether calls were made and rules applied as expected. Replies 200; 422 with the differences; or 409
 * if it depends on calls that the journal has dropped.
 */
final class VerifyControl {
    private static final long MOST_WORK = 300_000_000; // about a second

    private final KnownOperations operations;

    VerifyControl(List<Provider> providers) {
        this.operations = new KnownOperations(providers);
    }

    /**
     * {@code {"calls":[{"operation":"hosterapi/server.create","status":200,"times":1}],"rules":[{"rule":"name/rule","least":1}]}};
     * the expectations that active rules bring along are verified in any case. The world is looked at once, and goes on
     * meanwhile.
     */
    Reply verify(ControlCall call) {
        JournalSnapshot journal = JournalSnapshot.of(call);
        try {
            return verdict(call.body(), journal, new WorkLimit(MOST_WORK)).reply();
        } catch (WorkLimit.ExceededException e) {
            int expectations = call.body().path("calls").size();
            throw new ControlException(
                    400,
                    "too much to compare: " + expectations + " expectations with "
                            + journal.entries().size()
                            + " calls; send fewer or shorter expectations, or clear the journal with DELETE requests");
        }
    }

    private Verdict verdict(JsonNode body, JournalSnapshot journal, WorkLimit work) {
        List<CallFacts> made = journal.entries().stream()
                .map(entry -> new CallFacts(entry, work, operations))
                .toList();
        List<CallExpectation> expectations = new ArrayList<>();
        for (JsonNode wanted : body.path("calls")) {
            expectations.add(CallExpectation.of(wanted, "/calls/" + expectations.size(), operations, journal, made));
        }
        CallVerifier calls = new CallVerifier(made, journal.dropped(), expectations);
        calls.counts();
        if (body.path("inOrder").asBoolean()) {
            calls.order();
        }
        if (body.path("noOthers").asBoolean()) {
            calls.noOthers();
        }
        List<Problem> notMet = new ArrayList<>(calls.notMet());
        notMet.addAll(rules(body.path("rules"), journal.rules()));
        List<String> unusedRules = journal.rules().stream()
                .filter(rule -> rule.applied() == 0)
                .map(RuleUse::id)
                .toList();
        List<String> unusedScenarios = journal.unusedScenarios();
        List<String> warnings = expectations.stream()
                .flatMap(expectation -> expectation.warnings().stream())
                .toList();
        if (body.path("unused").asText().equals("fail")) {
            unusedScenarios.forEach(name -> notMet.add(new Problem(
                    "scenario " + name,
                    "a rule that applied, or an event that changed something",
                    0,
                    matched(journal, name))));
        }
        return Verdict.of(notMet, calls.undecided(), warnings, unusedRules, unusedScenarios, journal.dropped());
    }

    private static List<String> matched(JournalSnapshot journal, String scenario) {
        return journal.rules().stream()
                .filter(rule -> rule.scenario().equals(scenario))
                .map(rule -> "rule " + rule.id() + " " + String.join("; ", rule.nearest()))
                .toList();
    }

    private static List<Problem> rules(JsonNode expectations, List<RuleUse> uses) {
        List<Problem> problems = new ArrayList<>();
        List<String> known = uses.stream().map(RuleUse::id).toList();
        for (int i = 0; i < expectations.size(); i++) {
            JsonNode wanted = expectations.get(i);
            String name = wanted.path("rule").asText();
            CountRange range = CountRange.of(wanted, "/rules/" + i);
            if (!known.contains(name)) {
                throw new ControlException(400, "/rules/" + i + "/rule: " + NearestName.unknown("rule", name, known));
            }
            RuleUse use = uses.get(known.indexOf(name));
            if (!range.includes(use.applied())) {
                problems.add(problem(use, range, use.applied()));
            }
        }
        uses.stream().filter(use -> !use.expectationMet()).forEach(use -> use.expected()
                .ifPresent(range -> problems.add(problem(use, range, use.counted()))));
        return problems;
    }

    private static Problem problem(RuleUse use, CountRange expected, long found) {
        return new Problem("rule " + use.id(), expected.text("application"), found, use.nearest());
    }
}
