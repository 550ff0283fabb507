package dev.hostdouble.http;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Sets the head of a reply: its status line and headers. */
final class ResponseHead {
    private ResponseHead() {}

    /** Sets the head of a reply with a Content-Length. */
    static void set(Reply reply, Response response) {
        HttpFields.Mutable fields = fields(reply, response);
        if (reply.status() != HttpStatus.NO_CONTENT_204) {
            fields.put(HttpHeader.CONTENT_LENGTH, reply.body().length());
        }
    }

    /** Sets the head of a reply whose length nobody knows yet. */
    static void setStreamed(Reply reply, Response response) {
        fields(reply, response);
    }

    /** Sets the head of a chunked reply. */
    static void setChunked(Reply reply, Response response) {
        fields(reply, response).put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
    }

    /** Whether the reply to a request has no body, whatever it says. */
    static boolean isBodiless(Reply reply, Request request) {
        return request.getMethod().equals("HEAD") || reply.status() == HttpStatus.NO_CONTENT_204;
    }

    private static HttpFields.Mutable fields(Reply reply, Response response) {
        response.setStatus(reply.status());
        HttpFields.Mutable fields = response.getHeaders();
        fields.clear();
        for (Header header : reply.headers().fields()) {
            fields.add(new HttpField(header.name(), header.value()));
        }
        StatusPhrases.setPhrase(fields, reply);
        return fields;
    }
}
