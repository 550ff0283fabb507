package dev.hostdouble.world;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.TableCopies;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.ForwardingStartState;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A start state whose rows are made once, with the second world that opens it, and then copied into each world. One with jobs is
 * loaded anew by each world, because the rows of jobs depend on when it starts.
 */
final class PreparedStart extends ForwardingStartState {
    /** The rows of a larger one stay in memory only where a world has them. */
    private static final long MOST_BYTES = 1 << 20;

    private final AtomicInteger opened = new AtomicInteger();
    private volatile @Nullable TableCopies rows;

    private PreparedStart(StartState state) {
        super(state);
    }

    static StartState of(StartState state) {
        return state instanceof PreparedStart ? state : new PreparedStart(state);
    }

    @Override
    public ProviderInstance open(WorldParts world) {
        boolean isCopied = !world.isRestored() && !hasJobs() && expectedBytes() <= MOST_BYTES;
        if (!isCopied || opened.getAndIncrement() == 0) { // perhaps there will be no second time
            return super.open(world);
        }
        TableCopies known = rows;
        if (known == null) {
            known = make(world);
            rows = known;
        }
        world.database().fill(known);
        return super.open(world.with(Content.COPIED));
    }

    private TableCopies make(WorldParts world) {
        try (Database database = Database.open(List.of(Jobs.SCHEMA))) {
            database.run(provider().tables().get());
            Jobs jobs = new Jobs(database, text -> text);
            database.transaction(() ->
                    super.open(new WorldParts(database, jobs, world.start(), world.random(), world.acceptAnyToken())));
            return database.copies();
        }
    }
}
