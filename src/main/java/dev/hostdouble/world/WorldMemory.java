package dev.hostdouble.world;

import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.MemoryBudget.Account;
import dev.hostdouble.db.Database;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.scenario.ActiveScenarios;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The part of the memory that one world uses. */
final class WorldMemory {
    /** What a world uses besides its state, its scenarios and its journal. */
    private static final int CLOSED_BYTES = 4 << 10;

    private final MemoryBudget budget;
    private final Account account;
    private final Room room;
    private final ReentrantLock lock;
    private final Journal journal;
    private @Nullable Database database;
    private boolean isOverdrawn;

    /** Makes room in memory; for the default world there always is some. */
    interface Room {
        /**
         * Makes room for something that the world of that name will keep.
         *
         * @param what for messages, such as {@code "a new scenario"}
         * @param hasRoom whether there is enough now
         * @throws NoRoomException if there is not enough room
         */
        void make(String world, String what, BooleanSupplier hasRoom);
    }

    /**
     * The memory of a world.
     *
     * @param lock the lock of the world, which guards its journal
     */
    WorldMemory(String world, MemoryBudget budget, Room room, ReentrantLock lock, Journal journal) {
        this.budget = budget;
        this.account = budget.newAccount(world, this::giveUp);
        this.room = room;
        this.lock = lock;
        this.journal = journal;
    }

    /** Gives up what is larger: prepared statements or the oldest events. Whoever is in the world tries again on leaving. */
    private boolean giveUp(long bytes) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            boolean isAny = true;
            if (database != null && database.spareBytes() > journal.bytes()) {
                database.giveUpSpare();
            } else {
                isAny = journal.giveUp(bytes);
            }
            account.set(account.kept(), journal.bytes() + spareBytes());
            return isAny;
        } finally {
            lock.unlock();
        }
    }

    private long spareBytes() {
        return database == null ? 0 : database.spareBytes();
    }

    /** Counts how much a world uses that is not open; under its lock. */
    void count() {
        account.set(CLOSED_BYTES, journal.bytes());
    }

    /** Counts how much the world uses; under its lock. */
    void count(WorldState state, ActiveScenarios scenarios) {
        database = state.openDatabase();
        account.set(CLOSED_BYTES + state.bytes() + scenarios.bytes(), journal.bytes() + spareBytes());
    }

    /** Whether a call need not make room. */
    boolean hasRoom() {
        return account.hasRoom(0);
    }

    /** As {@link Room#make}, for that many bytes. */
    void require(String what, long bytes) {
        if (!isOverdrawn && !account.hasRoom(bytes)) {
            room.make(account.name(), what, () -> account.hasRoom(bytes));
        }
    }

    /** Runs something that may use more for a moment, because the world ends then; under its lock. */
    void overdraw(Runnable work) {
        isOverdrawn = true;
        try {
            work.run();
        } finally {
            isOverdrawn = false;
        }
    }

    /** If all worlds use too much, lets those that use most give up events; unless this thread is in the world. */
    void reclaim() {
        if (!lock.isHeldByCurrentThread()) {
            budget.reclaim();
        }
    }

    /** How many bytes the world uses. */
    long bytes() {
        return account.bytes();
    }

    /** The world is gone. */
    void close() {
        database = null;
        account.close();
    }
}
