package dev.hostdouble.http;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RequestHandler;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests that Jetty cannot parse with the provider's error format instead of Jetty's. */
final class JettyErrorHandler implements Request.Handler {
    private final RequestHandler handler;

    JettyErrorHandler(RequestHandler handler) {
        this.handler = handler;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        Reply reply = handler.refuse(path(request), status);
        response.setStatus(reply.status());
        response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
        for (Header header : reply.headers().fields()) {
            response.getHeaders().put(new HttpField(header.name(), header.value()));
        }
        StatusPhrases.setPhrase(response.getHeaders(), reply);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length());
        response.write(true, ByteBuffer.wrap(reply.body().array()), callback);
        return true;
    }

    /** The raw path of the request. */
    private static String path(Request request) {
        String target = StatusPhrases.target(request.getConnectionMetaData().getConnection());
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
