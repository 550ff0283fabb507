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

/** Brings one reply to its client late, slowly, or not in good order. Waiting, it holds no thread. */
final class FaultyReplyWriter {
    /** The longest delay, and the longest a client hears nothing. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    static final String GARBAGE = "\u0015\u0003\u0001 this is no HTTP\r\n";

    private static final Logger LOG = LoggerFactory.getLogger(FaultyReplyWriter.class);

    /** How many parts of a slow body are sent per second. */
    private static final int SLICES_PER_SECOND = 10;

    /** A reset discards bytes that are still under way; this is the time they get to arrive. */
    private static final Duration HEAD_START = Duration.ofMillis(100);

    private static final String NO_CHUNK = "ZZ\r\n";

    private final Reply reply;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RawConnection wire;
    private final ConnectionFault fault;
    private final byte[] body;
    private final int due;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int sent;

    private FaultyReplyWriter(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        this.reply = reply;
        this.request = request;
        this.response = response;
        ServletContextRequest context = ServletContextRequest.getServletContextRequest(request);
        this.wire = new RawConnection(context.getConnectionMetaData());
        boolean bodiless = context.isHead() || reply.status() == HttpServletResponse.SC_NO_CONTENT;
        this.body = bodiless ? new byte[0] : reply.body().array();
        HttpVersion version = context.getConnectionMetaData().getHttpVersion();
        this.fault = supported(reply.delivery().fault(), !bodiless && version == HttpVersion.HTTP_1_1);
        this.due = due(fault, reply.delivery().after(), body.length);
    }

    /** Starts sending a reply. The future completes when the exchange ends, normally even if the client left. */
    static CompletableFuture<Void> send(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        FaultyReplyWriter courier = new FaultyReplyWriter(reply, request, response);
        courier.wire.idleFor(LONGEST);
        Duration delay = reply.delivery().delay();
        courier.then(delay.compareTo(LONGEST) > 0 ? LONGEST : delay, courier::start);
        return courier.done;
    }

    /** Chunks need a body and a client that supports them; otherwise the body is truncated. */
    private static ConnectionFault supported(ConnectionFault wanted, boolean chunks) {
        return wanted == ConnectionFault.MALFORMED_CHUNK && !chunks ? ConnectionFault.TRUNCATE : wanted;
    }

    /** How many bytes of the body come. */
    private static int due(ConnectionFault fault, int after, int length) {
        return switch (fault) {
            case NONE, CLOSE -> length;
            case TRUNCATE -> Math.min(after, Math.max(0, length - 1));
            case RESET, STALL, MALFORMED_CHUNK -> Math.min(after, length);
            case EMPTY, GARBAGE -> 0;
        };
    }

    private void start() throws IOException {
        if (sendsNothing()) {
            fault();
            return;
        }
        if (fault == ConnectionFault.RESET) {
            wire.queueLittle();
        }
        if (fault == ConnectionFault.MALFORMED_CHUNK) {
            ResponseHead.writeChunked(reply, request, response);
        } else {
            ResponseHead.write(reply, request, response);
        }
        if (fault != ConnectionFault.NONE || slow()) {
            response.flushBuffer();
        }
        proceed();
    }

    /** Whether nothing of the reply is sent. */
    private boolean sendsNothing() {
        return switch (fault) {
            case EMPTY, GARBAGE -> true;
            case RESET -> reply.delivery().after() == 0;
            default -> false;
        };
    }

    private boolean slow() {
        return reply.delivery().bytesPerSecond() > 0;
    }

    private void proceed() throws IOException {
        int left = due - sent;
        if (left == 0) {
            fault();
        } else if (slow()) {
            int speed = reply.delivery().bytesPerSecond();
            int slice = Math.min(left, Math.max(1, speed / SLICES_PER_SECOND));
            then(Duration.ofSeconds(slice).dividedBy(speed), () -> writeSlice(slice));
        } else {
            writeSlice(left);
        }
    }

    private void writeSlice(int slice) throws IOException {
        response.getOutputStream().write(body, sent, slice);
        if (fault != ConnectionFault.NONE || slow()) {
            response.flushBuffer();
        }
        sent += slice;
        proceed();
    }

    private void fault() throws IOException {
        switch (fault) {
            case NONE -> {
                wire.idleAsUsual();
                done.complete(null);
            }
            case RESET ->
                then(sendsNothing() ? Duration.ZERO : HEAD_START, () -> {
                    wire.reset();
                    done.complete(null);
                });
            case GARBAGE -> close(GARBAGE);
            // Jetty ends a chunk where the next one begins.
            case MALFORMED_CHUNK -> close(sent == 0 ? NO_CHUNK : "\r\n" + NO_CHUNK);
            case EMPTY, TRUNCATE, CLOSE -> close("");
            case STALL -> {
                Scheduler.Task bound = wire.later(LONGEST, wire::close);
                wire.whenGone(() -> {
                    bound.cancel();
                    wire.close();
                    done.complete(null);
                });
            }
        }
    }

    private void close(String last) throws IOException {
        if (!last.isEmpty()) {
            wire.send(last.getBytes(StandardCharsets.ISO_8859_1));
        }
        wire.close();
        done.complete(null);
    }

    private interface Step {
        void take() throws IOException;
    }

    private void then(Duration delay, Step step) {
        Runnable taken = () -> {
            try {
                step.take();
            } catch (IOException e) {
                LOG.debug("the client went away", e);
                wire.close();
                done.complete(null);
            } catch (RuntimeException e) {
                wire.idleAsUsual();
                done.completeExceptionally(e);
            }
        };
        if (delay.isZero()) {
            wire.now(taken);
        } else {
            wire.later(delay, taken);
        }
    }
}
