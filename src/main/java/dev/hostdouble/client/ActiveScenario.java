package dev.hostdouble.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An active scenario.
 *
 * @param parameters the values as JSON that it was activated with, where they are not the defaults of its file
 * @param seed the seed of its random values, if it sets one
 * @param warnings what may be a slip in its text; only after it was activated
 */
public record ActiveScenario(
        String name,
        String description,
        Map<String, String> parameters,
        Optional<Long> seed,
        List<RuleCounts> rules,
        List<Event> events,
        List<String> warnings) {
    static ActiveScenario of(Members json) {
        return new ActiveScenario(
                json.text("name"),
                json.text("description"),
                json.map("parameters"),
                json.optionalNumber("seed"),
                json.list("rules", RuleCounts::of),
                json.list("events", Event::of),
                json.texts("warnings"));
    }

    /** The rule of that name. */
    public Optional<RuleCounts> rule(String rule) {
        return rules.stream().filter(one -> one.rule().equals(rule)).findFirst();
    }

    /**
     * A rule and its counts.
     *
     * @param rule its name within the scenario
     * @param matched how many calls met its conditions
     * @param chosen for how many of them it was chosen
     * @param applied how many of those it changed
     * @param expect how many it is expected to change, such as {@code 1-}
     * @param expectationMet whether it has
     */
    public record RuleCounts(
            String rule, long matched, long chosen, long applied, Optional<String> expect, boolean expectationMet) {
        static RuleCounts of(Members json) {
            return new RuleCounts(
                    json.text("rule"),
                    json.number("matched"),
                    json.number("chosen"),
                    json.number("applied"),
                    json.optionalText("expect"),
                    json.flag("expectationMet"));
        }
    }

    /**
     * An event.
     *
     * @param at the time after the activation at which it happens, if it happens at a time
     * @param before the operations before whose call it happens
     * @param call the number of that call
     * @param change what it changes
     * @param changed whether it has changed anything; empty until it has happened
     */
    public record Event(
            Optional<String> at, List<String> before, Optional<Long> call, String change, Optional<Boolean> changed) {
        static Event of(Members json) {
            return new Event(
                    json.optionalText("at"),
                    json.optionalTexts("before"),
                    json.optionalNumber("call"),
                    json.text("change"),
                    json.optionalFlag("changed"));
        }
    }
}
