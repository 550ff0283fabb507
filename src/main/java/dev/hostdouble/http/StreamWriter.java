package dev.hostdouble.http;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.StreamedBody;
import dev.hostdouble.http.OpenConnection.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a reply whose body is made while it is sent: the next piece when the client has read the last one. */
final class StreamWriter extends IteratingCallback {
    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);

    private final StreamedBody body;
    private final DeliveryReport report;
    private final Response response;
    private final Callback callback;
    private final ClientConnection connection;
    private long sent;
    private boolean isDone;

    /** The reply must have a stream. */
    StreamWriter(Reply reply, DeliveryReport report, Request request, Response response, Callback callback) {
        this.body = reply.stream().orElseThrow();
        this.report = report;
        this.response = response;
        this.callback = callback;
        this.connection = ClientConnection.of(request);
        ResponseHead.setStreamed(reply, response);
        isDone = ResponseHead.isBodiless(reply, request);
    }

    /** Begins to send; the callback is called at the end. */
    void start() {
        if (isDone) {
            // In two steps: Jetty takes a head that comes with its end for that of a body of 0 bytes, and says so.
            response.write(false, null, Callback.from(() -> response.write(true, null, callback), callback::failed));
        } else {
            iterate();
        }
    }

    @Override
    protected Action process() throws IOException {
        report.sent(sent);
        if (isDone) {
            return Action.SUCCEEDED;
        }
        Optional<Bytes> piece = body.next();
        isDone = piece.isEmpty();
        connection.enter(Phase.READER);
        sent += piece.map(Bytes::length).orElse(0);
        response.write(
                isDone, piece.map(bytes -> ByteBuffer.wrap(bytes.array())).orElse(null), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        if (cause instanceof RuntimeException || cause instanceof Error) {
            LOG.error("a reply cannot be sent", cause); // this is not the client's doing
        }
        report.failed(cause);
        callback.failed(new Request.Handler.AbortException(cause)); // no end of the body: it is not all there
    }
}
