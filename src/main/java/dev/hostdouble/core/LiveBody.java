package dev.hostdouble.core;

import java.util.concurrent.Executor;

/**
 * A body that goes on while there is news. Its {@link #next} makes what is new; a piece without bytes means that nothing is new
 * at present, and none at all that the body has ended.
 */
public interface LiveBody extends StreamedBody {
    /**
     * The body is sent from now on.
     *
     * @param executor runs what must not run where news arises
     * @param wake to be called, on any thread, when there may be more to read; it does not wait
     */
    void begin(Executor executor, Runnable wake);

    /** A piece without content, which keeps the connection open when nothing was new for a while. */
    Bytes heartbeat();

    /** The server stops: the body ends soon. Thread-safe. */
    void stop();

    /** Nobody reads the body any more. Thread-safe; it may be called again. */
    void close();
}
