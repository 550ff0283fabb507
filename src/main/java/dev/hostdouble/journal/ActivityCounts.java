package dev.hostdouble.journal;

import dev.hostdouble.core.RuleHit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has happened in all worlds since the start of the server, in numbers. Thread-safe; it holds up nobody. */
public final class ActivityCounts {
    /** The name under which what is beyond the limits is counted. */
    public static final String OTHER = "other";

    /** Rules have names of users: more than this many are counted as one. */
    static final int MOST_RULES = 200;

    private static final int LONGEST_NAME = 200;

    private final Map<String, OperationCounts> operations = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> rules = new ConcurrentHashMap<>();
    private final AnswerCounts answers = new AnswerCounts();
    private final LongAdder worldsCreated = new LongAdder();
    private final LongAdder worldsRemoved = new LongAdder();

    /** Counts a call, and the rules that applied to it. */
    OperationCounts call(String operation, int status, List<RuleHit> ruleHits) {
        OperationCounts counts = operations.computeIfAbsent(operation, first -> new OperationCounts());
        counts.answered(status);
        for (RuleHit hit : ruleHits) {
            if (hit.applied()) {
                rule(hit.rule()).increment();
            }
        }
        return counts;
    }

    private LongAdder rule(String name) {
        LongAdder known = rules.get(name);
        if (known != null) {
            return known;
        }
        boolean isOther = name.length() > LONGEST_NAME || rules.size() >= MOST_RULES;
        return rules.computeIfAbsent(isOther ? OTHER : name, first -> new LongAdder());
    }

    /** How often clients of all worlds got each answer, also of worlds that no longer exist. */
    public AnswerCounts answers() {
        return answers;
    }

    /** Counts a new world. */
    public void worldCreated() {
        worldsCreated.increment();
    }

    /** Counts a world that is no longer here. */
    public void worldRemoved() {
        worldsRemoved.increment();
    }

    /** By operation, sorted. */
    public Map<String, OperationCounts> operations() {
        return new TreeMap<>(operations);
    }

    /** How often each rule applied, sorted by name. */
    public Map<String, Long> rules() {
        Map<String, Long> sums = new TreeMap<>();
        rules.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }

    /** How many worlds were made or loaded. */
    public long created() {
        return worldsCreated.sum();
    }

    /** How many worlds were deleted or have left. */
    public long removed() {
        return worldsRemoved.sum();
    }
}
