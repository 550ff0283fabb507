package dev.hostdouble.http;

import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a reply late, slowly, or over a connection that fails. It blocks no thread while it waits. */
final class FaultyReplyWriter {
    /** The maximum delay, and the maximum time for which a stalled connection stays open. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** The bytes that {@code GARBAGE} sends: the start of a TLS alert, which is not HTTP. */
    static final String GARBAGE = "\u0015\u0003\u0001 this is not HTTP\r\n";

    private static final Logger LOG = LoggerFactory.getLogger(FaultyReplyWriter.class);

    /** A slow body is written in this many slices per second. */
    private static final int SLICES_PER_SECOND = 10;

    /** A reset discards bytes in transit; this is the time to let them arrive. */
    private static final Duration HEAD_START = Duration.ofMillis(100);

    private static final String INVALID_CHUNK = "ZZ\r\n";

    private final Reply reply;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RawConnection connection;
    private final ConnectionFault fault;
    private final byte[] body;
    private final int bytesToSend;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int sent;

    private FaultyReplyWriter(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        this.reply = reply;
        this.request = request;
        this.response = response;
        ServletContextRequest context = ServletContextRequest.getServletContextRequest(request);
        this.connection = new RawConnection(context.getConnectionMetaData());
        boolean bodiless = context.isHead() || reply.status() == HttpServletResponse.SC_NO_CONTENT;
        this.body = bodiless ? new byte[0] : reply.body().array();
        HttpVersion version = context.getConnectionMetaData().getHttpVersion();
        this.fault = supported(reply.delivery().fault(), !bodiless && version == HttpVersion.HTTP_1_1);
        this.bytesToSend = bytesToSend(fault, reply.delivery().after(), body.length);
    }

    /** Starts sending a reply. The future completes when the exchange ends, also if the client disconnects. */
    static CompletableFuture<Void> send(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        FaultyReplyWriter writer = new FaultyReplyWriter(reply, request, response);
        writer.connection.extendIdleTimeout(LONGEST);
        Duration delay = reply.delivery().delay();
        writer.runAfter(delay.compareTo(LONGEST) > 0 ? LONGEST : delay, writer::start);
        return writer.done;
    }

    /** Returns the fault to apply. Chunks need a body and HTTP/1.1; otherwise the body is truncated instead. */
    private static ConnectionFault supported(ConnectionFault requested, boolean chunks) {
        return requested == ConnectionFault.MALFORMED_CHUNK && !chunks ? ConnectionFault.TRUNCATE : requested;
    }

    /** Returns the number of body bytes to send. */
    private static int bytesToSend(ConnectionFault fault, int after, int length) {
        return switch (fault) {
            case NONE, CLOSE -> length;
            case TRUNCATE -> Math.min(after, Math.max(0, length - 1));
            case RESET, STALL, MALFORMED_CHUNK -> Math.min(after, length);
            case EMPTY, GARBAGE -> 0;
        };
    }

    private void start() throws IOException {
        if (sendsNothing()) {
            applyFault();
            return;
        }
        if (fault == ConnectionFault.RESET) {
            connection.shrinkSendBuffer();
        }
        if (fault == ConnectionFault.MALFORMED_CHUNK) {
            ResponseHead.writeChunked(reply, request, response);
        } else {
            ResponseHead.write(reply, request, response);
        }
        if (fault != ConnectionFault.NONE || isSlow()) {
            response.flushBuffer();
        }
        sendRest();
    }

    /** Whether the connection fails before the first byte of the reply. */
    private boolean sendsNothing() {
        return switch (fault) {
            case EMPTY, GARBAGE -> true;
            case RESET -> reply.delivery().after() == 0;
            default -> false;
        };
    }

    private boolean isSlow() {
        return reply.delivery().bytesPerSecond() > 0;
    }

    private void sendRest() throws IOException {
        int left = bytesToSend - sent;
        if (left == 0) {
            applyFault();
        } else if (isSlow()) {
            int speed = reply.delivery().bytesPerSecond();
            int slice = Math.min(left, Math.max(1, speed / SLICES_PER_SECOND));
            runAfter(Duration.ofSeconds(slice).dividedBy(speed), () -> writeSlice(slice));
        } else {
            writeSlice(left);
        }
    }

    private void writeSlice(int slice) throws IOException {
        response.getOutputStream().write(body, sent, slice);
        if (fault != ConnectionFault.NONE || isSlow()) {
            response.flushBuffer();
        }
        sent += slice;
        sendRest();
    }

    private void applyFault() throws IOException {
        switch (fault) {
            case NONE -> {
                connection.restoreIdleTimeout();
                done.complete(null);
            }
            case RESET ->
                runAfter(sendsNothing() ? Duration.ZERO : HEAD_START, () -> {
                    connection.reset();
                    done.complete(null);
                });
            case GARBAGE -> close(GARBAGE);
            // Jetty writes the line break that ends a chunk only before the next chunk.
            case MALFORMED_CHUNK -> close(sent == 0 ? INVALID_CHUNK : "\r\n" + INVALID_CHUNK);
            case EMPTY, TRUNCATE, CLOSE -> close("");
            case STALL -> {
                Scheduler.Task timeout = connection.schedule(LONGEST, connection::close);
                connection.onClose(() -> {
                    timeout.cancel();
                    connection.close();
                    done.complete(null);
                });
            }
        }
    }

    private void close(String last) throws IOException {
        if (!last.isEmpty()) {
            connection.send(last.getBytes(StandardCharsets.ISO_8859_1));
        }
        connection.close();
        done.complete(null);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void runAfter(Duration delay, Step step) {
        Runnable task = () -> {
            try {
                step.run();
            } catch (IOException e) {
                LOG.debug("client disconnected", e);
                connection.close();
                done.complete(null);
            } catch (RuntimeException e) {
                connection.restoreIdleTimeout();
                done.completeExceptionally(e);
            }
        };
        if (delay.isZero()) {
            connection.execute(task);
        } else {
            connection.schedule(delay, task);
        }
    }
}
