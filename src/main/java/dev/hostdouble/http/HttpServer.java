package dev.hostdouble.http;

import dev.hostdouble.core.RequestHandler;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.servlet.SubmitOrder;
import io.javalin.http.servlet.Task;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.Duration;
import kotlin.Unit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server. It passes every request, with any method and path, to one handler. Request sizes and read times are
 * limited.
 */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_REPLY_HEADER_BYTES = 32 << 10;
    private static final long IDLE_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MIN_THREADS = 8;
    private static final int MAX_THREADS = 1000;
    private static final int VIRTUAL_THREADS_SINCE = 21;

    // Without this property, Jetty queries the JVM through JMX; loading its classes takes a tenth of the start-up time.
    private static final String REFERENCES = "org.eclipse.jetty.util.referencesPerCacheLine";

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts listening.
     *
     * @param host the address to bind
     * @param port the port, or 0 for any free port
     * @param maxBodyBytes the maximum size of a request body; larger requests are answered with 413
     * @param handler answers the requests
     * @throws IOException if the address is in use or not local
     */
    public static HttpServer start(String host, int port, int maxBodyBytes, RequestHandler handler) throws IOException {
        return start(host, port, maxBodyBytes, PATIENCE, handler);
    }

    static HttpServer start(String host, int port, int maxBodyBytes, Duration patience, RequestHandler handler)
            throws IOException {
        if (System.getProperty(REFERENCES) == null) {
            System.setProperty(REFERENCES, "16"); // a cache line of 64 bytes
        }
        Exchange exchange = new Exchange(handler, maxBodyBytes, patience);
        Javalin javalin = Javalin.create(config -> {
            config.jetty.addConnector((server, http) -> connector(server, http, host, port));
            configure(config, exchange, handler);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new IOException("cannot listen on " + host + ":" + port + ": address already in use or not local", e);
        }
        return new HttpServer(javalin);
    }

    private static Connector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(server, new StatusPhrases(http));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    @SuppressWarnings("unchecked") // the generic array of Javalin's varargs
    private static void configure(JavalinConfig config, Exchange exchange, RequestHandler handler) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        if (Runtime.version().feature() >= VIRTUAL_THREADS_SINCE) {
            config.concurrency.useVirtualThreads = true;
        } else {
            // Each slow client occupies a thread. Idle threads end, so the pool is large only under load.
            config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, (int) IDLE_MILLIS);
        }
        config.jetty.modifyHttpConfiguration(HttpServer::configure);
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyErrorHandler(handler)));
        // One task replaces Javalin's routing, because the providers do their own.
        config.requestLifeCycle(
                (submit, servlet, context, path) -> submit.invoke(SubmitOrder.LAST, new Task(true, () -> {
                    exchange.serve(context);
                    return Unit.INSTANCE;
                })));
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_REPLY_HEADER_BYTES);
        http.setIdleTimeout(IDLE_MILLIS);
        http.setUriCompliance(UriCompliance.UNSAFE);
    }

    /** The port that the server listens on. */
    public int port() {
        return javalin.port();
    }

    /** Stops the server. */
    @Override
    public void close() {
        javalin.stop();
    }
}
