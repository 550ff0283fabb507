package dev.hostdouble.http;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RequestHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that Jetty cannot read with the provider's error format instead of Jetty's. All other
 * errors are not the provider's: the connection is closed without a reply.
 */
final class JettyErrorHandler implements Request.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(JettyErrorHandler.class);

    /** What the parser says of the first byte of a TLS handshake. */
    private static final String TLS = "CNTL=0x16";

    private final RequestHandler handler;
    private final AtomicBoolean warnedOfTls = new AtomicBoolean(); // a client tries again and again

    JettyErrorHandler(RequestHandler handler) {
        this.handler = handler;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!(request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException unreadable)
                || !isAboutRequest(unreadable.getCode())) {
            callback.failed(new Request.Handler.AbortException());
            return true;
        }
        if (isTls(unreadable) && warnedOfTls.compareAndSet(false, true)) {
            LOG.warn("TLS client hello on the HTTP port: use http://, or --https-port");
        }
        Reply refusal;
        try {
            refusal = handler.refuse(path(request), unreadable.getCode());
        } catch (Throwable e) {
            LOG.error("refusing {} failed", path(request), e);
            callback.failed(new Request.Handler.AbortException());
            return true;
        }
        // Jetty closes the connection, because it does not know where the next request begins.
        Headers headers = refusal.headers().without("Connection").plus("Connection", "close");
        ResponseHead.set(refusal.with(headers), response);
        boolean isBodiless = ResponseHead.isBodiless(refusal, request);
        response.write(true, isBodiless ? null : ByteBuffer.wrap(refusal.body().array()), callback);
        return true;
    }

    private static boolean isTls(HttpException unreadable) {
        return String.valueOf(unreadable.getReason()).contains(TLS);
    }

    private static boolean isAboutRequest(int status) {
        return HttpStatus.isClientError(status) || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
    }

    /** The raw path of the request. */
    private static String path(Request request) {
        String target = ClientConnection.of(request).target();
        int scheme = target.indexOf("://");
        int from = scheme < 0 ? 0 : target.indexOf('/', scheme + "://".length());
        String path = from < 0 ? "/" : target.substring(from);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
