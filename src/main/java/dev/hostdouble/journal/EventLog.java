package dev.hostdouble.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What happened in a world since its start or its last reset, in order. It is append-only. It keeps a limited number of calls
 * and of bytes; beyond that it drops the oldest events, and says that it is incomplete.
 */
public final class EventLog {
    private static final int SHARE_OF_ONE = 16;
    private static final int SHARE_OF_ALL = 4;

    /** The memory limit of one world, in bytes. */
    static final long MAX_BYTES = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / SHARE_OF_ONE);

    /** The memory limit of all worlds, in bytes. Beyond it, a world that adds an event keeps only that event. */
    static final long MAX_BYTES_ALL_WORLDS =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / SHARE_OF_ALL);

    private final int capacity;
    private final AtomicLong sharedBytes;
    private final Consumer<JournalEntry> forgotten;
    private final Deque<WorldEvent> events = new ArrayDeque<>();
    private final Map<String, List<String>> named = new HashMap<>();
    private final Set<String> gaps = new LinkedHashSet<>();
    private List<String> startScenarios = List.of();
    private int calls;
    private long bytes;

    /**
     * Creates an empty log.
     *
     * @param capacity the maximum number of calls
     * @param sharedBytes a counter of the bytes of all worlds
     * @param forgotten hears of every call that is dropped
     */
    EventLog(int capacity, AtomicLong sharedBytes, Consumer<JournalEntry> forgotten) {
        this.capacity = capacity;
        this.sharedBytes = sharedBytes;
        this.forgotten = forgotten;
    }

    /** Begins a new log. */
    void begin(List<String> scenarios) {
        empty();
        gaps.clear();
        startScenarios = List.copyOf(scenarios);
        if (capacity == 0) {
            gap("the server keeps no calls (--journal 0)");
        }
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
        addBytes(-bytes);
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
        }
        events.addLast(event);
        addBytes(event.bytes());
        while (calls > capacity || (isFull() && events.size() > 1)) {
            drop();
        }
    }

    /** Appends the scenarios that a request names, unless they are known to be those. */
    void addNamed(WorldEvent.ScenariosNamed event) {
        if (!event.sources().equals(named.put(event.header(), event.sources()))) {
            add(event);
        }
    }

    private void drop() {
        WorldEvent oldest = events.removeFirst();
        addBytes(-oldest.bytes());
        if (oldest instanceof JournalEntry call) {
            calls--;
            forgotten.accept(call);
        } else if (oldest instanceof WorldEvent.ScenariosNamed header) {
            named.remove(header.header());
        }
        gap("the log was full and dropped its oldest events: it keeps " + capacity + " calls (--journal) and "
                + (MAX_BYTES >> 20) + " MiB");
    }

    private boolean isFull() {
        return bytes > MAX_BYTES || sharedBytes.get() > MAX_BYTES_ALL_WORLDS;
    }

    private void addBytes(long change) {
        bytes += change;
        sharedBytes.addAndGet(change);
    }

    /** The log as it is now. */
    Snapshot snapshot() {
        Optional<String> incomplete = gaps.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", gaps));
        return new Snapshot(startScenarios, List.copyOf(events), incomplete);
    }

    /**
     * A log at one moment.
     *
     * @param startScenarios the sources of the scenarios that were active at the start
     * @param incomplete why a replay of it cannot give the same bytes; empty if it can
     */
    public record Snapshot(List<String> startScenarios, List<WorldEvent> events, Optional<String> incomplete) {}
}
