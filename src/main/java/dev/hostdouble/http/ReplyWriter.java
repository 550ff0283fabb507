package dev.hostdouble.http;

import dev.hostdouble.core.Reply;
import dev.hostdouble.http.OpenConnection.Phase;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a reply at once, as fast as the client reads it. No thread waits for the client. */
final class ReplyWriter extends IteratingCallback {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);

    /** A large body is written in slices, so that the number of bytes sent is known if the client leaves. */
    static final int SLICE_BYTES = 64 << 10;

    /** Shorter bodies are not counted: all connections together cannot hold much of them. */
    private static final int SHORT_BYTES = 4 << 10;

    private final DeliveryReport report;
    private final Response response;
    private final Callback callback;
    private final ClientConnection connection;
    private final byte[] body;
    private int sent;
    private boolean isBegun;

    ReplyWriter(Reply reply, DeliveryReport report, Request request, Response response, Callback callback) {
        this.report = report;
        this.response = response;
        this.callback = callback;
        this.connection = ClientConnection.of(request);
        this.body = ResponseHead.isBodiless(reply, request)
                ? new byte[0]
                : reply.body().array();
        ResponseHead.set(reply, response);
    }

    /** Begins to send; the callback is called at the end. */
    void start() {
        iterate();
    }

    /** Notes that a client must read that many bytes before its exchange can go on. */
    static void hold(ClientConnection connection, int bytes) {
        connection.enter(Phase.READER);
        if (bytes > SHORT_BYTES) {
            connection.connections().replies().hold(connection, bytes);
        }
    }

    @Override
    protected Action process() {
        report.sent(sent);
        if (isBegun && sent == body.length) {
            return Action.SUCCEEDED;
        }
        isBegun = true;
        hold(connection, body.length - sent);
        int slice = Math.min(SLICE_BYTES, body.length - sent);
        ByteBuffer bytes = ByteBuffer.wrap(body, sent, slice);
        sent += slice;
        response.write(sent == body.length, bytes, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        release();
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        release();
        if (cause instanceof RuntimeException || cause instanceof Error) {
            LOG.error("a reply cannot be sent", cause); // this is not the client's doing
        }
        report.failed(cause);
        callback.failed(new Request.Handler.AbortException(cause));
    }

    private void release() {
        if (body.length > SHORT_BYTES) {
            connection.connections().replies().release(connection);
        }
    }
}
