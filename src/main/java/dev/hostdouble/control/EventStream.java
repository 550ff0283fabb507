package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.LiveBody;
import dev.hostdouble.journal.EventFeed;
import dev.hostdouble.journal.EventFeed.Batch;
import dev.hostdouble.journal.FeedEvent;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The events of a world as server-sent events, from a position on. It is read by one thread at a time. */
final class EventStream implements LiveBody {
    private static final int BATCH = 64;

    /** About how many characters a piece has at most. */
    private static final int PIECE = 32 << 10;

    private final EventFeed feed;
    private final EventFilter filter;
    private final Function<FeedEvent, Object> data;
    private final boolean isForeign;
    private final Runnable closed;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile boolean isStopped;
    private volatile @Nullable Runnable wake;
    private long position;
    private boolean isBegun;
    private boolean isEnded;

    /**
     * A stream that begins at a position.
     *
     * @param isForeign whether the client names an event that is not of this feed
     * @param data the members of an event
     * @param closed is run once when nobody reads it any more
     */
    EventStream(
            EventFeed feed,
            long position,
            boolean isForeign,
            EventFilter filter,
            Function<FeedEvent, Object> data,
            Runnable closed) {
        this.feed = feed;
        this.position = position;
        this.isForeign = isForeign;
        this.filter = filter;
        this.data = data;
        this.closed = closed;
    }

    @Override
    public void begin(Executor executor, Runnable woken) {
        wake = woken;
        feed.followers().add(executor, woken);
    }

    @Override
    public Optional<Bytes> next() {
        StringBuilder out = new StringBuilder();
        if (!isBegun) {
            begin(out);
        }
        while (!isEnded && out.length() < PIECE) {
            Batch batch = feed.read(position, BATCH);
            if (batch.missed() > 0) {
                end(out, "slow"); // its last id stays as it is: who comes back with it is told what is missing
                break;
            }
            write(batch, out);
            if (position == batch.start() + batch.events().size()) {
                if (batch.ending().isPresent()) {
                    end(out, batch.ending().get());
                } else if (batch.events().isEmpty()) {
                    break;
                }
            }
        }
        if (isStopped && !isEnded && out.length() < PIECE) {
            end(out, "stopped");
        }
        if (out.isEmpty()) {
            return isEnded ? Optional.empty() : Optional.of(Bytes.NONE);
        }
        return Optional.of(Bytes.of(out.toString()));
    }

    /** How long to wait before coming back, from where on, and what is missing. */
    private void begin(StringBuilder out) {
        isBegun = true;
        out.append("retry: 1000\n");
        long missed = feed.read(position, 0).missed();
        position += missed;
        out.append("id: ").append(feed.id(position - 1)).append('\n');
        if (isForeign) {
            append(out, "gap", new EventJson.Gap("unknown-id", null));
        } else if (missed > 0) {
            append(out, "gap", new EventJson.Gap("dropped", missed));
        } else {
            out.append('\n');
        }
    }

    private void write(Batch batch, StringBuilder out) {
        for (FeedEvent event : batch.events()) {
            if (out.length() >= PIECE) {
                return;
            }
            if (filter.selects(event)) {
                out.append("id: ").append(feed.id(position)).append('\n');
                append(out, EventJson.kind(event), data.apply(event));
            }
            position++;
        }
    }

    private void end(StringBuilder out, String reason) {
        append(out, "end", new EventJson.End(reason));
        isEnded = true;
    }

    private static void append(StringBuilder out, String kind, Object members) {
        out.append("event: ")
                .append(kind)
                .append("\ndata: ")
                .append(ControlJson.line(members))
                .append("\n\n");
    }

    /** The id without an event: whoever selects few events comes back to where they are now. */
    @Override
    public Bytes heartbeat() {
        return Bytes.of(":\nid: " + feed.id(position - 1) + "\n\n");
    }

    @Override
    public void stop() {
        isStopped = true;
    }

    @Override
    public void close() {
        if (!isClosed.getAndSet(true)) {
            Runnable woken = wake;
            if (woken != null) {
                feed.followers().remove(woken);
            }
            closed.run();
        }
    }
}
