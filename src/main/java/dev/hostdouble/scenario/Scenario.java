package dev.hostdouble.scenario;

import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.scenario.effect.RequestCut;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scenario: a named list of rules and events.
 *
 * @param name unique among the active scenarios of a world
 * @param description a text for people; may be empty
 * @param seed the seed of its random values; empty for the seed of the world
 * @param rules in the order of evaluation
 * @param events what the provider does by itself
 * @param source the scenario as one JSON text that needs no other file; empty if there is none
 * @param given the file or body that it was read from, with arguments; empty if it was restored or built by Java code
 */
public record Scenario(
        String name,
        String description,
        OptionalLong seed,
        List<Rule> rules,
        List<Event> events,
        String source,
        Optional<ScenarioSource> given) {
    /** What is wrong with a rule about TLS handshakes where there are none. */
    public static final String NEEDS_HTTPS =
            "HTTPS is off, so rules with on: tls cannot apply; start the server with --https-port";

    private static final int RULE_BYTES = 1000;

    public Scenario {
        rules = List.copyOf(rules);
        events = List.copyOf(events);
    }

    /** A scenario that was not read from a file. */
    public Scenario(
            String name, String description, OptionalLong seed, List<Rule> rules, List<Event> events, String source) {
        this(name, description, seed, rules, events, source, Optional.empty());
    }

    /** The same scenario without the file that it was read from. */
    Scenario withoutFile() {
        return new Scenario(name, description, seed, rules, events, source);
    }

    /** About how much memory it uses where it is active. */
    public long bytes() {
        int characters =
                source.length() + given.map(file -> file.text().length()).orElse(0);
        return RULE_BYTES * (1L + rules.size() + events.size()) + 2 * MemoryBudget.ofArray(characters);
    }

    /** Whether it has rules about TLS handshakes. */
    public boolean breaksHandshakes() {
        return EarlyRules.of(List.of(this)).breakHandshakes();
    }

    /** After how many bytes of its body a request may break where these scenarios are active. */
    public static List<Integer> cutPoints(List<Scenario> scenarios) {
        return scenarios.stream()
                .flatMap(scenario -> scenario.rules().stream())
                .flatMap(rule -> rule.effects().stream())
                .filter(RequestCut.class::isInstance)
                .map(effect -> ((RequestCut) effect).after())
                .distinct()
                .sorted()
                .toList();
    }
}
