package dev.hostdouble.http;

import dev.hostdouble.core.Delivered.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/** A connection that knows what it waits for, and for how long. */
final class ClientConnection extends HttpConnection implements OpenConnection {
    private static final Duration LONG_WORK = Duration.ofMillis(500);

    private final ClientConnections connections;
    private final AtomicReference<State> state;
    private final Work work = new Work();
    private final Pace pace;
    private volatile boolean isGivenUp;
    private volatile @Nullable DeliveryReport awaited;
    private final LatestHeaders headers = new LatestHeaders();

    // Jetty does not keep a target that it cannot parse, but the target tells which provider formats the error.
    private volatile String target = "";

    /** @param first what it waits for at first */
    ClientConnection(
            ClientConnections connections,
            HttpConfiguration configuration,
            Connector connector,
            EndPoint endPoint,
            Phase first) {
        super(configuration, connector, endPoint);
        this.connections = connections;
        this.pace = new Pace(connections.slowCalls());
        this.state = new AtomicReference<>(State.now(first));
    }

    /** The connection of a request. */
    static ClientConnection of(Request request) {
        return (ClientConnection) request.getConnectionMetaData().getConnection();
    }

    ClientConnections connections() {
        return connections;
    }

    @Override
    public State state() {
        return Objects.requireNonNull(state.get());
    }

    /** Notes that a phase begins, or makes progress. */
    void enter(Phase phase) {
        state.set(State.now(phase));
    }

    /** Notes that the TLS handshake has ended well. */
    void handshakeEnded() {
        State before = state();
        if (before.phase() == Phase.HANDSHAKE) {
            state.compareAndSet(before, State.now(Phase.IDLE));
        }
    }

    /** Notes that the server lets the client wait on purpose. */
    void waitOnPurpose(Duration wait) {
        state.set(State.waiting(wait));
    }

    /** Returns the target of the last request, as sent; the empty string if unknown. */
    String target() {
        return target;
    }

    @Override
    public void giveUp(String reason) {
        isGivenUp = true;
        getEndPoint().close(new GivenUpException(reason));
    }

    @Override
    public boolean isGivenUp() {
        return isGivenUp;
    }

    /**
     * Whether the client has closed its side of the connection. What it has sent in advance is kept. Must not be called while
     * anything else reads from the connection.
     */
    boolean hasClientLeft() {
        EndPoint endPoint = getEndPoint();
        if (endPoint.isInputShutdown() || !endPoint.isOpen()) {
            return true;
        }
        if (!isRequestBufferEmpty()) {
            return false; // the next request has come already
        }
        ByteBuffer ahead = BufferUtil.allocate(1);
        try {
            int read = endPoint.fill(ahead);
            if (read > 0) {
                onUpgradeTo(ahead); // the only way to give a byte back
            }
            return read < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Makes a report when the exchange ends, if it is not made before; it takes the place of an earlier one. */
    void awaits(DeliveryReport report) {
        Optional.ofNullable(awaited).ifPresent(before -> before.ended(Outcome.CLOSED));
        awaited = report;
    }

    LatestHeaders headers() {
        return headers;
    }

    /** How long its calls take. */
    Pace pace() {
        return pace;
    }

    /** What is done for the client. */
    Work work() {
        return work;
    }

    /** Nothing reads from the connection then. */
    @Override
    public void stopIfClientLeft() {
        work.stopIf(() -> state().isOlderThan(LONG_WORK) && hasClientLeft());
    }

    @Override
    public void expire(String reason) {
        HttpChannel.IdleTimeoutTask task = getHttpChannel().onIdleTimeout(new TimeoutException(reason));
        ThreadPool.executeImmediately(getExecutor(), task.action());
    }

    @Override
    public void onOpen() {
        connections.opened(this);
        super.onOpen();
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        connections.closed(this);
    }

    @Override
    public void onFillable() {
        State before = state();
        State head = State.now(Phase.HEAD);
        boolean begins = before.phase() == Phase.IDLE && state.compareAndSet(before, head);
        pace.begin();
        super.onFillable();
        if (begins && getParser().isStart()) {
            state.compareAndSet(head, before); // nothing has come, or blank lines only
        }
    }

    /** Encrypted connections are read by threads of their own: a handshake takes long, and may wait for a world. */
    @Override
    public void fillInterested(Callback callback) {
        boolean isEncrypted = getEndPoint() instanceof SslConnection.SslEndPoint;
        super.fillInterested(
                isEncrypted ? Callback.from(InvocationType.BLOCKING, callback::succeeded, callback::failed) : callback);
    }

    @Override
    protected HttpGenerator newHttpGenerator() {
        return new StatusPhrases();
    }

    @Override
    protected RequestHandler newRequestHandler() {
        return new RequestHandler() {
            @Override
            public void startRequest(String method, String uri, HttpVersion version) {
                target = uri;
                super.startRequest(method, uri, version);
            }
        };
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        return new Stream(method, uri, version);
    }

    private final class Stream extends HttpStreamOverHTTP1 {
        Stream(String method, String uri, HttpVersion version) {
            super(method, uri, version);
        }

        @Override
        public void parsedHeader(HttpField field) {
            // No other protocol is spoken here, so that Jetty need not look at this field, and refuse some of its
            // forms.
            super.parsedHeader(
                    field.getHeader() == HttpHeader.UPGRADE
                            ? new HttpField(null, field.getName(), field.getValue())
                            : field);
        }

        /** Everything was written. The report comes first, so that the next call on the connection can see it. */
        @Override
        public void succeeded() {
            ended(report -> report.ended(Outcome.COMPLETE));
            super.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            ended(report -> report.failed(cause));
            super.failed(cause);
        }

        private void ended(Consumer<DeliveryReport> outcome) {
            Optional.ofNullable(awaited).ifPresent(outcome);
            awaited = null;
            target = "";
            enter(Phase.IDLE);
            connections.ended();
        }
    }
}
