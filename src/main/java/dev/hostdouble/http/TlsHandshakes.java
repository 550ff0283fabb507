package dev.hostdouble.http;

import dev.hostdouble.core.Handshake;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.core.TlsFault;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;

/** How TLS handshakes begin, and what they lead to. */
final class TlsHandshakes {
    private static final String[] PROTOCOLS = {"TLSv1.2", "TLSv1.3"};
    private static final String[] APPLICATION_PROTOCOLS = {"http/1.1"};

    private final RequestHandler handler;
    private final BiFunction<Optional<String>, Optional<TlsFault>, SSLContext> contexts;
    private final Connector connector;
    private final Function<EndPoint, Connection> http;

    /**
     * Handshakes of a connector.
     *
     * @param contexts the TLS context for the host that a client asks for, and a fault
     * @param http creates the connection inside the TLS connection
     */
    TlsHandshakes(
            RequestHandler handler,
            BiFunction<Optional<String>, Optional<TlsFault>, SSLContext> contexts,
            Connector connector,
            Function<EndPoint, Connection> http) {
        this.handler = handler;
        this.contexts = contexts;
        this.connector = connector;
        this.http = http;
    }

    /** Decides how a handshake goes on. */
    Handshake begin(Optional<String> serverName) {
        return handler.handshake(serverName);
    }

    /** The TLS connection that goes on with a handshake. */
    Connection connection(EndPoint endPoint, Optional<String> serverName, Handshake handshake) {
        SSLEngine engine = contexts.apply(serverName, handshake.fault()).createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setApplicationProtocols(APPLICATION_PROTOCOLS);
        engine.setSSLParameters(parameters);
        TlsConnection connection = new TlsConnection(
                connector.getByteBufferPool(), connector.getExecutor(), endPoint, engine, handshake.applied());
        connection.getSslEndPoint().setConnection(http.apply(connection.getSslEndPoint()));
        return connection;
    }
}
