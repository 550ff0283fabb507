package dev.hostdouble.scenario;

import dev.hostdouble.provider.RequestedChange;
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
     * @param call the number of the call among the calls of those operations, from 1
     */
    public record BeforeCall(List<OperationPattern> on, long call) {
        public BeforeCall {
            on = List.copyOf(on);
        }

        /** Whether the calls of an operation are counted. */
        boolean counts(String operation) {
            return on.stream().anyMatch(pattern -> pattern.matches(operation));
        }
    }
}
