package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Providers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.RuleHit.EffectHit;
import dev.hostdouble.provider.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every two shipped scenarios, active in one world: each does what it does alone, or the journal says which rule of the
 * other one won.
 */
@ResourceLock("the log of worlds")
class ScenarioPairsTest {
    private static final String ANY = "any";

    private final PairTour tour = new PairTour();

    /** The replies of a tour with one scenario, by its name and the providers of the tour. */
    private final Map<String, List<Reply>> alone = new ConcurrentHashMap<>();

    @Test
    void each_does_what_it_does_alone_unless_the_journal_names_the_winner() {
        List<Scenario> all = shipped();
        List<List<Scenario>> groups = groups(all);
        assertThat(pairs(groups)).hasSize(all.size() * (all.size() - 1) / 2);
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            List<String> wrong =
                    groups.parallelStream().flatMap(this::problems).sorted().toList();
            assertThat(wrong).isEmpty();
            assertThat(logs.problems()).isEmpty();
        }
    }

    @Test
    void every_rule_applies_on_the_tour() {
        for (Scenario scenario : shipped()) {
            List<String> apis = folder(scenario).equals(ANY)
                    ? Providers.ALL.stream().map(Provider::name).toList()
                    : List.of(folder(scenario));
            Set<String> applied = tour.play(List.of(scenario), apis).stream()
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

    /**
     * Scenarios that are active together, so that every two are in one group. Scenarios about different providers can be
     * three in a world, which saves half of the tours.
     */
    private static List<List<Scenario>> groups(List<Scenario> all) {
        List<List<Scenario>> groups = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Set<String> folders = Set.copyOf(List.of(folder(all.get(i)), folder(all.get(j))));
                if (folders.size() == 1 || folders.contains(ANY)) {
                    groups.add(List.of(all.get(i), all.get(j)));
                }
            }
        }
        List<List<Scenario>> providers = all.stream()
                .filter(scenario -> !folder(scenario).equals(ANY))
                .collect(Collectors.groupingBy(ScenarioPairsTest::folder))
                .values()
                .stream()
                .sorted(Comparator.comparingInt(List::size))
                .toList();
        List<Scenario> fewest = providers.get(0);
        for (int i = 0; i < providers.get(1).size(); i++) {
            for (int j = 0; j < providers.get(2).size(); j++) {
                Scenario third = fewest.get((i + j) % fewest.size());
                groups.add(List.of(providers.get(1).get(i), providers.get(2).get(j), third));
            }
        }
        return groups;
    }

    private static Set<Set<String>> pairs(List<List<Scenario>> groups) {
        Set<Set<String>> pairs = new HashSet<>();
        for (List<Scenario> group : groups) {
            for (Scenario one : group) {
                group.stream()
                        .filter(other -> !other.name().equals(one.name()))
                        .forEach(other -> pairs.add(Set.of(one.name(), other.name())));
            }
        }
        return pairs;
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
        for (Reply reply : together) {
            reply.ruleHits().stream()
                    .filter(hit -> hit.applied() != hit.effects().stream().allMatch(EffectHit::applied)
                            || hit.effects().stream().anyMatch(effect -> effect.applied() != (effect.note() == null)))
                    .forEach(hit -> problems.add("applied and lost: " + hit));
        }
        return problems.stream();
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
