package dev.hostdouble.journal;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The recent calls of a world, and the number of times each operation gave each answer. When the maximum number of entries
 * or bytes is exceeded, the oldest entries are dropped. Guarded by the lock of the world.
 */
public final class Journal {
    private static final int MAX_CONTROL_ACTIONS = 1000;

    /** The memory limit of the entries of one world, in bytes. */
    static final long MAX_BYTES = 16L << 20;

    /** The memory limit of the entries of all worlds, in bytes. Beyond it, a world that records a call keeps only that call. */
    static final long MAX_BYTES_ALL_WORLDS = 256L << 20;

    private final int capacity;
    private final AtomicLong sharedBytes;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Map<Tally, Long> tallies = new HashMap<>();
    private final List<ControlAction> controlActions = new ArrayList<>();
    private boolean incomplete;
    private long bytes;
    private long last;

    /**
     * Creates an empty journal.
     *
     * @param capacity the maximum number of calls to keep
     * @param sharedBytes a counter of the bytes in the journals of all worlds
     */
    public Journal(int capacity, AtomicLong sharedBytes) {
        this.capacity = capacity;
        this.sharedBytes = sharedBytes;
    }

    /**
     * Records one call and its reply.
     *
     * @param at the world's time
     * @param operation the id of the operation
     * @param ruleHits the scenario rules that applied, in order
     */
    public void record(Instant at, String operation, Request request, Reply reply, List<RuleHit> ruleHits) {
        tallies.merge(new Tally(operation, reply.answer()), 1L, Long::sum);
        last++;
        if (capacity > 0) {
            add(new JournalEntry(last, at, operation, request, reply, ruleHits));
        }
    }

    private void add(JournalEntry entry) {
        entries.addLast(entry);
        addBytes(entry.bytes());
        while (entries.size() > capacity || (isFull() && entries.size() > 1)) {
            addBytes(-entries.removeFirst().bytes());
        }
    }

    private boolean isFull() {
        return bytes > MAX_BYTES || sharedBytes.get() > MAX_BYTES_ALL_WORLDS;
    }

    private void addBytes(long change) {
        bytes += change;
        sharedBytes.addAndGet(change);
    }

    /** Returns the entries that are still kept, oldest first. */
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** Returns the entry with a number; empty if there is no such call or its entry was dropped. */
    public Optional<JournalEntry> entry(long number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }

    /** Returns how often an operation gave an answer since the journal was last cleared. */
    public long count(String operation, String answer) {
        return tallies.getOrDefault(new Tally(operation, answer), 0L);
    }

    /** Records a control action. Beyond 1000 of them, the journal becomes incomplete. */
    public void recordControlAction(Instant at, String method, String path, Bytes body) {
        if (controlActions.size() < MAX_CONTROL_ACTIONS) {
            controlActions.add(new ControlAction(last, at, method, path, body));
        } else {
            incomplete = true;
        }
    }

    /** Returns the control actions, in order. */
    public List<ControlAction> controlActions() {
        return List.copyOf(controlActions);
    }

    /** Whether no call and no control action was dropped since the journal was last cleared. */
    public boolean isComplete() {
        return entries.size() == last && !incomplete;
    }

    /** Removes all calls, control actions and counts, and numbers calls from 1 again. */
    public void clear() {
        controlActions.clear();
        incomplete = false;
        entries.clear();
        tallies.clear();
        addBytes(-bytes);
        last = 0;
    }

    private record Tally(String operation, String answer) {}
}
