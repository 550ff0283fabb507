package dev.hostdouble.world;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.journal.ControlAction;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The journal of a world as seen from outside: each look at it takes the world's lock. */
public final class WorldJournal {
    private final World world;
    private final Journal journal;

    WorldJournal(World world, Journal journal) {
        this.world = world;
        this.journal = journal;
    }

    /** The entries it still has, oldest first. */
    public List<JournalEntry> entries() {
        return world.locked(journal::entries);
    }

    /** The entry of that number, where it is still there. */
    public Optional<JournalEntry> entry(long number) {
        return world.locked(() -> journal.entry(number));
    }

    /** How often an operation gave that answer since the journal was last cleared. */
    public long count(String operation, String answer) {
        return world.locked(() -> journal.count(operation, answer));
    }

    /** Notes what a test did to the world by the control API. */
    public void note(Instant at, String method, String path, Bytes body) {
        world.locked(() -> {
            journal.note(at, method, path, body);
            return journal;
        });
    }

    /** What a test did to the world, in order. */
    public List<ControlAction> controlActions() {
        return world.locked(journal::controlActions);
    }

    /** Whether it has all that happened since it was last cleared. */
    public boolean complete() {
        return world.locked(journal::complete);
    }

    /** Forgets all calls and counts, and numbers from 1 again. */
    public void clear() {
        world.locked(() -> {
            journal.clear();
            return journal;
        });
    }
}
