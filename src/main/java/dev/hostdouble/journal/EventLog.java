package dev.hostdouble.journal;

import dev.hostdouble.core.MemoryBudget;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What happened in a world since its start or its last reset, in order. It is append-only. It keeps a limited number of calls,
 * and gives up its oldest events when the worlds use more memory than they may; then it says that it is incomplete.
 */
public final class EventLog {
    private final int capacity;
    private final MemoryBudget memory;
    private final Consumer<WorldEvent> forgotten;
    private final Readings readings;
    private final Deque<WorldEvent> events = new ArrayDeque<>();
    private final Map<String, List<String>> named = new HashMap<>();
    private final Set<String> gaps = new LinkedHashSet<>();
    private List<String> startScenarios = List.of();
    private boolean isCut;
    private boolean isPlayed;
    private int calls;
    private long bytes;

    /**
     * Creates an empty log.
     *
     * @param capacity the maximum number of calls
     * @param memory what all worlds share
     * @param forgotten hears of every event that is dropped
     */
    EventLog(int capacity, MemoryBudget memory, Consumer<WorldEvent> forgotten) {
        this.capacity = capacity;
        this.memory = memory;
        this.readings = new Readings(memory);
        this.forgotten = forgotten;
    }

    /** Begins a new log. */
    void begin(List<String> scenarios) {
        empty();
        gaps.clear();
        isCut = false;
        startScenarios = List.copyOf(scenarios);
        if (capacity == 0) {
            gap("the server keeps no calls (--journal 0)");
        }
    }

    /** Begins a new log for a world that goes on from elsewhere; its events are added one by one. */
    void begin(Snapshot before) {
        begin(before.startScenarios());
        isPlayed = !before.events().isEmpty();
        before.incomplete().ifPresent(this::gap);
    }

    /** Drops everything; the log is incomplete from now on. */
    void clear(String why) {
        empty();
        gap(why);
    }

    private void empty() {
        events.clear();
        named.clear();
        calls = 0;
        isPlayed = false;
        readings.dropped(bytes);
        bytes = 0;
    }

    /** Notes why a replay cannot give the same bytes. */
    void gap(String why) {
        gaps.add(why);
    }

    /** Appends an event. */
    void add(WorldEvent event) {
        if (event instanceof JournalEntry) {
            if (capacity == 0) {
                return;
            }
            calls++;
        } else if (event instanceof WorldEvent.ScenariosNamed header) {
            named.put(header.header(), header.sources());
        }
        events.addLast(event);
        bytes += event.bytes();
        while (calls > capacity) {
            drop();
        }
    }

    /** Appends the scenarios that a request names, unless they are known to be those; returns whether it did. */
    boolean addNamed(WorldEvent.ScenariosNamed event) {
        boolean isNew = !event.sources().equals(named.put(event.header(), event.sources()));
        if (isNew) {
            add(event);
        }
        return isNew;
    }

    private void drop() {
        WorldEvent oldest = events.removeFirst();
        long freed = oldest.bytes();
        bytes -= freed;
        readings.dropped(freed);
        forgotten.accept(oldest);
        if (oldest instanceof JournalEntry) {
            calls--;
        } else if (oldest instanceof WorldEvent.ScenariosNamed header) {
            named.remove(header.header());
        }
        if (!isCut) {
            isCut = true;
            gap("the log was full and dropped its oldest events: it keeps " + capacity
                    + " calls (--journal), and all worlds together may use " + (memory.limit() >> 20)
                    + " MiB of this heap");
        }
    }

    /** The events; under the lock of the world. */
    Iterable<WorldEvent> held() {
        return events;
    }

    /** How many bytes the events use. */
    long bytes() {
        return bytes;
    }

    /** Drops the oldest events until that many bytes are free; returns whether there were any. */
    boolean giveUp(long wanted) {
        long goal = bytes - wanted;
        boolean isAny = false;
        while (!events.isEmpty() && bytes > goal) {
            drop();
            isAny = true;
        }
        return isAny;
    }

    /** A list of events that is read outside of the world, and taken away if the memory that it holds is needed. */
    <T> List<T> forReading(List<T> some) {
        return readings.open(some);
    }

    /** The log as it is now. */
    Snapshot snapshot() {
        Optional<String> incomplete = gaps.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", gaps));
        return new Snapshot(startScenarios, forReading(List.copyOf(events)), incomplete, isPlayed);
    }

    /**
     * A log at one moment.
     *
     * @param startScenarios the sources of the scenarios that were active at the start
     * @param events what happened; reading it fails when the memory is needed and the log has dropped much of it
     * @param incomplete why a replay of it cannot give the same bytes; empty if it can
     * @param isPlayed whether the first of it was played from a recording
     */
    public record Snapshot(
            List<String> startScenarios, List<WorldEvent> events, Optional<String> incomplete, boolean isPlayed) {
        /** What is known of a world that was loaded from a saved state: nothing of what happened. */
        public static final Snapshot UNKNOWN =
                new Snapshot(List.of(), List.of(), Optional.of("the world was loaded from a saved state"), false);

        /** A copy of its events, which stays whatever happens to the log. */
        public Snapshot copied() {
            return new Snapshot(startScenarios, List.copyOf(events), incomplete, isPlayed);
        }
    }
}
