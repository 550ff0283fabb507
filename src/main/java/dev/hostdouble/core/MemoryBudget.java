package dev.hostdouble.core;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for everything that is remembered from one request to the next, in bytes, shared fairly between its owners. An
 * owner can give up its oldest events, but not the rest of what it keeps. All sizes are estimates. Thread-safe.
 */
public final class MemoryBudget {
    private static final int SIXTEENTHS_OF_HEAP = 11;
    private static final int SIXTEENTHS_WITH_EVENTS = 8;

    /** This part of the budget is left to those that keep less than the others. */
    private static final int RESERVE = 16;

    private static final int LARGE_ARRAY = 512 << 10;
    private static final int REGION = 1 << 20;
    private static final int ARRAY_HEADER = 16;

    private final long limit;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final Set<Account> accounts = ConcurrentHashMap.newKeySet();
    private final AtomicLong held = new AtomicLong();
    private final AtomicBoolean isReclaiming = new AtomicBoolean();

    /** A budget of that many bytes. */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Eleven sixteenths of the heap of this process; the rest is for the server, and for requests under way. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 16 * SIXTEENTHS_OF_HEAP);
    }

    /**
     * The memory that an array of that many bytes uses. A garbage collector in regions gives whole regions to large arrays,
     * so that one of a megabyte uses two.
     */
    public static long ofArray(long length) {
        long bytes = length + ARRAY_HEADER;
        return bytes < LARGE_ARRAY ? bytes : (bytes + REGION - 1) / REGION * REGION;
    }

    /** Owns a part of what is remembered. */
    public interface Owner {
        /**
         * Gives up the oldest events until that many bytes are free. It is called on any thread, and does not wait.
         *
         * @return whether it gave up any
         */
        boolean giveUp(long bytes);
    }

    /** An account for an owner. It counts from its first use until it is closed. */
    public Account newAccount(String name, Owner owner) {
        return new Account(name, owner);
    }

    /** The limit in bytes. */
    public long limit() {
        return limit;
    }

    /** How many bytes are used now. */
    public long used() {
        return kept.get() + events.get();
    }

    /** How many of the used bytes cannot be given up. */
    public long kept() {
        return kept.get();
    }

    /** The most that can be kept without being given up. */
    public long most() {
        return limit - limit / RESERVE;
    }

    /** Whether that many more bytes can be kept. Events give way to them. */
    public boolean hasRoom(long bytes) {
        return kept.get() + bytes <= most();
    }

    /**
     * Counts what was given up, but is still being read.
     *
     * @return whether all readers together hold more than they may
     */
    public boolean hold(long bytes) {
        return held.addAndGet(bytes) > limit / RESERVE;
    }

    /** The account that keeps most. */
    public Optional<Account> largest() {
        return accounts.stream().max(Comparator.comparingLong(account -> account.kept));
    }

    /**
     * How many bytes events may use: what is not kept of half of the heap, and always a sixteenth of the heap. They are large
     * arrays, for which a full heap has no place, while what is kept is small objects.
     */
    private long roomForEvents() {
        long sixteenth = limit / SIXTEENTHS_OF_HEAP;
        return Math.max(sixteenth * SIXTEENTHS_WITH_EVENTS - kept.get(), sixteenth);
    }

    /**
     * If events use too much, lets the owners that use most give up some, down to what others use, until a part of the budget
     * is free again. To be called without the locks that owners need to give up events.
     */
    public void reclaim() {
        if (events.get() <= roomForEvents() || !isReclaiming.compareAndSet(false, true)) {
            return;
        }
        try {
            Queue<Use> most =
                    new PriorityQueue<>(Comparator.comparingLong(Use::bytes).reversed());
            accounts.forEach(account -> most.add(account.use()));
            long excess = excess();
            while (excess > 0 && !most.isEmpty()) {
                Account account = most.remove().account();
                long aboveNext =
                        account.bytes() - (most.isEmpty() ? 0 : most.element().bytes());
                if (account.owner.giveUp(Math.min(excess, Math.max(aboveNext, limit / RESERVE / RESERVE)))) {
                    most.add(account.use());
                }
                excess = excess();
            }
        } finally {
            isReclaiming.set(false);
        }
    }

    private long excess() {
        return events.get() - roomForEvents() + limit / RESERVE / 2;
    }

    private record Use(Account account, long bytes) {}

    /** What one owner uses. */
    public final class Account {
        private final String name;
        private final Owner owner;
        private volatile long kept;
        private volatile long events;
        private boolean isClosed;

        private Account(String name, Owner owner) {
            this.name = name;
            this.owner = owner;
        }

        /** The name of the owner. */
        public String name() {
            return name;
        }

        /** How many bytes the owner uses. */
        public long bytes() {
            return kept + events;
        }

        /** How many bytes the owner uses that it cannot give up. */
        public long kept() {
            return kept;
        }

        private Use use() {
            return new Use(this, bytes());
        }

        /**
         * Sets what the owner uses.
         *
         * @param keptNow the bytes that it cannot give up
         * @param eventsNow the bytes of its events
         */
        public synchronized void set(long keptNow, long eventsNow) {
            if (!isClosed) {
                change(keptNow, eventsNow);
                accounts.add(this);
            }
        }

        /** Whether the owner can keep that many more bytes. A reserve is left to those that keep less than their share. */
        public boolean hasRoom(long bytes) {
            boolean isFair = kept + bytes <= most() / Math.max(1, accounts.size());
            return MemoryBudget.this.kept.get() + bytes <= (isFair ? limit : most());
        }

        /** Ends the account; it uses nothing from now on. */
        public synchronized void close() {
            isClosed = true;
            change(0, 0);
            accounts.remove(this);
        }

        private void change(long keptNow, long eventsNow) {
            MemoryBudget.this.kept.addAndGet(keptNow - kept);
            MemoryBudget.this.events.addAndGet(eventsNow - events);
            kept = keptNow;
            events = eventsNow;
        }
    }
}
