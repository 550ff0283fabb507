package dev.hostdouble.http;

import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.core.TlsFault;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Opens connections to the HTTPS port. */
final class TlsConnectionFactory extends AbstractConnectionFactory {
    private final HttpConnectionFactory http;
    private final RequestHandler handler;
    private final BiFunction<Optional<String>, Optional<TlsFault>, SSLContext> contexts;
    private final ClientConnections connections;

    TlsConnectionFactory(
            HttpConnectionFactory http,
            RequestHandler handler,
            BiFunction<Optional<String>, Optional<TlsFault>, SSLContext> contexts,
            ClientConnections connections) {
        super("TLS");
        this.http = http;
        this.handler = handler;
        this.contexts = contexts;
        this.connections = connections;
        installBean(http);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        TlsHandshakes handshakes =
                new TlsHandshakes(handler, contexts, connector, inside -> http.newConnection(connector, inside));
        return configure(
                new HelloConnection(endPoint, connector.getExecutor(), connections, handshakes), connector, endPoint);
    }
}
