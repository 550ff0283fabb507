package dev.hostdouble.world;

import dev.hostdouble.journal.EventFeed;
import java.util.concurrent.atomic.AtomicLong;

/** What happens in worlds, for readers outside of them. */
public final class EventFeeds {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final int RADIX = 36;

    private EventFeeds() {}

    /** The feed of a world. Throws {@link DeletedWorldException}. */
    public static EventFeed of(World world) {
        return world.with(session -> session.journal().feed(EventFeeds::key));
    }

    /** The start of a feed tells it from the feeds of other processes, and its number from the others of this one. */
    private static String key() {
        return Long.toString(WorldSettings.hostClock().millis(), RADIX) + "-"
                + Long.toString(NUMBERS.incrementAndGet(), RADIX);
    }
}
