package dev.hostdouble.journal;

import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.ReplyListener;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.journal.AnswerCounts.Answer;
import dev.hostdouble.journal.FeedEvent.NewLog.Cause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recent calls of a world, the number of times each operation gave each answer, and the log of everything that a replay
 * repeats. Guarded by the lock of the world.
 */
public final class Journal {
    private final EventLog log;
    private final boolean keepsCalls;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Map<Answer, Long> tallies = new HashMap<>();
    private final FollowedLog followed = new FollowedLog();
    private final ActivityCounts counts;
    private final AnswerCounts answers;
    private Deliveries deliveries = new Deliveries();
    private @Nullable CallListener latest;
    private long last;
    private long changes;

    /**
     * Creates an empty journal.
     *
     * @param capacity the maximum number of calls to keep
     * @param memory what all worlds share
     */
    public Journal(int capacity, MemoryBudget memory) {
        this(capacity, memory, new ActivityCounts());
    }

    /** As {@link #Journal(int, MemoryBudget)}; its calls are also counted together with those of other worlds. */
    public Journal(int capacity, MemoryBudget memory, ActivityCounts counts) {
        this.counts = counts;
        this.answers = new AnswerCounts(counts.answers());
        this.log = new EventLog(capacity, memory, this::forget);
        this.keepsCalls = capacity > 0;
    }

    /**
     * Records one call and its reply.
     *
     * @param time the world's time
     * @param operation the id of the operation
     * @param ruleHits the scenario rules that applied, in order
     */
    public void record(WorldTime time, String operation, Request request, Reply reply, List<RuleHit> ruleHits) {
        tallies.merge(new Answer(operation, reply.answer()), 1L, Long::sum);
        last++;
        latest = new CallListener(
                deliveries,
                followed,
                counts.call(operation, reply.status(), ruleHits),
                answers.count(operation, request.method().equals("HEAD"), reply),
                last,
                operation,
                reply.status());
        changes++;
        if (keepsCalls || followed.isFollowed()) {
            JournalEntry entry = new JournalEntry(last, time, operation, request, reply, ruleHits);
            if (keepsCalls) {
                entries.addLast(entry);
                deliveries.expect(last);
                log.add(entry);
            }
            followed.add(entry, keepsCalls);
        }
    }

    /** How many bytes its events use. */
    public long bytes() {
        return log.bytes() + followed.bytes();
    }

    /** Drops the oldest events until that many bytes are free; returns whether there were any. */
    public boolean giveUp(long bytes) {
        boolean isAny = log.giveUp(bytes);
        return followed.giveUpSpare() || isAny;
    }

    /** How often something was recorded or forgotten; whoever sees the same number again knows that nothing has changed. */
    public long changes() {
        return changes;
    }

    /** The number that the next call will have. */
    public long nextNumber() {
        return last + 1;
    }

    private void forget(WorldEvent oldest) {
        if (oldest instanceof JournalEntry call) {
            entries.removeFirst();
            deliveries.forget(call.number());
        }
        followed.dropped();
    }

    /**
     * What happens from now on, and what is known of before, for readers outside of the world. It is made on the first call.
     *
     * @param key as {@link EventFeed#of} needs it
     */
    public EventFeed feed(Supplier<String> key) {
        return followed.feed(key, log, deliveries);
    }

    /** Removes everything; the readers of the feed are told why nothing more will happen. */
    public void end(String why) {
        followed.end(why);
        clear();
    }

    /** Records something other than a call. */
    public void record(WorldEvent event) {
        changes++;
        log.add(event);
        followed.add(event, true);
    }

    /** Records the scenarios that a request names for itself, unless the same header named the same ones before. */
    public void recordNamed(WorldEvent.ScenariosNamed event) {
        if (log.addNamed(event)) {
            followed.add(event, true);
        }
    }

    /** Notes why a replay cannot give the same bytes. */
    public void noteGap(String why) {
        changes++;
        log.gap(why);
    }

    /** Returns everything that happened since the start of the world or its last reset. */
    public EventLog.Snapshot log() {
        return log.snapshot();
    }

    /**
     * Returns some entries to be read slowly, outside of the world and without its lock. Reading fails with an {@link
     * java.io.UncheckedIOException} when the memory is needed and the journal has dropped much of it.
     */
    public List<JournalEntry> forReading(List<JournalEntry> some) {
        return log.forReading(some);
    }

    /** Returns the entries that are still kept, oldest first. */
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    /** Returns how many entries are still kept. */
    public int size() {
        return entries.size();
    }

    /** Returns the number of calls that were recorded since the journal was last cleared and are no longer kept. */
    public long dropped() {
        return last - entries.size();
    }

    /**
     * Returns a listener that adds to the latest call how its reply was delivered, and to the counts of its answer. It may be
     * called on any thread, without the lock of the world. The call itself may have been dropped meanwhile.
     */
    public ReplyListener deliveryOfLatest() {
        return Objects.requireNonNull(latest);
    }

    /** Returns how often clients got each answer; stays as it is when the journal is cleared. */
    public AnswerCounts answers() {
        return answers;
    }

    /** Returns how the replies to the kept calls were delivered; may be used without the lock of the world. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** Returns how often an operation gave an answer since the journal was last cleared. */
    public long count(String operation, String answer) {
        return tallies.getOrDefault(new Answer(operation, answer), 0L);
    }

    /**
     * Begins a new journal, at the start of the world or at a reset.
     *
     * @param startScenarios the sources of the scenarios that are active now
     */
    public void begin(List<String> startScenarios) {
        forgetAll();
        log.begin(startScenarios);
        followed.begin(Cause.RESET, deliveries);
    }

    /** How many calls there were, and how often each operation gave each answer; without the calls themselves. */
    public SavedCounts counts() {
        return SavedCounts.of(last, tallies);
    }

    /** Goes on from saved counts, after what is known of what happened before; nobody gets those replies again. */
    public void resume(SavedCounts saved, EventLog.Snapshot before) {
        forgetAll();
        log.begin(before);
        last = saved.calls();
        saved.answers().forEach(one -> tallies.put(new Answer(one.operation(), one.answer()), one.times()));
        followed.begin(Cause.LOADED, deliveries);
        before.events().forEach(this::takeOver);
    }

    private void takeOver(WorldEvent event) {
        if (event instanceof JournalEntry call) {
            entries.addLast(call);
            deliveries.expect(call.number());
        }
        log.add(event);
        followed.add(event, true);
    }

    /** Removes all calls and counts, and numbers calls from 1 again. The log is incomplete from then on. */
    public void clear() {
        forgetAll();
        log.clear("the journal was cleared by DELETE requests");
        followed.begin(Cause.CLEARED, deliveries);
    }

    private void forgetAll() {
        entries.clear();
        // A delivery that is under way keeps the old ones, so it cannot be taken for that of a later call.
        deliveries = new Deliveries();
        tallies.clear();
        last = 0;
        changes++;
    }
}
