package dev.hostdouble.http;

import dev.hostdouble.core.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/** Reads the body of a request as it comes. Between two reads it holds no thread. */
final class BodyReader implements Runnable {
    private static final int FIRST_BYTES = 8 << 10;

    private final Exchange exchange;
    private final Request request;
    private final CutRequest cut;
    private final ClientConnection connection;
    private final int allowed;
    private final int most;
    private final Duration patience;
    private final long start = NanoTime.now();
    private byte[] body;
    private int size;
    private boolean hasBegun;

    /** @param allowed the maximum size of the body */
    BodyReader(Exchange exchange, Request request, int allowed, CutRequest cut) {
        this.exchange = exchange;
        this.request = request;
        this.cut = cut;
        this.allowed = allowed;
        this.connection = ClientConnection.of(request);
        Limits limits = connection.connections().limits();
        // One byte more than allowed tells that a body without a Content-Length is too large.
        this.most = request.getLength() < 0 ? allowed + 1 : (int) request.getLength();
        this.patience = limits.body();
        this.body = new byte[Math.min(most, FIRST_BYTES)];
    }

    /** Reads what has come, and goes on when more comes. */
    @Override
    public void run() {
        exchange.guarded(this::read);
    }

    private void read() {
        if (!hasBegun) {
            hasBegun = true;
            if (isCut()) {
                return;
            }
        }
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                await();
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                failed(chunk.getFailure());
                return;
            }
            boolean isLast = chunk.isLast();
            boolean goesOn = take(chunk);
            if (!goesOn) {
                return;
            }
            if (isLast) {
                exchange.answer(Bytes.of(size == body.length ? body : Arrays.copyOf(body, size)));
                return;
            }
        }
    }

    private void await() {
        if (NanoTime.since(start) > patience.toNanos()) {
            exchange.refuse(408);
            return;
        }
        connection.connections().bodies().hold(connection, body.length);
        request.demand(this);
    }

    /** Takes the bytes of a chunk; returns false if the request ends with them, because it breaks or is too large. */
    private boolean take(Content.Chunk chunk) {
        try {
            ByteBuffer bytes = chunk.getByteBuffer();
            while (bytes.hasRemaining()) {
                int length = cut.room(size, Math.min(bytes.remaining(), most - size));
                grow(size + length);
                bytes.get(body, size, length);
                size += length;
                if (isCut()) {
                    return false;
                }
                if (size > allowed) {
                    exchange.refuse(413);
                    return false;
                }
            }
            return true;
        } finally {
            chunk.release();
        }
    }

    private boolean isCut() {
        if (!cut.breaks(body, size)) {
            return false;
        }
        cut.reply().ifPresent(exchange::write);
        return true;
    }

    private void grow(int needed) {
        if (needed <= body.length) {
            return;
        }
        int larger = Math.min(most, Math.max(needed, 2 * body.length));
        connection.connections().bodies().hold(connection, body.length + larger); // both, while one is copied
        body = Arrays.copyOf(body, larger);
        connection.connections().bodies().hold(connection, larger);
    }

    /** The body is too slow or malformed, or the client disconnected. */
    private void failed(Throwable failure) {
        if (connection.isGivenUp()) {
            exchange.abandon();
        } else {
            exchange.refuse(failure instanceof TimeoutException ? 408 : 400);
        }
    }
}
