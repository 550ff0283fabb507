package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.client.ClientDefaults;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.wire.Inventory;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.WorldContent;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Rules side by side: no rule changes which calls another one is chosen for, and the order of effects has no meaning. */
class RulesTogetherTest {
    private static final String WORLD = "rules";
    private static final Provider HOSTERAPI = Inventory.provider("hosterapi");
    private static final int CALLS = 24;

    private final ScenarioReader reader = new ScenarioReader(Providers.ALL);
    private final Worlds worlds;

    RulesTogetherTest() throws IOException, InvalidFileException {
        StartStates startStates = new StartStates(List.of(HOSTERAPI));
        WorldSettings settings = new WorldSettings(
                        ClockMode.MANUAL, 1, false, false, 10_000, 10, WorldSettings.hostClock())
                .withNow(StartDate.at(EmulatorClock.START));
        worlds = new Worlds(settings, startStates.read(startStates.sources(Optional.empty())));
    }

    private Optional<Rule> rule(String yaml) {
        try {
            return Optional.of(reader.read("rule", "{ scenario: rules, rules: [ " + yaml + " ] }")
                    .rules()
                    .get(0));
        } catch (InvalidFileException e) {
            return Optional.empty(); // an effect that these operations cannot have
        }
    }

    /** The nth of a row of calls: reads and orders of several servers. */
    private Reply call(int n) {
        String path = "/api/v1/datacenter/server/" + (4001 + n % 3);
        boolean starts = n % 4 == 3;
        return worlds.handle(
                WORLD,
                new Request(
                        starts ? "PUT" : "GET",
                        "http",
                        ClientDefaults.of("hosterapi").host(),
                        "",
                        path + (starts ? "/reinstall" : n % 2 == 0 ? "/status" : "/config"),
                        "k=" + n % 5,
                        Headers.of("Authorization", "Bearer " + Credentials.HOSTERAPI_TOKEN),
                        Bytes.NONE,
                        List.of()));
    }

    /** The replies to all calls in a fresh world with these rules. */
    private List<Reply> replies(List<Rule> rules) {
        worlds.delete(WORLD);
        worlds.get(WORLD)
                .run(session ->
                        session.activate(new Scenario("rules", "", OptionalLong.empty(), rules, List.of(), "")));
        List<Reply> replies = new ArrayList<>();
        for (int n = 0; n < CALLS; n++) {
            replies.add(call(n));
        }
        return replies;
    }

    /** For which calls a rule was chosen, with the number and draw of each. */
    private static Set<String> chosen(String rule, List<Reply> replies) {
        Set<String> chosen = new TreeSet<>();
        for (int n = 0; n < replies.size(); n++) {
            for (RuleHit hit : replies.get(n).ruleHits()) {
                if (hit.rule().equals("rules/" + rule)) {
                    chosen.add(n + " " + hit.key() + " " + hit.match() + " " + hit.draw());
                }
            }
        }
        return chosen;
    }

    @Property(tries = 150)
    void other_rules_do_not_change_the_calls_for_which_a_rule_is_chosen(@ForAll("rules") List<String> texts) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            rule(texts.get(i).replace("NAME", "r" + i)).ifPresent(rules::add);
        }
        List<Reply> together = replies(rules);
        for (Rule rule : rules) {
            assertThat(chosen(rule.name(), together))
                    .as(rule.source())
                    .isEqualTo(chosen(rule.name(), replies(List.of(rule))));
        }
    }

    @Provide
    Arbitrary<List<String>> rules() {
        Arbitrary<String> on =
                Arbitraries.of("hosterapi/server.status", "hosterapi/server.*", "\"*reinstall\"", "\"*\"");
        Arbitrary<String> per = Arbitraries.of("", "", "per: query.k, ", "per: path, ");
        Arbitrary<String> calls = Arbitraries.of(
                "",
                "calls: first, ",
                "calls: 3, ",
                "calls: \"2-4\", ",
                "calls: [1, 4], ",
                "every: 2, ",
                "calls: \"5-\", ");
        Arbitrary<String> chance = Arbitraries.of("", "probability: 0.5, ", "probability: 0.2, ");
        Arbitrary<String> effect = effects().flatMap(Arbitraries::of);
        return Combinators.combine(on, per, calls, chance, effect)
                .as((o, p, c, s, e) -> "{ name: NAME, on: " + o + ", " + p + c + s + "effect: { " + e + " } }")
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }

    /** The kinds of effects that these calls can have, each with its values. */
    private static Arbitrary<List<String>> effects() {
        return Arbitraries.of(List.of(
                List.of("delay: 1ms", "slow_body: 1"),
                List.of("reply: { status: 299 }", "reply: { status: 299, performed: true }"),
                List.of("gateway: 502", "gateway: 504", "break: true"),
                List.of("error: SERVER_ERROR", "rate_limit: { limit: 3 }", "rate_limit: { limit: 3, by: world }"),
                List.of("lose_reply: true", "transport: reset", "transport: close", "transport: truncate"),
                List.of("content: { bom: true }", "content: { type: text/x }"),
                List.of("edit: { add: { /new: 1 } }", "edit: { null: /result }"),
                List.of("job: { vanish: true }", "job: { slow: 3 }", "twice: true", "then: proceed")));
    }

    @Property(tries = 150)
    void the_order_of_the_effects_of_a_rule_has_no_meaning(
            @ForAll("differentEffects") List<String> effects, @ForAll @IntRange(max = 1_000_000) int seed) {
        List<String> shuffled = new ArrayList<>(effects);
        Collections.shuffle(shuffled, new Random(seed));
        Optional<Rule> one = rule("{ on: hosterapi/server.reinstall, effect: [ " + listed(effects) + " ] }");
        Optional<Rule> other = rule("{ on: hosterapi/server.reinstall, effect: [ " + listed(shuffled) + " ] }");
        assertThat(one.isPresent()).isEqualTo(other.isPresent());
        if (one.isEmpty()) {
            return;
        }
        List<String> came = came(replies(List.of(one.get())));
        long content = WorldContent.hash(worlds.get(WORLD));
        assertThat(came(replies(List.of(other.orElseThrow())))).isEqualTo(came);
        assertThat(WorldContent.hash(worlds.get(WORLD))).isEqualTo(content);
    }

    private static String listed(List<String> effects) {
        return "{ " + String.join(" }, { ", effects) + " }";
    }

    /** What came back, and what the journal says of each effect. */
    private static List<String> came(List<Reply> replies) {
        return replies.stream()
                .map(reply ->
                        reply.status() + " " + reply.headers() + reply.body().text() + reply.delivery()
                                + new TreeSet<>(reply.ruleHits().stream()
                                        .flatMap(hit -> hit.effects().stream().map(Object::toString))
                                        .toList()))
                .toList();
    }

    @Provide
    Arbitrary<List<String>> differentEffects() {
        return effects().set().ofMinSize(2).ofMaxSize(4).flatMap(kinds -> Combinators.combine(
                        kinds.stream().map(Arbitraries::of).toList())
                .as(values -> values));
    }

    @Property(tries = 5)
    void the_counts_of_each_key_add_up_however_many_clients_call_at_once(@ForAll @IntRange(min = 2, max = 5) int every)
            throws Exception {
        worlds.delete(WORLD);
        Rule rule = rule("{ name: each, on: \"*\", per: query.k, every: " + every
                        + ", effect: { reply: { status: 299 } } }")
                .orElseThrow();
        worlds.get(WORLD)
                .run(session -> session.activate(
                        new Scenario("rules", "", OptionalLong.empty(), List.of(rule), List.of(), "")));
        ExecutorService clients = Executors.newFixedThreadPool(16);
        int struck = 0;
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int client = 0; client < 16; client++) {
                work.add(() -> {
                    int own = 0;
                    for (int n = 0; n < 60; n++) {
                        own += call(n).status() == 299 ? 1 : 0;
                    }
                    return own;
                });
            }
            for (Future<Integer> own : clients.invokeAll(work)) {
                struck += own.get();
            }
        } finally {
            clients.shutdown();
        }
        // Each of five keys is called 16 × 12 times.
        int expected = 5 * (16 * 12 / every);
        RuleCounts counts =
                worlds.get(WORLD).with(session -> session.scenarios().counts()).get(0);
        assertThat(List.of(counts.matched(), counts.chosen(), counts.applied()))
                .containsExactly(16L * 60, (long) expected, (long) expected);
        assertThat(struck).isEqualTo(expected);
    }
}
