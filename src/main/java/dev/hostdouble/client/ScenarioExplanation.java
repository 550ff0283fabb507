package dev.hostdouble.client;

import java.util.List;
import java.util.Optional;

/** Why the rules of a scenario did not apply. */
public record ScenarioExplanation(String scenario, List<Rule> rules) {
    static ScenarioExplanation of(Members json) {
        return new ScenarioExplanation(json.text("scenario"), json.list("rules", Rule::of));
    }

    /** The rule of that name. */
    public Optional<Rule> rule(String rule) {
        return rules.stream().filter(one -> one.rule().equals(rule)).findFirst();
    }

    /**
     * A rule.
     *
     * @param rule its name within the scenario
     * @param on the operations it looks at
     * @param nearest the calls of those operations that it did not apply to, the latest last
     * @param note why no TLS handshake matched it, where the client may have called another host
     */
    public record Rule(
            String rule,
            List<String> on,
            long matched,
            long chosen,
            long applied,
            List<NearestCall> nearest,
            Optional<String> note) {
        static Rule of(Members json) {
            return new Rule(
                    json.text("rule"),
                    json.texts("on"),
                    json.number("matched"),
                    json.number("chosen"),
                    json.number("applied"),
                    json.list("nearest", NearestCall::of),
                    json.optionalText("note"));
        }
    }

    /**
     * A call that a rule did not apply to.
     *
     * @param n its number in the journal
     * @param request its method and path, if the journal still has it
     * @param why the first condition that it did not meet
     */
    public record NearestCall(long n, Optional<String> request, String why) {
        static NearestCall of(Members json) {
            return new NearestCall(json.number("n"), json.optionalText("request"), json.text("why"));
        }

        @Override
        public String toString() {
            return "call " + n + request.map(line -> " " + line).orElse("") + ": " + why;
        }
    }
}
