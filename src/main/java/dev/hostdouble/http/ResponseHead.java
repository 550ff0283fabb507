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

/** Writes the head of a reply: its status line and headers. */
final class ResponseHead {
    private ResponseHead() {}

    /** Writes the head of a reply with a Content-Length. */
    static void write(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        fields(reply, request, response);
        if (reply.status() != HttpServletResponse.SC_NO_CONTENT) {
            response.setContentLength(reply.body().length());
        }
    }

    /** Writes the head of a chunked reply. */
    static void writeChunked(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        fields(reply, request, response).put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
    }

    private static HttpFields.Mutable fields(Reply reply, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(reply.status());
        // Bypasses the servlet layer, which would rewrite the Content-Type.
        HttpFields.Mutable fields = ServletContextRequest.getServletContextRequest(request)
                .getServletContextResponse()
                .getWrapped()
                .getHeaders();
        fields.clear(); // Javalin has set a Content-Type
        for (Header header : reply.headers().fields()) {
            fields.add(new HttpField(header.name(), header.value()));
        }
        StatusPhrases.setPhrase(fields, reply);
        return fields;
    }
}
