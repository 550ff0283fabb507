package dev.hostdouble.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a signal asks for it: the first one closes the server and exits with 0, a second one exits at once.
 * A shutdown hook cannot do this: the exit code would be that of the signal, and a second signal would have no effect.
 */
final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");
    private static final int CODE_OF_SIGNAL = 128;

    private final AtomicBoolean isSignalled = new AtomicBoolean();

    // Apart from signals: whoever stops a child process often closes its input and sends a signal, and means one thing.
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private volatile AutoCloseable server = () -> {};

    private Termination() {}

    /** Handles the signals from now on. Those that the process was started to ignore stay ignored. */
    static Termination begin() {
        Termination termination = new Termination();
        for (String name : SIGNALS) {
            try {
                termination.handle(name);
            } catch (ReflectiveOperationException e) {
                LOG.debug("signal {} is not available here", name, e);
            }
        }
        return termination;
    }

    /** Closes a server before the process ends. */
    void closes(AutoCloseable started) {
        server = started;
    }

    /**
     * Also ends the process when this stream ends. The standard input of a process ends with the program that started it,
     * even if that program was killed.
     */
    void follows(InputStream input) {
        Thread reader = new Thread(
                () -> {
                    try {
                        input.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        LOG.debug("standard input is broken", e);
                    }
                    stop();
                },
                "standard input");
        reader.setDaemon(true);
        reader.start();
    }

    /** By reflection: the module jdk.unsupported has the only handlers of signals, and the compiler warns of all its classes. */
    private void handle(String name) throws ReflectiveOperationException {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object signal = signals.getConstructor(String.class).newInstance(name);
        int number = (int) signals.getMethod("getNumber").invoke(signal);
        Object handler = Proxy.newProxyInstance(
                handlers.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> end(number));
        Method handle = signals.getMethod("handle", signals, handlers);
        Object before = handle.invoke(null, signal, handler);
        if (handlers.getField("SIG_IGN").get(null) == before) {
            handle.invoke(null, signal, before);
        }
    }

    private @Nullable Void end(int signal) {
        if (!isSignalled.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(CODE_OF_SIGNAL + signal);
        }
        stop();
        return null;
    }

    private void stop() {
        if (!isEnding.compareAndSet(false, true)) {
            return;
        }
        // The thread of a signal does not keep the process alive once the server's threads have ended: the rest would
        // not be done.
        Thread stop = new Thread(this::end, "stop");
        stop.setDaemon(false);
        stop.start();
    }

    private void end() {
        int code = ExitCode.FINE;
        try {
            server.close();
        } catch (Throwable e) {
            LOG.error("the server did not stop in order", e);
            code = ExitCode.COULD_NOT_RUN;
        }
        System.exit(code);
    }
}
