package dev.hostdouble.http;

import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Reply;
import dev.hostdouble.http.OpenConnection.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
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

    private static final String INVALID_CHUNK = "ZZ\r\n";

    private final Reply reply;
    private final DeliveryReport report;
    private final Response response;
    private final Callback callback;
    private final ClientConnection client;
    private final RawConnection connection;
    private final ConnectionFault fault;
    private final Delivery delivery;
    private final byte[] body;
    private final int bytesToSend;
    private int sent;
    private Presence presence = Presence.THERE;

    private FaultyReplyWriter(
            Reply reply, DeliveryReport report, Request request, Response response, Callback callback) {
        this.reply = reply;
        this.report = report;
        this.response = response;
        this.callback = callback;
        this.client = ClientConnection.of(request);
        this.connection = new RawConnection(request.getConnectionMetaData());
        boolean bodiless = ResponseHead.isBodiless(reply, request);
        this.body = bodiless ? new byte[0] : reply.body().array();
        HttpVersion version = request.getConnectionMetaData().getHttpVersion();
        this.fault = supported(reply.delivery().fault(), !bodiless && version == HttpVersion.HTTP_1_1);
        this.delivery = reply.delivery().withFault(fault, reply.delivery().after());
        this.bytesToSend = delivery.bytesToSend(body.length);
    }

    /** Starts sending a reply. The callback is called when the exchange ends, also if the client disconnects. */
    static void send(Reply reply, DeliveryReport report, Request request, Response response, Callback callback) {
        FaultyReplyWriter writer = new FaultyReplyWriter(reply, report, request, response, callback);
        writer.connection.extendIdleTimeout(LONGEST);
        Duration asked = reply.delivery().delay();
        Duration delay = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        report.waits(delay);
        writer.client.waitOnPurpose(delay);
        writer.runAfter(delay, writer::start);
    }

    /** What is known of the client. One that closed its side of the connection may still read. */
    private enum Presence {
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
        if (fault != ConnectionFault.STALL) {
            connection.restoreIdleTimeout(); // from now on, it is the client that must not be silent
        }
        boolean left = connection.clientHasClosed();
        if (delivery.sendsNothing()) {
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
            ResponseHead.setChunked(reply, response);
        } else {
            ResponseHead.set(reply, response);
        }
        if (left) {
            presence = Presence.DOUBTFUL;
            write(0, () -> runAfter(REFUSAL, this::sendRest));
        } else if (fault != ConnectionFault.NONE || delivery.bytesPerSecond() > 0) {
            write(0, this::sendRest);
        } else {
            sendRest();
        }
    }

    private void sendRest() throws IOException {
        int left = bytesToSend - sent;
        if (left == 0) {
            applyFault();
        } else if (presence == Presence.THERE && sent > 0 && connection.clientHasClosed()) {
            presence = Presence.DOUBTFUL;
            write(1, () -> runAfter(REFUSAL, this::sendRest));
        } else if (delivery.bytesPerSecond() > 0) {
            int speed = delivery.bytesPerSecond();
            int slice = Math.min(left, Math.max(1, speed / SLICES_PER_SECOND));
            runAfter(Duration.ofSeconds(slice).dividedBy(speed), () -> writeSlice(slice));
        } else {
            writeSlice(left);
        }
    }

    private void writeSlice(int slice) throws IOException {
        if (slice > 0) {
            int part = Math.min(slice, ReplyWriter.SLICE_BYTES);
            write(part, () -> writeSlice(slice - part));
            return;
        }
        if (presence == Presence.DOUBTFUL) {
            presence = Presence.READS;
        }
        sendRest();
    }

    /** Sends the next bytes of the body, after the head if it has not been sent, and goes on when they are written. */
    private void write(int length, Step next) {
        ReplyWriter.hold(client, length);
        Runnable written = guarded(() -> {
            client.connections().replies().release(client);
            client.enter(Phase.REPLY);
            sent += length;
            report.sent(sent);
            next.run();
        });
        response.write(false, ByteBuffer.wrap(body, sent, length), Callback.from(written, this::failed));
    }

    private void applyFault() throws IOException {
        if (presence == Presence.DOUBTFUL) {
            report.ended(Outcome.CLIENT_CLOSED);
        }
        switch (fault) {
            case NONE -> callback.succeeded();
            case RESET ->
                runAfter(delivery.sendsNothing() ? Duration.ZERO : HEAD_START, () -> {
                    report.ended(Outcome.RESET);
                    connection.reset();
                    abort();
                });
            // Inside TLS, so that the client's HTTP meets it, as it does without.
            case GARBAGE -> close(Outcome.GARBAGE, GARBAGE);
            // Jetty writes the line break that ends a chunk only before the next chunk.
            case MALFORMED_CHUNK -> close(Outcome.MALFORMED_CHUNK, sent == 0 ? INVALID_CHUNK : "\r\n" + INVALID_CHUNK);
            case EMPTY -> end(Outcome.EMPTY, connection::drop);
            case TRUNCATE -> end(body.length == 0 ? Outcome.CLOSED : Outcome.TRUNCATED, connection::drop);
            case CLOSE -> end(Outcome.CLOSED, connection::close);
            case STALL -> {
                report.ended(Outcome.STALLED);
                client.waitOnPurpose(LONGEST);
                Scheduler.Task timeout = connection.schedule(LONGEST, connection::close);
                connection.onClose(() -> {
                    timeout.cancel();
                    connection.close();
                    abort();
                });
            }
        }
    }

    /** Sends the last bytes, and closes the connection. */
    private void close(Outcome outcome, String last) {
        Runnable ending = guarded(() -> end(outcome, connection::close));
        connection.send(last.getBytes(StandardCharsets.ISO_8859_1), Callback.from(ending, this::failed));
    }

    private void end(Outcome outcome, Runnable closing) {
        report.ended(outcome); // before the client can see the end
        closing.run();
        abort();
    }

    /** Ends an exchange whose connection is closed. */
    private void abort() {
        callback.failed(new Request.Handler.AbortException());
    }

    private void failed(Throwable cause) {
        LOG.debug("reply not sent", cause);
        client.connections().replies().release(client);
        report.failed(cause);
        connection.close();
        abort();
    }

    private interface Step {
        void run() throws IOException;
    }

    private Runnable guarded(Step step) {
        return () -> {
            try {
                step.run();
            } catch (IOException e) {
                failed(e);
            } catch (Throwable e) {
                LOG.error("sending a reply failed", e);
                failed(e);
            }
        };
    }

    private void runAfter(Duration delay, Step step) {
        if (delay.isZero()) {
            connection.execute(guarded(step));
        } else {
            connection.schedule(delay, guarded(step));
        }
    }
}
