package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Providers;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.scenario.effect.EffectTypes;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.wire.Inventory;
import dev.hostdouble.wire.StandardCall;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.WorldContent;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every effect on every operation: either no rule can have it, or it counts as applied if and only if the client or the
 * state of the provider meets a difference.
 */
@Timeout(120)
class EffectTableTest {
    /** Values of each kind; {@code ERROR} stands for errors of the provider, {@code PARAMETER} for parameters of the operation. */
    private static final Map<String, List<String>> VALUES = values();

    private final Map<String, StandardCall> calls;
    /** Worlds of one provider each, which open faster than whole ones. */
    private final Map<String, Worlds> worldsByProvider = new HashMap<>();

    private final AtomicInteger worldCount = new AtomicInteger();
    private final ScenarioReader reader = new ScenarioReader(Providers.ALL);
    private final Map<String, Outcome> untouched = new ConcurrentHashMap<>();

    /** What worlds held after calls, each with the operation, where everything that follows from it was asked. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    EffectTableTest() throws IOException, InvalidFileException {
        calls = StandardCall.all();
        StartStates startStates = new StartStates(Providers.ALL);
        WorldSettings settings = new WorldSettings(
                        ClockMode.MANUAL, 1, false, false, 1000, 1000, WorldSettings.hostClock())
                .withNow(StartDate.at(EmulatorClock.START));
        for (StartState start : startStates.read(startStates.sources(Optional.empty()))) {
            worldsByProvider.put(start.provider().name(), new Worlds(settings, List.of(start)));
        }
    }

    private static Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("error", List.of("ERROR"));
        values.put("reply", List.of("{ status: 299, body: x }", "{ json: { a: 1 }, performed: true }"));
        values.put("gateway", List.of("502", "504"));
        values.put("break", List.of("true", "{ performed: true }"));
        values.put("tls", List.of("expired", "cut"));
        values.put(
                "job",
                List.of(
                        "{ fail: broken, at: 0.5 }",
                        "{ hold: 0.5 }",
                        "{ hold: 1 }",
                        "{ slow: 3 }",
                        "{ slow: 1 }",
                        "{ vanish: true }",
                        "{ finish: true }",
                        "{ regress: { at: 0.5, to: 0.1 } }"));
        values.put("delay", List.of("1ms"));
        values.put("slow_body", List.of("1", "1000000000"));
        values.put("lose_reply", List.of("true"));
        values.put(
                "transport",
                List.of(
                        "reset",
                        "{ kind: garbage, performed: true }",
                        "truncate",
                        "close",
                        "{ kind: stall, after: 100000 }",
                        "{ kind: reset, during: request }"));
        values.put(
                "content",
                List.of("{ type: text/x-other }", "{ type: application/json }", "{ charset: UTF-8 }", "{ bom: true }"));
        values.put(
                "edit",
                List.of(
                        "{ add: { /new: 1 } }",
                        "{ remove: /nothing/here }",
                        "{ null: \"\" }",
                        "{ retype: /result }",
                        "{ duplicate: /data }"));
        values.put("rate_limit", List.of("{ limit: 0 }", "{ limit: 1 }", "{ limit: 0, by: world }"));
        values.put("expire_token", List.of("true"));
        values.put("stale", List.of("1"));
        values.put("out_of_stock", List.of("true"));
        values.put("twice", List.of("true"));
        values.put("ask", List.of("PARAMETER"));
        values.put("then", List.of("proceed"));
        return values;
    }

    /** What a call came to: what the client got, what the world held then and later, and what the provider says of it. */
    private record Outcome(String reply, List<Long> content, String said) {}

    @Test
    void every_kind_of_effect_has_values_and_every_operation_a_call() {
        assertThat(VALUES.keySet()).isEqualTo(EffectTypes.BY_KIND.keySet());
        assertThat(calls.keySet())
                .isEqualTo(
                        new HashSet<>(operations().stream().map(Operation::id).toList()));
    }

    private static List<Operation> operations() {
        return Providers.ALL.stream()
                .flatMap(provider -> Stream.concat(provider.operations().stream(), Stream.of(provider.unknown())))
                .toList();
    }

    @Test
    void an_effect_counts_as_applied_if_and_only_if_something_differs() {
        Set<String> applied = ConcurrentHashMap.newKeySet();
        List<String> problems = operations().parallelStream()
                .flatMap(operation -> effects(operation).stream()
                        .map(effect -> problem(operation, effect, applied))
                        .filter(problem -> !problem.isEmpty()))
                .toList();
        assertThat(problems).isEmpty();
        // The first of all reads is never stale, and no operation is a TLS handshake.
        assertThat(applied)
                .containsExactlyInAnyOrderElementsOf(VALUES.keySet().stream()
                        .filter(kind -> !Set.of("stale", "tls").contains(kind))
                        .toList());
    }

    @Test
    void a_caller_who_is_not_let_in_meets_no_effect_behind_authentication_and_uses_up_nothing() {
        List<String> problems = operations().parallelStream()
                .filter(operation -> !operation.open())
                .map(this::anonymousProblem)
                .filter(problem -> !problem.isEmpty())
                .toList();
        assertThat(problems).isEmpty();
    }

    /** What is wrong with an anonymous call, and with the first one after it that is let in; empty if nothing is. */
    private String anonymousProblem(Operation operation) {
        List<Rule> rules = new ArrayList<>();
        effects(operation).forEach(effect -> scenario(operation, effect, "calls: first, ")
                .map(scenario -> scenario.rules().get(0))
                .filter(rule -> !rule.isInFrontOfAuthentication())
                .ifPresent(rule -> rules.add(rule.renamed(rules.size() + "."))));
        assertThat(rules).isNotEmpty();
        try (Place place = new Place(call(operation))) {
            String refused = got(place.callAnonymously());
            place.activate(new Scenario("all", "", OptionalLong.empty(), rules, List.of(), ""));
            Reply same = place.callAnonymously();
            boolean isUntouched = got(same).equals(refused)
                    && same.ruleHits().isEmpty()
                    && place.counts().stream().allMatch(counts -> counts.matched() == 1 && counts.applied() == 0);
            List<RuleHit> hits = place.call().ruleHits();
            boolean isFirst = hits.size() == rules.size() && hits.stream().allMatch(hit -> hit.match() == 1);
            return isUntouched && isFirst ? "" : operation.id() + ": " + place.counts() + " " + same + ", " + hits;
        }
    }

    private StandardCall call(Operation operation) {
        return Objects.requireNonNull(calls.get(operation.id()));
    }

    /** The effects on an operation, as files write them. */
    private static List<String> effects(Operation operation) {
        List<String> effects = new ArrayList<>();
        VALUES.forEach((kind, values) -> {
            for (String value : values) {
                if (value.equals("ERROR")) {
                    Inventory.provider(operation.provider()).errors().stream()
                            .limit(2)
                            .forEach(error -> effects.add("error: " + error.name()));
                } else if (value.equals("PARAMETER")) {
                    operation.parameterNames().stream()
                            .flatMap(name -> Stream.of(name.split("\\|", -1)))
                            .forEach(name -> effects.add("ask: { \"" + name + "\": 7 }"));
                } else {
                    effects.add(kind + ": " + value);
                }
            }
        });
        return effects;
    }

    /** A scenario with that effect; empty if it is refused. */
    private Optional<Scenario> scenario(Operation operation, String effect, String keys) {
        String rule = "{ on: " + operation.id() + ", " + keys + "effect: { " + effect + " } }";
        try {
            return Optional.of(reader.read("table", "{ scenario: table, rules: [ " + rule + " ] }"));
        } catch (InvalidFileException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with an effect on an operation; the empty string if nothing is. */
    private String problem(Operation operation, String effect, Set<String> applied) {
        Optional<Scenario> scenario = scenario(operation, effect, "");
        if (scenario.isEmpty()) {
            return "";
        }
        String kind = effect.substring(0, effect.indexOf(':'));
        UnaryOperator<Reply> seen =
                kind.equals("rate_limit") ? EffectTableTest::withoutLimit : UnaryOperator.identity();
        Outcome without = untouched.computeIfAbsent(
                kind.equals("rate_limit") ? operation.id() + " without limit" : operation.id(),
                id -> without(operation, seen));
        try (Place place = new Place(call(operation))) {
            place.activate(scenario.get());
            Reply reply = place.call();
            boolean isApplied = place.counts().get(0).applied() == 1;
            boolean differs = place.differs(seen.apply(reply), without);
            if (isApplied) {
                applied.add(kind);
            }
            // What only counts calls makes no difference, and applies nevertheless.
            boolean isRight = kind.equals("then") ? !differs : isApplied == differs;
            return isRight ? "" : operation.id() + " " + effect + ": applied " + isApplied + ", differs " + differs;
        }
    }

    /** A limit of a scenario is announced on the calls that it allows, and applied to those that it refuses. */
    private static Reply withoutLimit(Reply reply) {
        Headers headers = reply.headers()
                .without("X-RateLimit-Limit")
                .without("X-RateLimit-Remaining")
                .without("X-RateLimit-Reset");
        return reply.with(headers);
    }

    private Outcome without(Operation operation, UnaryOperator<Reply> seen) {
        try (Place place = new Place(call(operation))) {
            return place.outcome(seen.apply(place.call()));
        }
    }

    /** What a client gets of a reply. */
    private static String got(Reply reply) {
        boolean hasBody = reply.status() != 204 && reply.status() != 304;
        int length = hasBody ? reply.body().length() : 0;
        String all =
                reply.status() + " " + reply.reason() + " " + reply.headers().without("Date") + " "
                        + (hasBody ? reply.body().text() : "");
        int speed = reply.delivery().bytesPerSecond();
        String pace = reply.delivery().delay() + " " + (speed > 0 && length * 100L >= speed ? speed : 0);
        int after = reply.delivery().after();
        boolean isWhole =
                switch (reply.delivery().fault()) {
                    case NONE -> true;
                    case TRUNCATE, MALFORMED_CHUNK -> length == 0;
                    case RESET, STALL -> !reply.delivery().sendsNothing() && after >= length;
                    default -> false;
                };
        return isWhole ? pace + all : reply.delivery().sendsNothing() ? "nothing" : pace + reply.delivery() + all;
    }

    /** A fresh world in which a call can be made. */
    private final class Place implements AutoCloseable {
        private final StandardCall call;
        private final Worlds worlds;
        private final String name = "w" + worldCount.incrementAndGet();

        Place(StandardCall call) {
            this.call = call;
            this.worlds =
                    Objects.requireNonNull(worldsByProvider.get(call.provider().name()));
            try {
                call.prepare(worlds, name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void activate(Scenario scenario) {
            worlds.get(name).run(session -> session.activate(scenario));
        }

        Reply call() {
            return call.call(worlds, name);
        }

        Reply callAnonymously() {
            return call.anonymous().call(worlds, name);
        }

        List<RuleCounts> counts() {
            return worlds.get(name).with(session -> session.scenarios().counts());
        }

        Outcome outcome(Reply reply) {
            clear();
            return new Outcome(got(reply), content(), said());
        }

        /**
         * Whether the client or the state of the provider meets a difference. Where the reply is one, what follows from the
         * content of the world is asked once for each content that there is after a call of the operation.
         */
        boolean differs(Reply reply, Outcome without) {
            clear();
            boolean differs = !got(reply).equals(without.reply());
            boolean isNew = asked.add(call.operation() + " " + WorldContent.hash(worlds.get(name)));
            if (differs && !isNew) {
                return true;
            }
            return !new Outcome(got(reply), content(), said()).equals(without);
        }

        private void clear() {
            worlds.get(name).run(session -> session.scenarios().clear());
        }

        /** The content of the world now, when most jobs run, and when all have ended. */
        private List<Long> content() {
            List<Long> content = new ArrayList<>();
            for (Duration wait : List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofHours(1))) {
                worlds.get(name).advance(wait);
                content.add(WorldContent.hash(worlds.get(name)));
            }
            return content;
        }

        /** What all operations that change nothing answer. */
        private String said() {
            StringBuilder said = new StringBuilder();
            for (Operation operation : call.provider().operations()) {
                if (operation.reads()) {
                    Reply read = EffectTableTest.this.call(operation).call(worlds, name);
                    said.append(read.status() + " " + read.body().text() + "\n");
                }
            }
            return said.toString();
        }

        @Override
        public void close() {
            worlds.delete(name);
        }
    }
}
