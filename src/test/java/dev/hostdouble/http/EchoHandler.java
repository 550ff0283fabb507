package dev.hostdouble.http;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;

/** Answers with what was read of a request, and refuses with the path. */
class EchoHandler implements RequestHandler {
    @Override
    public Reply handle(Request request) {
        String text = request.method() + " " + request.authority() + " " + request.path() + " "
                + request.headers().first("Host").orElse("-") + " "
                + request.body().text();
        return Reply.text(200, "text/plain", text);
    }

    @Override
    public Reply refuse(String path, int status) {
        return Reply.text(status, "text/plain", "refused " + path);
    }
}
