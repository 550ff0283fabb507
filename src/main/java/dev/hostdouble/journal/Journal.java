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
 * The latest calls of a world, and how often each answer was given. Bounded by number and by memory: the oldest entries
 * go first. Used under the world's lock.
 */
public final class Journal {
    private static final int MAX_CONTROL_ACTIONS = 1000;

    /** The memory limit of the entries of one world, in bytes. */
    static final long MAX_BYTES = 16L << 20;

    /** The memory limit of the entries of all worlds, in bytes. Beyond it, a world keeps little more than its latest entry. */
    static final long MAX_BYTES_TOGETHER = 256L << 20;

    private final int capacity;
    private final AtomicLong sharedBytes;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Map<Tally, Long> tallies = new HashMap<>();
    private final List<ControlAction> controlActions = new ArrayList<>();
    private boolean incomplete;
    private long bytes;
    private long last;

    /**
     * An empty journal.
     *
     * @param capacity how many calls it keeps; 0 keeps none
     * @param sharedBytes the size of the journals of all worlds, in bytes
     */
    public Journal(int capacity, AtomicLong sharedBytes) {
        this.capacity = capacity;
        this.sharedBytes = sharedBytes;
    }

    /**
     * Records one call and its reply.
     *
     * @param operation the id of the operation
     * @param ruleHits the scenario rules that applied to the call
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
        grow(entry.weight());
        while (entries.size() > capacity || (full() && entries.size() > 1)) {
            grow(-entries.removeFirst().weight());
        }
    }

    private boolean full() {
        return bytes > MAX_BYTES || sharedBytes.get() > MAX_BYTES_TOGETHER;
    }

    private void grow(long by) {
        bytes += by;
        sharedBytes.addAndGet(by);
    }

    /** The entries it still has, oldest first. */
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** The entry of that number, where it is still there. */
    public Optional<JournalEntry> entry(long number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }

    /** How often an operation gave that answer since the journal was last cleared. */
    public long count(String operation, String answer) {
        return tallies.getOrDefault(new Tally(operation, answer), 0L);
    }

    /** Records a control action, up to a limit that nobody reaches by hand. */
    public void note(Instant at, String method, String path, Bytes body) {
        if (controlActions.size() < MAX_CONTROL_ACTIONS) {
            controlActions.add(new ControlAction(last, at, method, path, body));
        } else {
            incomplete = true;
        }
    }

    /** The control actions, in order. */
    public List<ControlAction> controlActions() {
        return List.copyOf(controlActions);
    }

    /** Whether it has all that happened since it was last cleared. */
    public boolean complete() {
        return entries.size() == last && !incomplete;
    }

    /** Forgets all calls and counts, and numbers from 1 again. */
    public void clear() {
        controlActions.clear();
        incomplete = false;
        entries.clear();
        tallies.clear();
        grow(-bytes);
        last = 0;
    }

    private record Tally(String operation, String answer) {}
}
