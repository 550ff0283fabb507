package dev.hostdouble.http;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** The connection of an exchange, for faults that an HTTP server never makes on purpose. */
final class RawConnection {
    private static final int SCRATCH_BYTES = 4 << 10;
    private static final int SHORT_QUEUE_BYTES = 16 << 10;

    private final EndPoint endPoint;
    private final Scheduler scheduler;
    private final Executor executor;
    private final long usualIdleMillis;

    RawConnection(ConnectionMetaData connection) {
        this.endPoint = connection.getConnection().getEndPoint();
        this.scheduler = connection.getConnector().getScheduler();
        this.executor = connection.getConnector().getExecutor();
        this.usualIdleMillis = endPoint.getIdleTimeout();
    }

    /** Lets nothing happen on the connection for so long, instead of the usual while. */
    void idleFor(Duration most) {
        endPoint.setIdleTimeout(most.toMillis() + usualIdleMillis);
    }

    /** Lets nothing happen on the connection for the usual while only. */
    void idleAsUsual() {
        endPoint.setIdleTimeout(usualIdleMillis);
    }

    /** Has it done later, on a thread that may wait for the client. None is held till then. */
    Scheduler.Task later(Duration delay, Runnable step) {
        return scheduler.schedule(() -> executor.execute(step), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has it done at once, on a thread that may wait for the client. */
    void now(Runnable step) {
        executor.execute(step);
    }

    /** Sends these very bytes. */
    void send(byte[] bytes) throws IOException {
        try (Blocker.Callback sent = Blocker.callback()) {
            endPoint.write(sent, ByteBuffer.wrap(bytes));
            sent.block();
        }
    }

    /** Closes the connection in good order (FIN). */
    void close() {
        endPoint.shutdownOutput(); // closing alone would cause a reset if unread bytes of the client remain
        endPoint.close();
    }

    /** Has little wait here for the client to take it: a reset discards that. */
    void queueLittle() throws IOException {
        set(StandardSocketOptions.SO_SNDBUF, SHORT_QUEUE_BYTES);
    }

    /** Closes the connection out of order (RST). */
    void reset() throws IOException {
        set(StandardSocketOptions.SO_LINGER, 0);
        endPoint.close();
    }

    private void set(SocketOption<Integer> option, int value) throws IOException {
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            channel.setOption(option, value);
        }
    }

    /** Completes when either side has closed the connection; bytes from the client are discarded until then. */
    void whenGone(Runnable gone) {
        Callback heard = new Callback() {
            @Override
            public void succeeded() {
                try {
                    drain();
                } catch (IOException e) {
                    failed(e);
                    return;
                }
                whenGone(gone);
            }

            @Override
            public void failed(Throwable wrong) {
                gone.run();
            }
        };
        if (!endPoint.tryFillInterested(heard)) {
            gone.run();
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
            throw new IOException("the client has closed the connection");
        }
    }
}
