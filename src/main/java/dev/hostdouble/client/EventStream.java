package dev.hostdouble.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events of a world, as they happen. When the connection is lost, it connects again and goes on after the last event. It
 * ends when it is closed, and after an event {@code end}: when the world is deleted or has left the server, and when the server
 * stops. It is read by one thread; any thread may close it.
 */
public final class EventStream implements Iterator<Event>, AutoCloseable {
    /** A reader that is further behind than this gets no more until it has read some. */
    private static final int AHEAD = 1000;

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 250;

    private final ControlConnection connection;
    private final String path;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>(AHEAD);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile InputStream body;
    private @Nullable Item first; // read, but not yet returned

    /** An event, or why there are no more. */
    private record Item(Optional<Event> event, Optional<HostdoubleException> failure) {}

    EventStream(ControlConnection connection, EventFilter filter) {
        this.connection = connection;
        this.path = "/events" + ControlConnection.query(filter.parameters());
        this.body = connection.stream(path, "");
        Thread reader = new Thread(this::read, "hostdouble-events");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits for the next event; false if there are no more. Throws {@link HostdoubleException} if the connection is lost for good. */
    @Override
    public boolean hasNext() {
        return peek(Optional.empty()).filter(EventStream::isEvent).isPresent();
    }

    /** Waits for the next event. */
    @Override
    public Event next() {
        return take(peek(Optional.empty())).orElseThrow(() -> new NoSuchElementException("the stream has ended"));
    }

    /** Waits for the next event for some time; empty if none has come, or there are no more. */
    public Optional<Event> next(Duration timeout) {
        return take(peek(Optional.of(timeout)));
    }

    private Optional<Event> take(Optional<Item> item) {
        if (item.filter(EventStream::isEvent).isPresent()) {
            first = null;
        }
        return item.flatMap(Item::event);
    }

    private static boolean isEvent(Item item) {
        return item.event().isPresent();
    }

    private Optional<Item> peek(Optional<Duration> timeout) {
        Item known = first;
        if (known == null) {
            try {
                known = timeout.isPresent() ? queue.poll(timeout.get().toNanos(), TimeUnit.NANOSECONDS) : queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HostdoubleException("interrupted while waiting for an event", e);
            }
            first = known;
        }
        if (known != null && known.failure().isPresent()) {
            throw known.failure().get();
        }
        return Optional.ofNullable(known);
    }

    private void read() {
        Item end = new Item(Optional.empty(), Optional.empty());
        try {
            EventReader reader = new EventReader(this::add);
            while (!isClosed() && reader.read(body)) {
                reconnect(reader.lastId());
            }
        } catch (HostdoubleException e) {
            end = new Item(Optional.empty(), isClosed() ? Optional.empty() : Optional.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (isClosed()) {
                queue.clear(); // nobody reads it, and the end must have room
            }
            put(end);
        }
    }

    private void add(Event event) {
        put(new Item(Optional.of(event), Optional.empty()));
    }

    private void put(Item item) {
        try {
            while (!queue.offer(item, PAUSE_MILLIS, TimeUnit.MILLISECONDS) && !isClosed()) {
                Thread.onSpinWait(); // the reader is behind
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reconnect(String lastId) throws InterruptedException {
        for (int attempt = 1; !isClosed(); attempt++) {
            try {
                body = connection.stream(path, lastId);
                return;
            } catch (HostdoubleException e) {
                if ((e.status() != 0 && e.status() != 503) || attempt == ATTEMPTS) {
                    throw e;
                }
                boolean unused = closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Closes the connection; whoever waits for an event learns that there are no more. */
    @Override
    public void close() {
        closed.countDown();
        try {
            body.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
