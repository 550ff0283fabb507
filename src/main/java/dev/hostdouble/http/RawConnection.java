package dev.hostdouble.http;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** The TCP connection of an exchange, for faults that the server's HTTP API cannot produce. */
final class RawConnection {
    private static final int SCRATCH_BYTES = 4 << 10;
    private static final int SMALL_SEND_BUFFER_BYTES = 16 << 10;

    private final Connection connection;
    private final EndPoint endPoint;
    private final Scheduler scheduler;
    private final Executor executor;
    private final long defaultIdleMillis;

    RawConnection(ConnectionMetaData metaData) {
        this.connection = metaData.getConnection();
        this.endPoint = connection.getEndPoint();
        this.scheduler = metaData.getConnector().getScheduler();
        this.executor = metaData.getConnector().getExecutor();
        this.defaultIdleMillis = endPoint.getIdleTimeout();
    }

    /** Extends the idle timeout of the connection by a duration. */
    void extendIdleTimeout(Duration more) {
        endPoint.setIdleTimeout(more.toMillis() + defaultIdleMillis);
    }

    /** Restores the default idle timeout of the connection. */
    void restoreIdleTimeout() {
        endPoint.setIdleTimeout(defaultIdleMillis);
    }

    /** Runs a step after a delay, on a thread that may block. No thread waits for the delay. */
    Scheduler.Task schedule(Duration delay, Runnable step) {
        return scheduler.schedule(() -> executor.execute(step), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs a step now, on a thread that may block. */
    void execute(Runnable step) {
        executor.execute(step);
    }

    /**
     * Whether the client has closed its side of the connection. What it has sent in advance is kept. Must not be called
     * while anything else reads from the connection.
     */
    boolean clientHasClosed() throws IOException {
        return ((ClientConnection) connection).hasClientLeft();
    }

    /** Sends bytes without any framing. */
    void send(byte[] bytes, Callback sent) {
        endPoint.write(sent, ByteBuffer.wrap(bytes));
    }

    /** Closes the connection normally (FIN); a TLS connection with a close_notify. */
    void close() {
        endPoint.shutdownOutput(); // without this, unread bytes from the client would cause a reset
        endPoint.close();
    }

    /** Closes the connection (FIN) as a process does that ends; a TLS connection without a close_notify. */
    void drop() {
        EndPoint tcp = tcp();
        tcp.shutdownOutput();
        tcp.close();
    }

    /** The TCP connection: under that of TLS, if there is one. */
    private EndPoint tcp() {
        EndPoint tcp = endPoint;
        while (tcp instanceof EndPoint.Wrapper outer) {
            tcp = outer.unwrap();
        }
        return tcp;
    }

    /** Shrinks the send buffer, because a reset discards its content. */
    void shrinkSendBuffer() throws IOException {
        set(StandardSocketOptions.SO_SNDBUF, SMALL_SEND_BUFFER_BYTES);
    }

    /** Resets the connection (RST). */
    void reset() throws IOException {
        set(StandardSocketOptions.SO_LINGER, 0);
        tcp().close();
    }

    private void set(SocketOption<Integer> option, int value) throws IOException {
        if (tcp().getTransport() instanceof SocketChannel channel) {
            channel.setOption(option, value);
        }
    }

    /** Runs an action once either side has closed the connection; discards bytes from the client until then. */
    void onClose(Runnable action) {
        Callback onReadable = new Callback() {
            @Override
            public void succeeded() {
                try {
                    drain();
                } catch (IOException e) {
                    failed(e);
                    return;
                }
                onClose(action);
            }

            @Override
            public void failed(Throwable cause) {
                action.run();
            }
        };
        if (!endPoint.tryFillInterested(onReadable)) {
            action.run();
        }
    }

    private void drain() throws IOException {
        ByteBuffer scratch = BufferUtil.allocate(SCRATCH_BYTES);
        int read;
        do {
            BufferUtil.clear(scratch);
            read = endPoint.fill(scratch);
        } while (read > 0);
        if (read < 0) {
            throw new IOException("client closed the connection");
        }
    }
}
