package dev.hostdouble.world;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.scenario.ActiveEvent;
import dev.hostdouble.scenario.ActiveScenarios;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Lets everything take effect that is due: jobs that have ended and events of scenarios, in the order of their times. */
final class Settlement {
    private final Jobs jobs;
    private final ActiveScenarios scenarios;
    private final LazyProviders providers;
    private @Nullable BiConsumer<ActiveEvent, WorldTime> observer;

    Settlement(Jobs jobs, ActiveScenarios scenarios, LazyProviders providers) {
        this.jobs = jobs;
        this.scenarios = scenarios;
        this.providers = providers;
    }

    /** From now on tells somebody of each event that happens, and when; null for nobody. */
    void observe(@Nullable BiConsumer<ActiveEvent, WorldTime> newObserver) {
        observer = newObserver;
    }

    /** The elapsed time of the next event; empty if none happens at a time. */
    Optional<Duration> nextEvent() {
        return scenarios.events().stream()
                .flatMap(event -> event.dueAt().stream())
                .min(Comparator.naturalOrder());
    }

    /** Opens the providers that events change. What follows runs in a transaction, in which none can be opened. */
    void prepare() {
        if (!scenarios.events().isEmpty()) {
            providers.all();
        }
    }

    /** Lets everything take effect that is due by a time; returns whether anything was. */
    boolean settle(WorldTime now) {
        boolean isAnyDue = false;
        for (Optional<ActiveEvent> due = due(now); due.isPresent(); due = due(now)) {
            Duration at = due.get().dueAt().orElseThrow();
            WorldTime then = new WorldTime(now.dateOf(at), at);
            jobs.settle(then);
            happen(due.get(), then);
            isAnyDue = true;
        }
        return jobs.settle(now) || isAnyDue;
    }

    private Optional<ActiveEvent> due(WorldTime now) {
        if (scenarios.events().isEmpty()) {
            return Optional.empty();
        }
        return scenarios.events().stream()
                .filter(event -> event.dueAt().filter(now::hasReached).isPresent())
                .min(Comparator.comparing(event -> event.dueAt().orElseThrow()));
    }

    /** As {@link #settle}, and then lets the events happen that precede a call. */
    void before(Call call) {
        settle(call.time());
        List<ActiveEvent> events = scenarios.events();
        if (events.isEmpty() || !call.isLetIn()) {
            return; // a caller who is not let in uses up nothing
        }
        for (ActiveEvent event : events) {
            if (event.happensBefore(call)) {
                happen(event, call.time());
            }
        }
    }

    private void happen(ActiveEvent event, WorldTime at) {
        event.happened(change(event.event().change(), at));
        BiConsumer<ActiveEvent, WorldTime> told = observer;
        if (told != null) {
            told.accept(event, at);
        }
    }

    /** Makes a change of a provider; returns whether anything changed. */
    boolean change(RequestedChange change, WorldTime at) {
        String provider = change.kind().provider();
        return providers.all().stream()
                .filter(instance -> instance.provider().name().equals(provider))
                .anyMatch(instance -> instance.change(change, at));
    }
}
