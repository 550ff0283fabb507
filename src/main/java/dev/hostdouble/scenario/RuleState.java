package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.Fact;
import dev.hostdouble.scenario.effect.EffectContext.Memory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a rule has counted and remembers. Guarded by the lock of the world. */
final class RuleState {
    private static final int MOST_KEYS = 10_000;

    private final Memory memory;
    private final Map<String, Long> counted = new LinkedHashMap<>(4, 0.75f, true);
    private final RecentMisses misses = new RecentMisses();
    private long matched;
    private long chosen;
    private long applied;

    /** Counters at 0, and nothing to remember. */
    RuleState() {
        this.memory = new Memory();
    }

    /** What an earlier version of the same rule has counted and remembers, without the calls that it missed. */
    RuleState(RuleState before) {
        this.memory = before.memory;
        this.counted.putAll(before.counted);
        this.matched = before.matched;
        this.chosen = before.chosen;
        this.applied = before.applied;
    }

    /** Adds all of it to a JSON object. */
    void save(ObjectNode saved, List<RuleExplanation.Nearest> nearest) {
        saved.put("matched", matched).put("chosen", chosen).put("applied", applied);
        ArrayNode keys = saved.putArray("counted");
        counted.forEach((key, calls) -> keys.addObject().put("key", key).put("calls", calls));
        ArrayNode missed = saved.putArray("missed");
        nearest.forEach(miss -> missed.addObject().put("call", miss.call()).put("why", miss.why()));
        saved.set("memory", memory.save());
    }

    /** What {@link #save} has added to a JSON object. */
    static RuleState restored(JsonNode saved, Function<String, Optional<Fact>> facts) {
        RuleState state = new RuleState();
        state.matched = saved.path("matched").asLong();
        state.chosen = saved.path("chosen").asLong();
        state.applied = saved.path("applied").asLong();
        for (JsonNode one : saved.path("counted")) {
            state.counted.put(one.path("key").asText(), one.path("calls").asLong());
        }
        for (JsonNode one : saved.path("missed")) {
            state.misses.add(one.path("call").asLong(), one.path("why").asText());
        }
        state.memory.restore(saved.path("memory"), facts);
        return state;
    }

    Memory memory() {
        return memory;
    }

    RecentMisses misses() {
        return misses;
    }

    /** How many calls it has counted for a key. */
    long counted(String key) {
        return counted.getOrDefault(key, 0L);
    }

    boolean hasApplied() {
        return applied > 0;
    }

    RuleCounts counts(String scenario, Rule rule) {
        return new RuleCounts(scenario, rule, matched, chosen, applied);
    }

    /** Counts a call that the rule matches, but that the provider refuses before the rule could change anything. */
    void countRefused() {
        matched++;
    }

    /** Counts a call that the rule matched. */
    void count(MatchedRule match, boolean isCounted) {
        matched++;
        if (match.chosen()) {
            chosen++;
        }
        if (match.isApplied()) {
            applied++;
        }
        if (isCounted) {
            counted.merge(match.key(), 1L, Long::sum);
            if (counted.size() > MOST_KEYS) {
                counted.remove(counted.keySet().iterator().next());
            }
        }
    }

    /** Counts a TLS handshake that the rule matched. */
    void countHandshake(boolean isChosen) {
        matched++;
        chosen += isChosen ? 1 : 0;
        counted.merge("", 1L, Long::sum);
    }

    /** Counts a TLS handshake that failed because of the rule. */
    void countFailedHandshake() {
        applied++;
    }
}
