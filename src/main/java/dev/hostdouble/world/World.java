package dev.hostdouble.world;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One world: its own database, clock, seed, faults and journal. Everything in it happens under its lock, one call after
 * the other; worlds never wait for each other. Once it was deleted, whatever is asked of it throws {@link Deleted}.
 */
public final class World {
    private final String name;
    private final WorldSettings rules;
    private final List<Provider> factories;
    private final ReentrantLock lock = new ReentrantLock();
    private final Journal journal;
    private final ActiveScenarios faults;
    private final WorldJournal guardedJournal;
    private final WorldFaults guardedFaults;

    private @Nullable WorldState inside; // made by whoever needs it first, so that making a world makes nobody wait
    private boolean closed;

    World(String name, WorldSettings rules, List<Provider> factories) {
        this.name = name;
        this.rules = rules;
        this.factories = factories;
        this.journal = new Journal(rules.journal(), rules.journalBytes());
        this.faults = new ActiveScenarios(rules.seed(), WorldRandom::new, Instant.EPOCH);
        this.guardedJournal = new WorldJournal(this, journal);
        this.guardedFaults = new WorldFaults(this, faults);
    }

    private WorldState inside() {
        WorldState known = inside;
        if (known == null) {
            known = open();
            inside = known;
            Instant now = known.startedAt();
            faults.restart(now);
            rules.scenarios().forEach(scenario -> faults.activate(scenario, now));
        }
        return known;
    }

    private WorldState open() {
        return WorldState.open(name, rules, factories, journal, faults);
    }

    public String name() {
        return name;
    }

    /** Answers one request to a provider. */
    Reply handle(String api, Request request) {
        return locked(() -> {
            ProviderInstance provider = api(api);
            Call call = new Call(
                    request, provider, provider.match(request), inside().clock().tick());
            return inside().pipeline().handle(call);
        });
    }

    /**
     * Runs something while nothing else happens in this world: the one way in.
     *
     * @throws WorldDeletedException if this world is no more
     */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new WorldDeletedException(name);
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs something in a transaction of this world, after what has come due was settled; it is told the instant. */
    public <T> T settled(Function<Instant, T> work) {
        return locked(() -> inside().database().transaction(() -> {
            Instant now = inside().clock().now();
            inside().jobs().settle(now);
            return work.apply(now);
        }));
    }

    /** Lets time pass, whatever the clock's mode. What comes due meanwhile has taken effect when this returns. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time never runs back");
        }
        locked(() -> {
            inside().clock().advance(by);
            return settled(now -> now);
        });
    }

    /** Makes a fault rule active. Where several fit a call, the one installed first strikes. */
    public void install(Rule rule) {
        faults().install(rule);
    }

    /** Back to the start: state, clock and journal; active scenarios count from the start. Answers when finished. */
    public void reset() {
        locked(() -> {
            WorldState before = inside;
            WorldState fresh = open();
            inside = fresh;
            if (before != null) {
                before.database().close();
            }
            journal.clear();
            faults.restart(fresh.startedAt());
            return this;
        });
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            journal.clear();
            if (inside != null) {
                inside.database().close();
            }
            inside = null;
        } finally {
            lock.unlock();
        }
    }

    /** The clock until the next reset. To move it, {@link #advance}: only that has what comes due take effect. */
    public EmulatorClock clock() {
        return locked(() -> inside().clock());
    }

    /** When it startedAt: at its making, or at its last reset. */
    public Instant startedAt() {
        return locked(() -> inside().startedAt());
    }

    public WorldJournal journal() {
        return guardedJournal;
    }

    public WorldFaults faults() {
        return guardedFaults;
    }

    /** The jobs; only inside {@link #locked} or {@link #settled}. */
    public Jobs jobs() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("jobs are looked at under the lock of their world");
        }
        return inside().jobs();
    }

    public List<ProviderInstance> apis() {
        return locked(() -> inside().apis());
    }

    public long seed() {
        return rules.seed();
    }

    /** The provider of that name. */
    public ProviderInstance api(String api) {
        Optional<ProviderInstance> found =
                apis().stream().filter(a -> a.name().equals(api)).findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("no API " + api));
    }

    /** A world was deleted meanwhile; whoever names it again gets a fresh one. */
    public static final class WorldDeletedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WorldDeletedException(String name) {
            super("world '" + name + "' was deleted", null, false, false);
        }
    }
}
