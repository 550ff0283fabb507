package dev.hostdouble.http;

import dev.hostdouble.core.Handshake;
import dev.hostdouble.core.TlsFault;
import dev.hostdouble.http.ClientHello.Kind;
import dev.hostdouble.http.OpenConnection.Phase;
import dev.hostdouble.http.OpenConnection.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the HTTPS port until the first message of the client has come, which says for which host it is. A rule of the
 * world of that host may make the handshake fail. What is not TLS gets an answer that says so.
 */
final class HelloConnection extends AbstractConnection implements OpenConnection, Connection.UpgradeFrom {
    private static final Logger LOG = LoggerFactory.getLogger(HelloConnection.class);
    private static final int MOST_BYTES = (16 << 10) - 1;
    private static final String NO_TLS = "hostdouble: this port speaks HTTPS; use https://, or the HTTP port\n";

    private final ClientConnections connections;
    private final TlsHandshakes handshakes;
    private final State state = State.now(Phase.HANDSHAKE);
    private final ByteBuffer received = BufferUtil.allocate(MOST_BYTES + 1);
    private volatile boolean isGivenUp;

    HelloConnection(EndPoint endPoint, Executor executor, ClientConnections connections, TlsHandshakes handshakes) {
        super(endPoint, executor);
        this.connections = connections;
        this.handshakes = handshakes;
    }

    @Override
    public State state() {
        return state;
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

    @Override
    public void expire(String reason) {
        giveUp(reason);
    }

    @Override
    public void stopIfClientLeft() {
        // Nothing is done for it yet.
    }

    @Override
    public void onOpen() {
        connections.opened(this);
        super.onOpen();
        fillInterested();
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        connections.closed(this);
    }

    @Override
    public void onFillable() {
        try {
            int read;
            do {
                read = getEndPoint().fill(received);
            } while (read > 0 && received.remaining() < MOST_BYTES);
            ClientHello hello = ClientHello.read(received);
            if (read < 0) {
                getEndPoint().close();
            } else if (hello.kind() == Kind.PARTIAL && received.remaining() < MOST_BYTES) {
                fillInterested();
            } else if (hello.kind() == Kind.FOREIGN) {
                refuse();
            } else {
                begin(hello.serverName());
            }
        } catch (IOException e) {
            getEndPoint().close(e);
        } catch (RuntimeException | Error e) {
            LOG.error("a TLS handshake failed unexpectedly", e);
            getEndPoint().close(e);
        }
    }

    private void begin(Optional<String> serverName) {
        Handshake handshake = handshakes.begin(serverName);
        if (isGivenUp) {
            return;
        }
        if (handshake.fault().equals(Optional.of(TlsFault.CUT))) {
            handshake.applied().run(); // before the client can see the end
            getEndPoint().shutdownOutput();
            getEndPoint().close();
            return;
        }
        getEndPoint().upgrade(handshakes.connection(getEndPoint(), serverName, handshake));
    }

    @Override
    public ByteBuffer onUpgradeFrom() {
        return received;
    }

    /** Answers what is not TLS, which is usually HTTP. */
    private void refuse() {
        String reply = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: " + NO_TLS.length()
                + "\r\nConnection: close\r\n\r\n" + NO_TLS;
        Runnable end = () -> {
            getEndPoint().shutdownOutput();
            getEndPoint().close();
        };
        getEndPoint()
                .write(
                        Callback.from(end, cause -> getEndPoint().close(cause)),
                        ByteBuffer.wrap(reply.getBytes(StandardCharsets.US_ASCII)));
    }
}
