package dev.hostdouble.journal;

import dev.hostdouble.core.Delivered;
import dev.hostdouble.journal.FeedEvent.DeliveryEnded;
import dev.hostdouble.journal.FeedEvent.Logged;
import dev.hostdouble.journal.FeedEvent.NewLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens in a world, as a sequence that any number of readers follow at their own speed. It holds what the log holds, with
 * the ends of deliveries, and a little of what the log has dropped, so that readers have time to see it. An event keeps its
 * position, counted from 1, also when a new log begins. Thread-safe; it needs no lock of a world and never waits.
 */
public final class EventFeed {
    /** How much of what the log has dropped stays. */
    static final int SPARE_EVENTS = 1024;

    private static final long SPARE_BYTES = 1 << 20;
    private static final int EVENT_BYTES = 96;
    private static final Pattern ID = Pattern.compile("([a-z0-9-]{1,40})\\.(\\d{1,18})");

    private final String key;
    private final Followers followers = new Followers();
    private final Ring<Slot> ring = new Ring<>(); // guarded by this, as is what follows
    private final Set<Long> underWay = new HashSet<>();
    private Deliveries deliveries;
    private long lastAtBegin;
    private long kept = 1; // what has a lower position is no longer in the log
    private long spareBytes; // of those
    private long ownBytes; // of all that the log does not count
    private Optional<String> ending = Optional.empty();

    private record Slot(FeedEvent event, long bytes, boolean isLogged) {}

    private EventFeed(String key, Deliveries deliveries) {
        this.key = key;
        this.deliveries = deliveries;
    }

    /**
     * The feed of a log, which must not change meanwhile. Deliveries may end meanwhile; none is lost or added twice.
     *
     * @param key tells its events from those of every other feed: letters a to z, digits and hyphens
     * @param publish makes it known to those who add to the log
     */
    static EventFeed of(String key, Iterable<WorldEvent> events, Deliveries deliveries, Consumer<EventFeed> publish) {
        EventFeed feed = new EventFeed(key, deliveries);
        feed.fill(events, publish);
        return feed;
    }

    private synchronized void fill(Iterable<WorldEvent> events, Consumer<EventFeed> publish) {
        publish.accept(this); // first: what ends from now on waits for the end of this method
        for (WorldEvent event : events) {
            add(event, true);
            if (event instanceof JournalEntry call) {
                lastAtBegin = call.number();
                deliveries
                        .of(call.number())
                        .ifPresentOrElse(
                                known -> add(delivery(
                                        call.number(),
                                        call.operation(),
                                        call.reply().status(),
                                        known)),
                                () -> underWay.add(call.number()));
            }
        }
    }

    /** Adds an event; {@code isLogged} says whether the log keeps it. */
    synchronized void add(WorldEvent event, boolean isLogged) {
        add(new Slot(new Logged(event), event.bytes(), isLogged));
    }

    /** Adds the end of a delivery, unless a new log has begun since its call. */
    synchronized void delivered(Deliveries of, long number, String operation, int status, Delivered delivered) {
        if (of == deliveries && (number > lastAtBegin || underWay.remove(number))) {
            add(delivery(number, operation, status, delivered));
        }
    }

    private static Slot delivery(long number, String operation, int status, Delivered delivered) {
        return new Slot(new DeliveryEnded(number, operation, status, delivered), EVENT_BYTES, false);
    }

    /** A new log begins: the old one holds nothing any more. */
    synchronized void begin(NewLog.Cause cause, Deliveries newDeliveries) {
        deliveries = newDeliveries;
        underWay.clear();
        lastAtBegin = 0;
        while (kept < ring.end()) {
            pass();
        }
        add(new Slot(new NewLog(cause), EVENT_BYTES, false));
    }

    private void add(Slot slot) {
        ring.add(slot);
        ownBytes += slot.isLogged() ? 0 : slot.bytes();
        passUnlogged();
        trim(SPARE_EVENTS, SPARE_BYTES);
        followers.signal();
    }

    /** The log has dropped its oldest event. */
    synchronized void dropped() {
        if (kept < ring.end()) {
            pass();
        }
        passUnlogged();
        trim(SPARE_EVENTS, SPARE_BYTES);
    }

    private void pass() {
        Slot slot = ring.at(kept++);
        spareBytes += slot.bytes();
        ownBytes += slot.isLogged() ? slot.bytes() : 0;
    }

    /** What stands before the oldest event in the log goes as soon as that does. */
    private void passUnlogged() {
        while (kept < ring.end() && !ring.at(kept).isLogged()) {
            pass();
        }
    }

    private void trim(int events, long bytes) {
        while (ring.first() < kept && (kept - ring.first() > events || spareBytes > bytes)) {
            long freed = ring.removeFirst().bytes();
            spareBytes -= freed;
            ownBytes -= freed;
        }
    }

    /** Gives up what the log has dropped; returns whether there was any. */
    synchronized boolean giveUpSpare() {
        boolean isAny = ring.first() < kept;
        trim(0, 0);
        return isAny;
    }

    /** About how many bytes it uses besides the log. */
    synchronized long bytes() {
        return ownBytes;
    }

    /** Nothing will happen any more; why is told to the readers. */
    synchronized void end(String why) {
        ending = Optional.of(why);
        followers.signal();
    }

    /** The readers who wait for news. */
    public Followers followers() {
        return followers;
    }

    /** The position that the next event will have. */
    public synchronized long next() {
        return ring.end();
    }

    /** The position of the oldest event. */
    public synchronized long oldest() {
        return ring.first();
    }

    /** The id of the event at a position; that of position 0 stands for the time before all events. */
    public String id(long position) {
        return key + "." + position;
    }

    /** Whether a text can be an id, of this feed or of another one. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The position of an event by its id; empty if the id is not of this feed. */
    public OptionalLong position(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches() || !parts.group(1).equals(key)) {
            return OptionalLong.empty();
        }
        long position = Long.parseLong(parts.group(2));
        return position < next() ? OptionalLong.of(position) : OptionalLong.empty();
    }

    /**
     * Some of the events from a position on.
     *
     * @param most the maximum number of events
     */
    public synchronized Batch read(long position, int most) {
        long start = Math.max(position, ring.first());
        List<FeedEvent> events = new ArrayList<>();
        for (long at = start; at < ring.end() && events.size() < most; at++) {
            events.add(ring.at(at).event());
        }
        return new Batch(
                start - position, start, events, start + events.size() == ring.end() ? ending : Optional.empty());
    }

    /**
     * Some events, one after the other.
     *
     * @param missed how many events before them are no longer here
     * @param start the position of the first one
     * @param ending why no more will come; empty if there are more, or may be
     */
    public record Batch(long missed, long start, List<FeedEvent> events, Optional<String> ending) {}
}
