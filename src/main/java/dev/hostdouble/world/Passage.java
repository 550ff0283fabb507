package dev.hostdouble.world;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.CredentialLife;
import dev.hostdouble.provider.ProviderInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes in a world in steps, and what happens by itself meanwhile, in the order of its times. It remembers the first
 * hundred events and counts the others.
 */
public final class Passage {
    private static final int MOST = 100;
    private static final int MOST_CREDENTIALS = 10_000;

    private final List<PassedEvent> events = new ArrayList<>();
    private long total;
    private @Nullable Duration last;

    /** Does something in a session, and notes what happens. */
    public <T> T observe(WorldSession session, Function<WorldSession, T> work) {
        List<PassedEvent> step = new ArrayList<>();
        OpenState open = session.state().open();
        Settlement settlement = open.settlement();
        Duration from = last == null ? session.time().elapsed() : last; // a running clock goes on between two steps
        open.jobs().outlook().observe(job -> step.add(ended(session, job)));
        settlement.observe((event, at) -> step.add(new PassedEvent.ScenarioEventHappened(at.date(), event)));
        try {
            return work.apply(session);
        } finally {
            open.jobs().outlook().observe(null);
            settlement.observe(null);
            last = session.time().elapsed();
            addExpired(open, session.time(), from, step);
            add(step);
        }
    }

    private static PassedEvent ended(WorldSession session, Job job) {
        WorldTime now = session.time();
        return new PassedEvent.JobEnded(now.dateOf(job.endsAt().orElse(now.elapsed())), job);
    }

    /** A provider that is not open has issued no credential that expires. */
    private static void addExpired(OpenState open, WorldTime now, Duration from, List<PassedEvent> step) {
        for (ProviderInstance instance : open.providers().opened()) {
            for (CredentialLife life : instance.dialect().expiring(from, now.elapsed(), MOST_CREDENTIALS)) {
                step.add(new PassedEvent.CredentialExpired(
                        now.dateOf(life.deadline().orElseThrow()),
                        instance.provider().name(),
                        life.account()));
            }
        }
    }

    private void add(List<PassedEvent> step) {
        step.sort(Comparator.comparing(PassedEvent::at)); // stable: those of one moment stay in their order
        total += step.size();
        events.addAll(step.subList(0, Math.min(step.size(), MOST - events.size())));
    }

    /** The first events. */
    public List<PassedEvent> events() {
        return List.copyOf(events);
    }

    /** How many events there were. */
    public long total() {
        return total;
    }

    /**
     * Lets time pass up to an elapsed time, but not beyond the next event of a scenario nor beyond the end of that many jobs.
     *
     * @param to later than now
     */
    public static void step(WorldSession session, Duration to, int jobs) {
        Duration now = session.time().elapsed();
        Duration most = session.state()
                .open()
                .settlement()
                .nextEvent()
                .filter(event -> event.compareTo(now) > 0 && event.compareTo(to) < 0)
                .orElse(to);
        Duration end = session.<Optional<Duration>>settled(
                        (Jobs all) -> all.outlook().nthEnd(now, most, jobs))
                .orElse(most);
        session.advance(end.minus(now));
    }

    /**
     * A credential that a provider of a world knows.
     *
     * @param provider the name of the provider
     */
    public record KnownCredential(String provider, CredentialLife life) {}

    /** What is known of a credential; it opens all providers. */
    public static Optional<KnownCredential> credential(WorldSession session, String credential) {
        for (ProviderInstance instance : session.state().instances()) {
            Optional<CredentialLife> life = instance.dialect().life(credential);
            if (life.isPresent()) {
                return Optional.of(new KnownCredential(instance.provider().name(), life.get()));
            }
        }
        return Optional.empty();
    }
}
