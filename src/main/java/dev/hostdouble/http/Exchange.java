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

/** One request read from the wire, and its reply written to it. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private static final int BUFFER_BYTES = 8 << 10;

    private final RequestHandler handler;
    private final int maxBodyBytes;
    private final Duration patience;

    /**
     * Exchanges with that handler.
     *
     * @param patience how long a body may take to arrive; a thread may be waiting for it
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
            LOG.debug("the client went away", e);
        }
    }

    private void exchange(Context context) throws IOException {
        HttpServletRequest request = context.req();
        ServletContextRequest below = ServletContextRequest.getServletContextRequest(request);
        HttpURI uri = below.getHttpURI();
        Optional<Bytes> body;
        try {
            body = body(request);
        } catch (IOException | RuntimeException e) {
            // Too slow, or broken framing, or the client went away.
            refuse(context, uri.getPath(), tooSlow(e) ? 408 : 400);
            return;
        }
        if (body.isEmpty()) {
            refuse(context, uri.getPath(), 413);
            return;
        }
        Headers headers = headers(below.getHeaders());
        Request read = new Request(
                request.getMethod(),
                request.getScheme(),
                authority(below, uri),
                "",
                uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                headers,
                body.get(),
                parts(headers, body.get()));
        write(handler.handle(read), context);
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

    /** The whole body, or nothing if it is larger than allowed. */
    private Optional<Bytes> body(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length > maxBodyBytes) {
            return Optional.empty();
        }
        if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return Optional.of(Bytes.NONE);
        }
        byte[] bytes = read(request.getInputStream());
        return bytes.length > maxBodyBytes ? Optional.empty() : Optional.of(Bytes.of(bytes));
    }

    /** The whole body, or one byte more than the limit. A client that sends too slowly is cut off. */
    private byte[] read(InputStream in) throws IOException {
        long start = NanoTime.now();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        while (body.size() <= maxBodyBytes) {
            int read = in.read(buffer);
            if (read < 0) {
                break;
            }
            body.write(buffer, 0, Math.min(read, maxBodyBytes + 1 - body.size()));
            if (NanoTime.since(start) > patience.toNanos()) {
                throw new IOException(new TimeoutException("a body takes longer than " + patience));
            }
        }
        return body.toByteArray();
    }

    private static boolean tooSlow(Exception wrong) {
        return wrong instanceof IOException && wrong.getCause() instanceof TimeoutException;
    }

    private static List<Part> parts(Headers headers, Bytes body) {
        String type = headers.first("Content-Type").orElse("");
        return type.startsWith("multipart/form-data") ? Multipart.read(type, body) : List.of();
    }

    private void refuse(Context context, String path, int status) throws IOException {
        // The rest of this request cannot be distinguished from the next one.
        Reply reply = handler.refuse(path, status);
        write(reply.with(reply.headers().plus("Connection", "close")).withDelivery(Delivery.IMMEDIATE), context);
        context.res().flushBuffer(); // at once: what is left of the request may never come
    }

    private static void write(Reply reply, Context context) throws IOException {
        HttpServletRequest request = context.req();
        HttpServletResponse response = context.res();
        if (!reply.delivery().isImmediate()) {
            context.future(() -> FaultyReplyWriter.send(reply, request, response));
            return;
        }
        ResponseHead.write(reply, request, response);
        if (reply.status() != HttpServletResponse.SC_NO_CONTENT) {
            response.getOutputStream().write(reply.body().array());
        }
    }
}
