package dev.hostdouble.journal;

import dev.hostdouble.core.Delivered;
import java.util.Locale;

/** What the readers of an {@link EventFeed} get. */
public sealed interface FeedEvent {
    /** Something was added to the log. */
    record Logged(WorldEvent event) implements FeedEvent {}

    /**
     * The delivery of a reply has ended.
     *
     * @param number the number of the call
     * @param operation the id of its operation
     * @param status the status of the reply
     */
    record DeliveryEnded(long number, String operation, int status, Delivered delivered) implements FeedEvent {}

    /** A new log began, in which calls are numbered anew. */
    record NewLog(Cause cause) implements FeedEvent {
        /** Why it began. */
        public enum Cause {
            /** The world went back to its start state. */
            RESET,
            /** The journal was cleared. */
            CLEARED,
            /** The world went on from a saved state, or as a copy of another world. */
            LOADED;

            /** The name in the control API. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
