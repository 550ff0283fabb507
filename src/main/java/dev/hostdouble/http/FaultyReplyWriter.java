package dev.hostdouble.http;

import dev.hostdouble.core.Delivered.Outcome;
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

    /** The time within which a connection that the client has closed refuses further bytes. */
    private static final Duration REFUSAL = Duration.ofMillis(100);

    /** A large body is written in parts, so that the number of bytes sent is known if the client leaves. */
    private static final int PART_BYTES = 64 << 10;

    private static final String INVALID_CHUNK = "ZZ\r\n";

    private final Reply reply;
    private final DeliveryReport report;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RawConnection connection;
    private final ConnectionFault fault;
    private final byte[] body;
    private final int bytesToSend;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int sent;
    private Client client = Client.THERE;

    private FaultyReplyWriter(
            Reply reply, DeliveryReport report, HttpServletRequest request, HttpServletResponse response) {
        this.reply = reply;
        this.report = report;
        this.request = request;
        this.response = response;
        ServletContextRequest context = ServletContextRequest.getServletContextRequest(request);
        this.connection = new RawConnection(context.getConnectionMetaData());
        boolean bodiless = context.isHead() || reply.status() == HttpServletResponse.SC_NO_CONTENT;
        this.body = bodiless ? new byte[0] : reply.body().array();
        HttpVersion version = context.getConnectionMetaData().getHttpVersion();
        this.fault = supported(reply.delivery().fault(), !bodiless && version == HttpVersion.HTTP_1_1);
        this.bytesToSend =
                reply.delivery().withFault(fault, reply.delivery().after()).bytesToSend(body.length);
    }

    /** Starts sending a reply. The future completes when the exchange ends, also if the client disconnects. */
    static CompletableFuture<Void> send(
            Reply reply, DeliveryReport report, HttpServletRequest request, HttpServletResponse response) {
        FaultyReplyWriter writer = new FaultyReplyWriter(reply, report, request, response);
        writer.connection.extendIdleTimeout(LONGEST);
        Duration asked = reply.delivery().delay();
        Duration delay = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        report.waits(delay);
        writer.runAfter(delay, writer::start);
        return writer.done;
    }

    /** What is known of the client. One that closed its side of the connection may still read. */
    private enum Client {
        THERE,
        /** It closed its side, and bytes that were sent since then will be refused if it does not read. */
        DOUBTFUL,
        /** It closed its side, but still reads. */
        READS
    }

    /** Returns the fault to apply. Chunks need a body and HTTP/1.1; otherwise the body is truncated instead. */
    private static ConnectionFault supported(ConnectionFault requested, boolean chunks) {
        return requested == ConnectionFault.MALFORMED_CHUNK && !chunks ? ConnectionFault.TRUNCATE : requested;
    }

    private void start() throws IOException {
        boolean left = connection.clientHasClosed();
        if (sendsNothing()) {
            if (left) {
                report.ended(Outcome.CLIENT_CLOSED);
            }
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
        if (left || fault != ConnectionFault.NONE || isSlow()) {
            response.flushBuffer();
        }
        if (left) {
            client = Client.DOUBTFUL;
            runAfter(REFUSAL, this::sendRest);
        } else {
            sendRest();
        }
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
        } else if (client == Client.THERE && sent > 0 && connection.clientHasClosed()) {
            client = Client.DOUBTFUL;
            writePart(1);
            runAfter(REFUSAL, this::sendRest);
        } else if (isSlow()) {
            int speed = reply.delivery().bytesPerSecond();
            int slice = Math.min(left, Math.max(1, speed / SLICES_PER_SECOND));
            runAfter(Duration.ofSeconds(slice).dividedBy(speed), () -> writeSlice(slice));
        } else {
            writeSlice(left);
        }
    }

    private void writeSlice(int slice) throws IOException {
        for (int left = slice; left > 0; left -= PART_BYTES) {
            writePart(Math.min(left, PART_BYTES));
        }
        if (client == Client.DOUBTFUL) {
            client = Client.READS;
        }
        sendRest();
    }

    private void writePart(int length) throws IOException {
        response.getOutputStream().write(body, sent, length);
        response.flushBuffer();
        sent += length;
        report.sent(sent);
    }

    private void applyFault() throws IOException {
        if (client == Client.DOUBTFUL) {
            report.ended(Outcome.CLIENT_CLOSED);
        }
        switch (fault) {
            case NONE -> {
                connection.restoreIdleTimeout();
                done.complete(null);
            }
            case RESET ->
                runAfter(sendsNothing() ? Duration.ZERO : HEAD_START, () -> {
                    report.ended(Outcome.RESET);
                    connection.reset();
                    done.complete(null);
                });
            case GARBAGE -> close(Outcome.GARBAGE, GARBAGE);
            // Jetty writes the line break that ends a chunk only before the next chunk.
            case MALFORMED_CHUNK -> close(Outcome.MALFORMED_CHUNK, sent == 0 ? INVALID_CHUNK : "\r\n" + INVALID_CHUNK);
            case EMPTY -> close(Outcome.EMPTY, "");
            case TRUNCATE -> close(body.length == 0 ? Outcome.CLOSED : Outcome.TRUNCATED, "");
            case CLOSE -> close(Outcome.CLOSED, "");
            case STALL -> {
                report.ended(Outcome.STALLED);
                Scheduler.Task timeout = connection.schedule(LONGEST, connection::close);
                connection.onClose(() -> {
                    timeout.cancel();
                    connection.close();
                    done.complete(null);
                });
            }
        }
    }

    private void close(Outcome outcome, String last) throws IOException {
        if (!last.isEmpty()) {
            connection.send(last.getBytes(StandardCharsets.ISO_8859_1));
        }
        report.ended(outcome); // before the client can see the end
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
                report.failed(e);
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
