package dev.hostdouble.http;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import dev.hostdouble.core.RequestHandler;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a request, passes it to the handler, and writes the reply. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private static final int BUFFER_BYTES = 8 << 10;

    /** A large body is written in slices, so that the number of bytes sent is known if the client leaves. */
    private static final int SLICE_BYTES = 64 << 10;

    private final RequestHandler handler;
    private final int maxBodyBytes;
    private final Duration patience;

    /**
     * Creates an exchange with a handler.
     *
     * @param maxBodyBytes the maximum size of a request body
     * @param patience the maximum time for reading a body, because a thread waits for it
     */
    Exchange(RequestHandler handler, int maxBodyBytes, Duration patience) {
        this.handler = handler;
        this.maxBodyBytes = maxBodyBytes;
        this.patience = patience;
    }

    void serve(Context context) {
        try {
            exchange(context);
        } catch (IOException e) {
            LOG.debug("client disconnected", e);
        }
    }

    private void exchange(Context context) throws IOException {
        HttpServletRequest request = context.req();
        ServletContextRequest jettyRequest = ServletContextRequest.getServletContextRequest(request);
        HttpURI uri = jettyRequest.getHttpURI();
        Headers headers = headers(jettyRequest.getHeaders());
        Request head = new Request(
                request.getMethod(),
                request.getScheme(),
                authority(jettyRequest, uri),
                "",
                uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                headers,
                Bytes.NONE,
                List.of());
        Optional<Bytes> body;
        CutRequest cut = new CutRequest(handler, head);
        try {
            body = body(request, cut);
        } catch (IOException | RuntimeException e) {
            // The body is too slow or malformed, or the client disconnected.
            refuse(context, uri.getPath(), isTimeout(e) ? 408 : 400);
            return;
        }
        if (cut.reply().isPresent()) {
            write(cut.reply().get(), context);
            return;
        }
        if (body.isEmpty()) {
            refuse(context, uri.getPath(), 413);
            return;
        }
        write(handler.handle(head.withBody(body.get(), parts(headers, body.get()))), context);
    }

    private static String authority(ServletContextRequest request, HttpURI uri) {
        String host = request.getHeaders().get("Host");
        if (host != null && !host.isEmpty()) {
            return host;
        }
        return uri.getAuthority() == null ? "localhost" : uri.getAuthority();
    }

    private static Headers headers(HttpFields fields) {
        List<Header> headers = new ArrayList<>(fields.size());
        for (HttpField field : fields) {
            headers.add(new Header(field.getName(), field.getValue() == null ? "" : field.getValue()));
        }
        return new Headers(headers);
    }

    /** Reads the whole body; empty if it is larger than allowed. */
    private Optional<Bytes> body(HttpServletRequest request, CutRequest cut) throws IOException {
        long length = request.getContentLengthLong();
        if (length > maxBodyBytes) {
            return Optional.empty();
        }
        if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return Optional.of(Bytes.NONE);
        }
        byte[] bytes = read(request.getInputStream(), cut);
        return bytes.length > maxBodyBytes ? Optional.empty() : Optional.of(Bytes.of(bytes));
    }

    /** Reads the whole body, or one byte more than the limit. Throws if the client sends too slowly. */
    private byte[] read(InputStream in, CutRequest cut) throws IOException {
        long start = NanoTime.now();
        cut.begin();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        while (body.size() <= maxBodyBytes && !cut.breaks(body)) {
            int read = in.read(buffer, 0, cut.room(body.size(), buffer.length));
            if (read < 0) {
                break;
            }
            body.write(buffer, 0, Math.min(read, maxBodyBytes + 1 - body.size()));
            if (NanoTime.since(start) > patience.toNanos()) {
                throw new IOException(new TimeoutException("request body not received within " + patience));
            }
        }
        return body.toByteArray();
    }

    private static boolean isTimeout(Exception e) {
        return e instanceof IOException && e.getCause() instanceof TimeoutException;
    }

    private static List<Part> parts(Headers headers, Bytes body) {
        String type = headers.first("Content-Type").orElse("");
        return type.startsWith("multipart/form-data") ? Multipart.read(type, body) : List.of();
    }

    private void refuse(Context context, String path, int status) throws IOException {
        // The connection cannot be reused: the end of this request is unknown.
        Reply reply = handler.refuse(path, status);
        write(reply.with(reply.headers().plus("Connection", "close")).withDelivery(Delivery.IMMEDIATE), context);
        context.res().flushBuffer(); // now, because the rest of the request may never arrive
    }

    private static void write(Reply reply, Context context) throws IOException {
        HttpServletRequest request = context.req();
        HttpServletResponse response = context.res();
        ServletContextRequest jettyRequest = ServletContextRequest.getServletContextRequest(request);
        DeliveryReport report = new DeliveryReport(reply, jettyRequest);
        if (!reply.delivery().isImmediate()) {
            context.future(() -> FaultyReplyWriter.send(reply, report, request, response));
            return;
        }
        ResponseHead.write(reply, request, response);
        if (jettyRequest.isHead() || reply.status() == HttpServletResponse.SC_NO_CONTENT) {
            return;
        }
        byte[] body = reply.body().array();
        try {
            for (int sent = 0; sent < body.length; sent += SLICE_BYTES) {
                // Jetty passes a slice of this size on at once, and keeps a short rest until the end of the exchange.
                report.sent(sent);
                response.getOutputStream().write(body, sent, Math.min(SLICE_BYTES, body.length - sent));
            }
        } catch (IOException e) {
            report.failed(e);
            throw e;
        }
        report.willSend(body.length);
    }
}
