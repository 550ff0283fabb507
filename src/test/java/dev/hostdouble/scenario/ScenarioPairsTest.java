package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Providers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.RuleHit.EffectHit;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every two shipped scenarios, active in one world: each does what it does alone, or the journal says which rule of the
 * other one won.
 *
 * <p>Two scenarios about the same provider, or one about any provider and another one, are played together. Two about
 * different providers cannot meet, which is proved: no rule and no event of one is about the other's provider; whatever a
 * scenario does to the calls of its provider, the replies of the others stay the same, byte for byte; and it does what it does
 * alone while all scenarios of the other providers are active.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("the log of worlds")
class ScenarioPairsTest {
    private static final String ANY = "any";
    private static final List<String> APIS =
            Providers.ALL.stream().map(Provider::name).toList();

    private final PairTour tour = new PairTour();

    /** The replies of a tour with one scenario, by its name and the providers of the tour. */
    private final Map<String, List<Reply>> alone = new ConcurrentHashMap<>();

    @Test
    void each_does_what_it_does_alone_unless_the_journal_names_the_winner() {
        List<Scenario> all = shipped();
        List<List<Scenario>> groups = groups(all);
        assertThat(groups.size() + pairsOfTwoProviders(all)).isEqualTo(all.size() * (all.size() - 1) / 2);
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            List<String> wrong =
                    groups.parallelStream().flatMap(this::problems).sorted().toList();
            assertThat(wrong).isEmpty();
            assertThat(logs.problems()).isEmpty();
        }
    }

    @Test
    void no_rule_or_event_is_about_another_provider() {
        for (Scenario scenario : shippedForOne()) {
            List<String> foreign = Providers.ALL.stream()
                    .filter(provider -> !provider.name().equals(folder(scenario)))
                    .flatMap(provider -> Stream.concat(provider.operations().stream(), Stream.of(provider.unknown())))
                    .map(Operation::id)
                    .toList();
            assertThat(foreign).noneMatch(id -> scenario.rules().stream().anyMatch(rule -> rule.matches(id)));
            for (Event event : scenario.events()) {
                assertThat(event.change().kind().provider()).isEqualTo(folder(scenario));
                event.before().ifPresent(before -> assertThat(before.on())
                        .allMatch(pattern -> foreign.stream().noneMatch(pattern::matches)));
            }
        }
    }

    @Test
    void a_scenario_changes_no_reply_of_another_provider_and_none_of_another_provider_changes_it() {
        List<Scenario> all = shippedForOne();
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            List<String> wrong = all.parallelStream()
                    .flatMap(scenario -> problemsApart(scenario, all))
                    .sorted()
                    .toList();
            assertThat(wrong).isEmpty();
            assertThat(logs.problems()).isEmpty();
        }
    }

    /** What is wrong on a tour of the scenario's provider and then of the others. */
    private Stream<String> problemsApart(Scenario scenario, List<Scenario> all) {
        String own = folder(scenario);
        List<String> apis = Stream.concat(Stream.of(own), APIS.stream().filter(api -> !api.equals(own)))
                .toList();
        List<Scenario> withOthers = Stream.concat(
                        Stream.of(scenario),
                        all.stream().filter(other -> !folder(other).equals(own)))
                .toList();
        List<Reply> none = alone(List.of(), apis);
        List<Reply> alone = alone(List.of(scenario), apis);
        List<Reply> together = tour.play(withOthers, apis);
        int ownCalls = alone(List.of(), List.of(own)).size();
        List<String> problems = inconsistent(together);
        for (int i = 0; i < none.size(); i++) {
            boolean isRight = i < ownCalls
                    ? got(together.get(i)).equals(got(alone.get(i)))
                    : got(alone.get(i)).equals(got(none.get(i)));
            if (!isRight) {
                problems.add(scenario.name() + " and other providers, call " + i + ": " + got(alone.get(i)) + " or "
                        + got(together.get(i)) + ", without any scenario " + got(none.get(i)));
            }
        }
        return problems.stream();
    }

    /** What a client gets, and the rules behind it. */
    private static List<Object> got(Reply reply) {
        return List.of(
                reply.status(),
                reply.reason(),
                reply.headers().toString(),
                reply.body().text(),
                reply.answer(),
                reply.delivery(),
                reply.ruleHits());
    }

    @Test
    void every_rule_applies_on_the_tour() {
        for (Scenario scenario : shipped()) {
            List<String> apis = folder(scenario).equals(ANY) ? APIS : List.of(folder(scenario));
            Set<String> applied = alone(List.of(scenario), apis).stream()
                    .flatMap(reply -> reply.ruleHits().stream())
                    .filter(RuleHit::applied)
                    .map(RuleHit::rule)
                    .collect(Collectors.toSet());
            assertThat(applied)
                    .containsExactlyInAnyOrderElementsOf(scenario.rules().stream()
                            .map(rule -> scenario.name() + "/" + rule.name())
                            .toList());
        }
    }

    /** All but those that break TLS handshakes: they change no call. */
    private static List<Scenario> shipped() {
        Catalogue catalogue = new Catalogue(Providers.ALL);
        return catalogue.entries().stream()
                .map(entry -> catalogue.read(entry.name()))
                .filter(scenario -> !scenario.breaksHandshakes())
                .toList();
    }

    private static String folder(Scenario scenario) {
        return scenario.name().substring(0, scenario.name().indexOf('/'));
    }

    /** Those that are about one provider. */
    private static List<Scenario> shippedForOne() {
        return shipped().stream()
                .filter(scenario -> !folder(scenario).equals(ANY))
                .toList();
    }

    /** Every two scenarios that can meet. */
    private static List<List<Scenario>> groups(List<Scenario> all) {
        List<List<Scenario>> groups = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Set<String> folders = new TreeSet<>(List.of(folder(all.get(i)), folder(all.get(j))));
                if (folders.size() == 1 || folders.contains(ANY)) {
                    groups.add(List.of(all.get(i), all.get(j)));
                }
            }
        }
        return groups;
    }

    /** How many pairs there are of scenarios about different providers. */
    private static long pairsOfTwoProviders(List<Scenario> all) {
        List<String> folders = all.stream()
                .map(ScenarioPairsTest::folder)
                .filter(folder -> !folder.equals(ANY))
                .toList();
        return folders.stream()
                        .flatMap(one -> folders.stream().filter(other -> !other.equals(one)))
                        .count()
                / 2;
    }

    /** The providers that the scenarios are about; for two about any provider one of all, in turn. */
    private static List<String> apis(List<Scenario> group) {
        TreeSet<String> apis = new TreeSet<>();
        group.forEach(scenario -> apis.add(folder(scenario)));
        if (apis.remove(ANY) && apis.isEmpty()) {
            int turn = group.stream()
                    .mapToInt(scenario -> scenario.name().hashCode())
                    .sum();
            apis.add(
                    Providers.ALL.get(Math.floorMod(turn, Providers.ALL.size())).name());
        }
        return List.copyOf(apis);
    }

    private List<Reply> alone(List<Scenario> atMostOne, List<String> apis) {
        String key = atMostOne.stream().map(Scenario::name).toList() + " " + apis;
        List<Reply> known = alone.get(key);
        if (known == null) {
            known = tour.play(atMostOne, apis);
            alone.put(key, known);
        }
        return known;
    }

    private Stream<String> problems(List<Scenario> group) {
        List<String> apis = apis(group);
        List<Reply> none = alone(List.of(), apis);
        List<Reply> together = tour.play(group, apis);
        List<String> problems = new ArrayList<>();
        for (Scenario scenario : group) {
            List<Scenario> others = group.stream()
                    .filter(other -> !other.name().equals(scenario.name()))
                    .toList();
            Comparison comparison = new Comparison(
                    scenario,
                    others,
                    none,
                    alone(List.of(scenario), apis),
                    others.stream().map(other -> alone(List.of(other), apis)).toList(),
                    together);
            scenario.rules().stream()
                    .filter(rule -> !comparison.isExplained(rule))
                    .forEach(rule -> problems.add(scenario.name() + "/" + rule.name() + " with "
                            + others.stream().map(Scenario::name).toList()));
        }
        problems.addAll(inconsistent(together));
        return problems.stream();
    }

    /** The rules that count as applied although not all their effects do, or the reverse. */
    private static List<String> inconsistent(List<Reply> replies) {
        List<String> problems = new ArrayList<>();
        for (Reply reply : replies) {
            reply.ruleHits().stream()
                    .filter(hit -> hit.applied() != hit.effects().stream().allMatch(EffectHit::applied)
                            || hit.effects().stream().anyMatch(effect -> effect.applied() != (effect.note() == null)))
                    .forEach(hit -> problems.add("applied and lost: " + hit));
        }
        return problems;
    }

    /**
     * What became of the rules of a scenario beside others.
     *
     * @param none the replies without any scenario
     * @param alone those with this scenario alone
     * @param withOther those with each of the others alone
     * @param together those with all of them
     */
    private record Comparison(
            Scenario scenario,
            List<Scenario> others,
            List<Reply> none,
            List<Reply> alone,
            List<List<Reply>> withOther,
            List<Reply> together) {

        boolean isExplained(Rule rule) {
            return applied(rule, alone).isEmpty()
                    || !applied(rule, together).isEmpty()
                    || isLost(rule)
                    || rule.after().filter(this::isMissing).isPresent()
                    || applied(rule, alone).stream().allMatch(this::isOtherwise)
                    || (asksForState(rule) && applied(rule, alone).stream().allMatch(this::isStruckBefore));
        }

        /** Whether a rule applies in some state alone, or only to calls that would succeed. */
        private static boolean asksForState(Rule rule) {
            return rule.when().stream()
                    .map(Condition::property)
                    .anyMatch(property -> property.startsWith("state.") || property.equals("answer"));
        }

        /** Whether another scenario strikes this call or an earlier one, which may be what brings the state about. */
        private boolean isStruckBefore(int call) {
            return withOther.stream().anyMatch(replies -> replies.subList(0, call + 1).stream()
                    .anyMatch(reply -> reply.ruleHits().stream().anyMatch(Comparison::changesCall)));
        }

        private String id(Rule rule) {
            return scenario.name() + "/" + rule.name();
        }

        /** The calls to which a rule applied. */
        private List<Integer> applied(Rule rule, List<Reply> replies) {
            List<Integer> calls = new ArrayList<>();
            for (int i = 0; i < replies.size(); i++) {
                if (hits(replies.get(i), id(rule)).anyMatch(RuleHit::applied)) {
                    calls.add(i);
                }
            }
            return calls;
        }

        private static Stream<RuleHit> hits(Reply reply, String rule) {
            return reply.ruleHits().stream().filter(hit -> hit.rule().equals(rule));
        }

        /** Whether a rule applied to the call and did more than count it. */
        private static boolean changesCall(RuleHit hit) {
            return hit.applied()
                    && hit.effects().stream()
                            .anyMatch(effect -> !effect.effect().equals("then"));
        }

        private boolean isLost(Rule rule) {
            return together.stream()
                    .flatMap(reply -> hits(reply, id(rule)))
                    .flatMap(hit -> hit.effects().stream())
                    .map(effect -> String.valueOf(effect.note()))
                    .anyMatch(note ->
                            others.stream().anyMatch(other -> note.startsWith("lost to " + other.name() + "/")));
        }

        /** Whether the earlier rule that a rule waits for did not apply. */
        private boolean isMissing(String earlier) {
            return scenario.rules().stream()
                    .filter(rule -> rule.name().equals(earlier))
                    .anyMatch(rule -> applied(rule, together).isEmpty() && isExplained(rule));
        }

        /**
         * Whether another scenario has changed the state by then: even alone, it makes the provider answer otherwise, without
         * a rule that applies to the call or because of an event.
         */
        private boolean isOtherwise(int call) {
            Reply usual = none.get(call);
            for (int i = 0; i < others.size(); i++) {
                Reply reply = withOther.get(i).get(call);
                boolean isTouched = reply.ruleHits().stream().anyMatch(Comparison::changesCall);
                boolean hasEvents = !others.get(i).events().isEmpty();
                if (isTouched
                        ? hasEvents && !reply.answer().equals(usual.answer())
                        : !reply.body().equals(usual.body())) {
                    return true;
                }
            }
            return false;
        }
    }
}
