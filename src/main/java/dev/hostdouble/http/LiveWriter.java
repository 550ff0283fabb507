package dev.hostdouble.http;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.LiveBody;
import dev.hostdouble.core.Reply;
import dev.hostdouble.http.OpenConnection.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a reply whose body goes on while there is news. No thread waits, neither for news nor for the client. */
final class LiveWriter extends IteratingCallback {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWriter.class);

    private final LiveBody body;
    private final DeliveryReport report;
    private final Response response;
    private final Callback callback;
    private final ClientConnection connection;
    private long sent; // guarded by this, as is what follows
    private long lastWrite = NanoTime.now();
    private boolean isWriting;
    private boolean isSilent; // for so long that a heartbeat is due
    private boolean isDone;

    LiveWriter(
            LiveBody body, Reply reply, DeliveryReport report, Request request, Response response, Callback callback) {
        this.body = body;
        this.report = report;
        this.response = response;
        this.callback = callback;
        this.connection = ClientConnection.of(request);
        ResponseHead.setStreamed(reply, response);
    }

    /** Begins to send; the callback is called at the end. */
    void start() {
        connection.connections().streams().add(this);
        body.begin(connection.connections().workers(), this::wake);
        iterate();
    }

    private void wake() {
        connection.connections().workers().execute(this::iterate);
    }

    @Override
    protected synchronized Action process() throws IOException {
        isWriting = false;
        report.sent(sent);
        if (isDone) {
            return Action.SUCCEEDED;
        }
        Optional<Bytes> piece = body.next();
        isDone = piece.isEmpty();
        if (!isDone && piece.get().length() == 0) {
            if (!isSilent) {
                connection.enter(Phase.REPLY);
                return Action.IDLE;
            }
            piece = Optional.of(body.heartbeat());
        }
        isSilent = false;
        isWriting = true;
        lastWrite = NanoTime.now();
        connection.enter(Phase.READER);
        sent += piece.map(Bytes::length).orElse(0);
        response.write(
                isDone, piece.map(bytes -> ByteBuffer.wrap(bytes.array())).orElse(null), this);
        return Action.SCHEDULED;
    }

    /** Looks whether the client has left, and whether it needs a sign of life. Called from time to time. */
    synchronized void check(Duration silence) {
        if (isWriting || isDone) {
            return;
        }
        if (connection.hasClientLeft()) {
            connection.giveUp("the client has left");
            connection.connections().workers().execute(() -> abort(new IOException("the client has left")));
        } else if (NanoTime.since(lastWrite) > silence.toNanos()) {
            isSilent = true;
            wake();
        }
    }

    /** Ends the body, because the server stops. */
    void stop() {
        body.stop();
        wake();
    }

    /** Closes the connection of a client that does not read. */
    void giveUp() {
        connection.giveUp("the server stops");
    }

    @Override
    protected void onCompleteSuccess() {
        end();
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        end();
        if (cause instanceof RuntimeException || cause instanceof Error) {
            LOG.error("a stream cannot be sent", cause); // this is not the client's doing
        }
        report.failed(cause);
        callback.failed(new Request.Handler.AbortException(cause)); // no end of the body: it is not all there
    }

    private void end() {
        connection.connections().streams().remove(this);
        body.close();
    }
}
