package dev.hostdouble.scenario;

import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.scenario.effect.CallProperties;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that a provider does by itself: at a time, or before a call.
 *
 * @param at the world's time since the scenario was activated; empty if it happens before a call
 * @param before the call before which it happens; empty if it happens at a time
 * @param change what changes
 */
public record Event(Optional<Duration> at, Optional<BeforeCall> before, RequestedChange change) {
    /**
     * A call before which an event happens.
     *
     * @param on patterns for the operations
     * @param when the conditions that a call must meet to be counted
     * @param call the number of the call among those, from 1
     */
    public record BeforeCall(List<OperationPattern> on, List<Condition> when, long call) {
        public BeforeCall {
            on = List.copyOf(on);
            when = List.copyOf(when);
        }

        /** Whether a call is counted. */
        boolean counts(Call call) {
            if (on.stream()
                    .noneMatch(pattern -> pattern.matches(call.operation().id()))) {
                return false;
            }
            CallProperties properties =
                    new CallProperties(call); // new ones: an event before may have changed the state
            return when.stream().allMatch(condition -> condition.matches(properties.get(condition.property())));
        }
    }
}
