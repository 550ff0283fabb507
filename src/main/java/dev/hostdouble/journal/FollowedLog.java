package dev.hostdouble.journal;

import dev.hostdouble.core.Delivered;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@link EventFeed} of a journal once somebody has asked for it; until then, all that happens costs nothing here. */
final class FollowedLog {
    private volatile @Nullable EventFeed feed;

    /** The feed, made now if nobody has asked for it; under the lock of the world. */
    EventFeed feed(Supplier<String> key, EventLog log, Deliveries deliveries) {
        EventFeed known = feed;
        return known == null ? EventFeed.of(key.get(), log.held(), deliveries, made -> feed = made) : known;
    }

    boolean isFollowed() {
        return feed != null;
    }

    void add(WorldEvent event, boolean isLogged) {
        EventFeed known = feed;
        if (known != null) {
            known.add(event, isLogged);
        }
    }

    void delivered(Deliveries of, long number, String operation, int status, Delivered delivered) {
        EventFeed known = feed;
        if (known != null) {
            known.delivered(of, number, operation, status, delivered);
        }
    }

    void dropped() {
        EventFeed known = feed;
        if (known != null) {
            known.dropped();
        }
    }

    void begin(FeedEvent.NewLog.Cause cause, Deliveries deliveries) {
        EventFeed known = feed;
        if (known != null) {
            known.begin(cause, deliveries);
        }
    }

    long bytes() {
        EventFeed known = feed;
        return known == null ? 0 : known.bytes();
    }

    boolean giveUpSpare() {
        EventFeed known = feed;
        return known != null && known.giveUpSpare();
    }

    void end(String why) {
        EventFeed known = feed;
        feed = null;
        if (known != null) {
            known.end(why);
        }
    }
}
