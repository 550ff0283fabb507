package dev.hostdouble.http;

import dev.hostdouble.core.RequestHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Begins an exchange for each request, also for those that ask for another protocol. It stands in front of Javalin's servlet,
 * which no request reaches: a servlet could read and write only with a thread that waits for the client, and would always reply.
 */
final class Exchanges extends Handler.Wrapper {
    private final RequestHandler handler;

    Exchanges(RequestHandler handler) {
        this.handler = handler;
    }

    /** An exchange begins on the thread that reads from all connections. What may take longer goes on elsewhere. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new Exchange(handler, request, response, callback).begin();
        return true;
    }
}
