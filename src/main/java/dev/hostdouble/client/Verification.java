package dev.hostdouble.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Expectations on the calls and rules of a world. Immutable.
 *
 * <pre>{@code
 * world.verify(Verification.expect()
 *                 .call(CallExpectation.to("hosterapi/server.create").status(200).times(1))
 *                 .rule("hosterapi/lost-acknowledgement/lost", Times.once()))
 *         .orThrow();
 * }</pre>
 *
 * @param calls what calls are expected
 * @param rules how often rules are expected to apply, by {@code scenario/rule}
 * @param inOrder whether the calls must come in this order
 * @param noOthers whether no other calls may be there
 * @param failOnUnused whether a scenario of which no rule applied is a failure
 */
public record Verification(
        List<CallExpectation> calls,
        Map<String, Times> rules,
        boolean inOrder,
        boolean noOthers,
        boolean failOnUnused) {
    /** Expects nothing yet. */
    public static Verification expect() {
        return new Verification(List.of(), Map.of(), false, false, false);
    }

    /** Expects calls. */
    public Verification call(CallExpectation call) {
        List<CallExpectation> more =
                Stream.concat(calls.stream(), Stream.of(call)).toList();
        return new Verification(more, rules, inOrder, noOthers, failOnUnused);
    }

    /** Expects a rule of an active scenario to apply; {@code scenario/rule}. */
    public Verification rule(String rule, Times times) {
        Map<String, Times> more = new LinkedHashMap<>(rules);
        more.put(rule, times);
        return new Verification(calls, more, inOrder, noOthers, failOnUnused);
    }

    /** Expects the calls in the order in which they were added. */
    public Verification callsInOrder() {
        return new Verification(calls, rules, true, noOthers, failOnUnused);
    }

    /** Expects no calls besides those that were added. */
    public Verification noOtherCalls() {
        return new Verification(calls, rules, inOrder, true, failOnUnused);
    }

    /** Expects every active scenario to do something. */
    public Verification everyScenarioUsed() {
        return new Verification(calls, rules, inOrder, noOthers, true);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("calls", calls.stream().map(CallExpectation::members).toList());
        body.put("rules", rules.entrySet().stream().map(Verification::rule).toList());
        body.put("inOrder", inOrder);
        body.put("noOthers", noOthers);
        body.put("unused", failOnUnused ? "fail" : "report");
        return body;
    }

    private static Map<String, Object> rule(Map.Entry<String, Times> rule) {
        Map<String, Object> members = new LinkedHashMap<>(rule.getValue().members());
        members.put("rule", rule.getKey());
        return members;
    }
}
