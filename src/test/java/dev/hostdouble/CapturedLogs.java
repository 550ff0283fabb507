package dev.hostdouble;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Keeps what a package logs while a test provokes errors, so that a test can assert on it and nothing is printed. */
public final class CapturedLogs implements AutoCloseable {
    private final Logger logger;
    private final boolean additive;
    private final @Nullable Level level; // null where that of the package above counts
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private CapturedLogs(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        additive = logger.isAdditive();
        level = logger.getLevel();
        events.start();
        logger.addAppender(events);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
    }

    /** Captures a package below {@code dev.hostdouble} until closed. */
    public static CapturedLogs of(String room) {
        return new CapturedLogs("dev.hostdouble." + room);
    }

    /** The messages of warnings and errors, in order; a cause comes behind a colon. */
    public List<String> problems() {
        return messages(Level.WARN);
    }

    /** All messages but those for debugging, in order. */
    public List<String> messages() {
        return messages(Level.INFO);
    }

    private List<String> messages(Level least) {
        List<ILoggingEvent> all;
        synchronized (events) { // which appends while it holds this lock
            all = List.copyOf(events.list);
        }
        return all.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(least))
                .map(CapturedLogs::text)
                .toList();
    }

    private static String text(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return event.getThrowableProxy() == null
                ? message
                : message + ": " + event.getThrowableProxy().getMessage();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
        logger.setAdditive(additive);
        logger.setLevel(level);
        events.stop();
    }
}
