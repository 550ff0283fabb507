package dev.hostdouble.http;

import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.core.TlsFault;
import dev.hostdouble.http.OpenConnection.Phase;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCompliance.Violation;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server. It passes every request, with any method and path, to one handler. The sizes of requests, the times that
 * clients take, and the memory that they hold are limited; a client that is slow holds no thread.
 */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_REPLY_HEADER_BYTES = 32 << 10;
    private static final int MIN_THREADS = 8;
    private static final int MAX_THREADS = 256;
    private static final int IDLE_THREAD_MILLIS = 30_000;
    private static final int STOP_MILLIS = 1000;

    /** As many as the operating system lets wait by default. */
    private static final int ACCEPT_QUEUE = 4096;

    // Without this property, Jetty queries the JVM through JMX; loading its classes takes a tenth of the start-up time.
    private static final String REFERENCES = "org.eclipse.jetty.util.referencesPerCacheLine";

    private final Javalin javalin;
    private final List<ServerConnector> connectors;
    private final ClientConnections connections;
    private final List<Integer> ports;

    private HttpServer(Javalin javalin, List<ServerConnector> connectors, ClientConnections connections) {
        this.javalin = javalin;
        this.connectors = connectors;
        this.connections = connections;
        this.ports = connectors.stream().map(ServerConnector::getLocalPort).toList();
    }

    /**
     * An HTTPS port beside the HTTP port.
     *
     * @param port the port, or 0 for any free port
     * @param contexts the TLS context for the host that a client asks for, and a fault
     */
    public record Https(int port, BiFunction<Optional<String>, Optional<TlsFault>, SSLContext> contexts) {}

    /**
     * Starts listening for HTTP, and for HTTPS if that is wanted.
     *
     * @param host the address to bind
     * @param port the port, or 0 for any free port
     * @param maxBodyBytes the maximum size of a request body; larger requests are answered with 413
     * @param handler answers the requests
     * @throws IOException if the address is in use or not local
     */
    public static HttpServer start(
            String host, int port, Optional<Https> https, int maxBodyBytes, RequestHandler handler) throws IOException {
        return start(host, port, https, Limits.of(maxBodyBytes), handler);
    }

    static HttpServer start(String host, int port, int maxBodyBytes, RequestHandler handler) throws IOException {
        return start(host, port, Optional.empty(), maxBodyBytes, handler);
    }

    static HttpServer start(String host, int port, Limits limits, RequestHandler handler) throws IOException {
        return start(host, port, Optional.empty(), limits, handler);
    }

    static HttpServer start(String host, int port, Optional<Https> https, Limits limits, RequestHandler handler)
            throws IOException {
        if (System.getProperty(REFERENCES) == null) {
            System.setProperty(REFERENCES, "16"); // a cache line of 64 bytes
        }
        QueuedThreadPool threads = threads();
        Executor virtual = VirtualThreads.getVirtualThreadsExecutor(threads);
        ClientConnections connections = new ClientConnections(limits, virtual == null ? threads : virtual);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.threadPool = threads;
            config.jetty.modifyHttpConfiguration(http -> configure(http, limits));
            config.jetty.addConnector((server, http) ->
                    connector(server, factory(http, connections, Phase.IDLE), host, port, connections));
            https.ifPresent(tls -> config.jetty.addConnector((server, http) -> connector(
                    server,
                    new TlsConnectionFactory(
                            factory(http, connections, Phase.HANDSHAKE), handler, tls.contexts(), connections),
                    host,
                    tls.port(),
                    connections)));
            config.jetty.modifyServer(server -> {
                server.setHandler(new Exchanges(handler));
                server.setErrorHandler(new JettyErrorHandler(handler));
            });
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            boolean isHttps = https.isPresent()
                    && String.valueOf(e.getMessage())
                            .contains(String.valueOf(https.get().port()));
            throw new IOException(
                    "cannot listen on " + host + ":" + (isHttps ? https.get().port() : port) + ": " + reason(e), e);
        }
        Server server = javalin.jettyServer().server();
        connections.watch(server.getScheduler());
        return new HttpServer(
                javalin,
                Stream.of(server.getConnectors())
                        .map(ServerConnector.class::cast)
                        .toList(),
                connections);
    }

    /** Why an address cannot be bound; Java says so only in a text. */
    static String reason(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    && String.valueOf(cause.getMessage()).contains("Permission denied")) {
                return "no permission; ports below 1024 often need more rights";
            }
        }
        return "address already in use or not local";
    }

    private static QueuedThreadPool threads() {
        // Idle threads end, so the pool is large only while many calls wait for their worlds.
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor()); // none before Java 21
        threads.setStopTimeout(STOP_MILLIS);
        return threads;
    }

    private static Connector connector(
            Server server, ConnectionFactory factory, String host, int port, ClientConnections connections) {
        ServerConnector connector = new ServerConnector(server, factory);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(connections.limits().idle().toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setShutdownIdleTimeout(-1); // the time for what is under way is limited in ClientConnections
        return connector;
    }

    private static HttpConnectionFactory factory(
            HttpConfiguration configuration, ClientConnections connections, Phase first) {
        return new HttpConnectionFactory(configuration) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                return configure(
                        new ClientConnection(connections, getHttpConfiguration(), connector, endPoint, first),
                        connector,
                        endPoint);
            }
        };
    }

    private static void configure(HttpConfiguration http, Limits limits) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_REPLY_HEADER_BYTES);
        http.setIdleTimeout(limits.idle().toMillis());
        http.setUriCompliance(UriCompliance.UNSAFE);
        // RFC 9112, 3.2.2: the authority of the target counts, whatever the Host field says.
        http.setHttpCompliance(HttpCompliance.RFC9110.with("Hostdouble", Violation.MISMATCHED_AUTHORITY));
    }

    /** The port on which the server listens for HTTP. */
    public int port() {
        return ports.get(0);
    }

    /** The port on which the server listens for HTTPS; empty if it does not. */
    public OptionalInt httpsPort() {
        return ports.size() > 1 ? OptionalInt.of(ports.get(1)) : OptionalInt.empty();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /**
     * Stops the server: accepts no more connections, closes the idle ones, lets what is under way end for some seconds, and
     * closes the rest without a reply.
     */
    @Override
    public void close() {
        for (ServerConnector connector : connectors) {
            Future<?> unused = connector.shutdown(); // from now on, replies say that their connections close
        }
        connections.streams().stop();
        connections.drain();
        javalin.stop();
    }
}
