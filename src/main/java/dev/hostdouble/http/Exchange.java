package dev.hostdouble.http;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.LiveBody;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.ReplyListener;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.http.OpenConnection.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a request, passes it to the handler, and writes the reply. No thread waits for the client. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final RequestHandler handler;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ClientConnection connection;
    private final dev.hostdouble.core.Request head;
    private final boolean hasBody;
    private Optional<Reply> refusal = Optional.empty();

    Exchange(RequestHandler handler, Request request, Response response, Callback callback) {
        this.handler = handler;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.connection = ClientConnection.of(request);
        this.head = head(request, connection);
        this.hasBody = request.getLength() > 0
                || (request.getLength() < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    }

    /** Begins the exchange; it ends when the callback is called, perhaps on another thread. */
    void begin() {
        guarded(() -> {
            int most =
                    handler.maxBodyBytes(head, connection.connections().limits().maxBodyBytes());
            if (request.getLength() > most) {
                refuse(413);
            } else if (!isCodingKnown()) {
                refuse(501);
            } else {
                prepare(most);
            }
        });
    }

    /** Goes on now, or on another thread when the handler has what it needs for the request. */
    private void prepare(int most) {
        CompletableFuture<Optional<Reply>> prepared = handler.prepare(head);
        if (prepared.isDone()) {
            refusal = prepared.join();
            read(most);
        } else {
            connection.enter(Phase.REPLY);
            CompletableFuture<Void> unused = prepared.thenAcceptAsync(
                    reply -> guarded(() -> {
                        refusal = reply;
                        read(most);
                    }),
                    connection.connections().workers());
        }
    }

    private void read(int most) {
        if (hasBody) {
            connection.enter(Phase.BODY);
            CutRequest cut = new CutRequest(handler, head);
            BodyReader reader = new BodyReader(this, request, most, cut);
            if (cut.isPossible()) {
                connection.connections().workers().execute(reader); // it may wait for its world
            } else {
                reader.run();
            }
        } else {
            answer(Bytes.NONE);
        }
    }

    /** Whether the body is sent as it is: RFC 9112, 6.1 wants a 501 where it is also compressed, say. */
    private boolean isCodingKnown() {
        String coding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
        return coding == null || coding.equalsIgnoreCase("chunked");
    }

    /** Answers the request with its whole body, now or when its turn has come. */
    void answer(Bytes body) {
        connection.enter(Phase.REPLY);
        if (refusal.isPresent()) {
            write(refusal.get());
        } else if (handler.isQuick(head)) {
            answerSoon(head.withBody(body, parts(head.headers(), body)));
        } else {
            Runnable work = () -> guarded(() -> answerAtLength(body));
            Executor workers = connection.connections().workers();
            workers.execute(() -> connection.connections().turns().run(work, workers));
        }
    }

    /** Answers on this thread, which reads from other connections too; but on another one if that may keep those waiting. */
    private void answerSoon(dev.hostdouble.core.Request whole) {
        if (connection.isGivenUp()) {
            abandon();
            return;
        }
        Optional<Reply> reply = connection.pace().isShort()
                ? connection.pace().atOnce(() -> handler.handleAtOnce(whole))
                : Optional.empty();
        if (reply.isPresent()) {
            write(reply.get());
        } else {
            connection.connections().workers().execute(() -> guarded(() -> answerNow(whole)));
        }
    }

    private void answerNow(dev.hostdouble.core.Request whole) {
        if (connection.isGivenUp()) {
            abandon();
        } else {
            write(connection.pace().elsewhere(() -> handler.handle(whole)));
        }
    }

    /** As {@link #answerNow}; whoever leaves before the reply stops the work. */
    private void answerAtLength(Bytes body) {
        if (connection.isGivenUp()) {
            abandon();
        } else {
            connection.enter(Phase.REPLY); // its turn has come
            Reply reply = connection.work().run(() -> handler.handle(head.withBody(body, parts(head.headers(), body))));
            write(reply);
        }
    }

    /** Refuses a request whose body cannot be read. */
    void refuse(int status) {
        // The connection cannot be reused: the end of this request is unknown.
        Reply reply = handler.refuse(head.path(), status);
        Headers headers = reply.headers().without("Connection").plus("Connection", "close");
        write(reply.with(headers).withDelivery(Delivery.IMMEDIATE));
    }

    /** Ends the exchange with a reply. */
    void write(Reply reply) {
        if (hasBody) {
            connection.connections().bodies().release(connection);
        }
        long nanos = connection.pace().takeNanos();
        if (nanos >= 0 && reply.deliveryListener() instanceof ReplyListener listener) {
            listener.answered(nanos);
        }
        DeliveryReport report = new DeliveryReport(reply);
        connection.awaits(report);
        if (reply.stream().orElse(null) instanceof LiveBody live) {
            new LiveWriter(live, reply, report, request, response, callback).start();
        } else if (reply.stream().isPresent()) {
            new StreamWriter(reply, report, request, response, callback).start();
        } else if (reply.delivery().isImmediate()) {
            new ReplyWriter(reply, report, request, response, callback).start();
        } else {
            FaultyReplyWriter.send(reply, report, request, response, callback);
        }
    }

    /** Closes the connection without a reply. */
    void abandon() {
        callback.failed(new Request.Handler.AbortException());
    }

    /** Runs a step of the exchange. Whatever it throws is logged and answered, because this is the outermost place. */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            try {
                LOG.error("{} {} failed", head.method(), head.path(), e);
                // Not in a provider's format: the provider has nothing to do with it.
                write(Reply.text(500, "text/plain", "hostdouble: internal error, see the log: " + e + "\n"));
            } catch (Throwable again) {
                abandon();
            }
        }
    }

    private static dev.hostdouble.core.Request head(Request request, ClientConnection connection) {
        HttpURI uri = request.getHttpURI();
        String target = connection.target();
        boolean isAbsolute = !target.startsWith("/") && target.contains("://");
        String authority = uri.getAuthority() == null ? "localhost" : uri.getAuthority();
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (!isAbsolute && host != null && !host.isEmpty()) {
            authority = host;
        }
        return new dev.hostdouble.core.Request(
                request.getMethod(),
                uri.getScheme(),
                authority,
                "",
                uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                connection.headers().shared(headers(request, isAbsolute ? authority : "")),
                Bytes.NONE,
                List.of());
    }

    /** Copies the headers. If the target is absolute, its host replaces that of the Host field, which is ignored then. */
    private static Headers headers(Request request, String host) {
        List<Header> headers = new ArrayList<>(request.getHeaders().size());
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            boolean isReplaced = !host.isEmpty() && field.getName().equalsIgnoreCase("Host");
            headers.add(new Header(field.getName(), isReplaced ? host : value));
        }
        return new Headers(headers);
    }

    private static List<Part> parts(Headers headers, Bytes body) {
        String type = headers.first("Content-Type").orElse("");
        return type.startsWith("multipart/form-data") ? Multipart.read(type, body) : List.of();
    }
}
