package dev.hostdouble.http;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;

/** The head of a reply: its status line and its headers. It is the same however the reply gets to its client. */
final class ResponseHead {
    private ResponseHead() {}

    /** The head of a reply with a Content-Length. */
    static void write(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        fields(reply, request, response);
        if (reply.status() != HttpServletResponse.SC_NO_CONTENT) {
            response.setContentLength(reply.body().length());
        }
    }

    /** The head of a chunked reply. */
    static void writeChunked(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        fields(reply, request, response).put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
    }

    private static HttpFields.Mutable fields(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(reply.status());
        // Below the servlet layer, which would rewrite a Content-Type in its own manner.
        HttpFields.Mutable fields = ServletContextRequest.getServletContextRequest(request)
                .getServletContextResponse()
                .getWrapped()
                .getHeaders();
        fields.clear(); // Javalin has put a Content-Type there
        for (Header header : reply.headers().fields()) {
            fields.add(new HttpField(header.name(), header.value()));
        }
        StatusPhrases.phrase(fields, reply);
        return fields;
    }
}
