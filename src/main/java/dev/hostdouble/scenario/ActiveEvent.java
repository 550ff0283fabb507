package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.util.Optional;

/** An event of an active scenario. It happens once. Guarded by the lock of the world. */
public final class ActiveEvent {
    private final String scenario;
    private final Event event;
    private final Duration activatedAt;
    private long calls;
    private Optional<Boolean> changed = Optional.empty();

    ActiveEvent(String scenario, Event event, Duration activatedAt) {
        this.scenario = scenario;
        this.event = event;
        this.activatedAt = activatedAt;
    }

    /** The name of its scenario. */
    public String scenario() {
        return scenario;
    }

    /** What happens, and when. */
    public Event event() {
        return event;
    }

    /** Whether it changed anything; empty if it has not happened. */
    public Optional<Boolean> changed() {
        return changed;
    }

    /** The elapsed time at which it happens; empty if it happens before a call, or has happened. */
    public Optional<Duration> dueAt() {
        return changed.isPresent()
                ? Optional.empty()
                : event.at().map(after -> WorldTime.capped(activatedAt.plus(after)));
    }

    /** Counts a call; returns whether the event happens before it. */
    public boolean happensBefore(Call call) {
        if (changed.isPresent()
                || event.before().isEmpty()
                || !event.before().get().counts(call)) {
            return false;
        }
        calls++;
        return calls == event.before().get().call();
    }

    /** Its progress as JSON. */
    JsonNode save() {
        ObjectNode saved = JsonNodeFactory.instance
                .objectNode()
                .put("activatedAt", activatedAt.toString())
                .put("calls", calls);
        changed.ifPresent(did -> saved.put("changed", did));
        return saved;
    }

    /** An event that goes on from where {@link #save} found it. */
    static ActiveEvent restored(String scenario, Event event, JsonNode saved) {
        ActiveEvent active = new ActiveEvent(
                scenario, event, Duration.parse(saved.path("activatedAt").asText()));
        active.calls = saved.path("calls").asLong();
        if (saved.has("changed")) {
            active.changed = Optional.of(saved.path("changed").asBoolean());
        }
        return active;
    }

    /** Notes that it happened. */
    public void happened(boolean didChange) {
        changed = Optional.of(didChange);
    }
}
