package dev.hostdouble.evidence;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Collects the answers of all tests, and what OpenAPI documents do not allow in them; found by JUnit as a service. A test of the command line replaces the configuration of the
 * log, so each class of tests attaches the collectors again where they are missing.
 */
public final class CollectAnswers implements BeforeAllCallback {
    private static final String CALLS = "dev.hostdouble.pipeline.JournalInterceptor";
    private static final String ANSWERS = "answers";
    private static final String REPLIES = "replies";
    private static final AnswerCollector ANSWER_COLLECTOR = new AnswerCollector();
    private static final ReplyCollector REPLY_COLLECTOR = new ReplyCollector(ReplyCollector.FILE);

    /** Initializes slf4j while one thread runs: a thread that asks for a logger meanwhile gets a substitute. */
    public CollectAnswers() {
        attach();
        Runtime.getRuntime().addShutdownHook(new Thread(REPLY_COLLECTOR::count));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        attach();
    }

    private static synchronized void attach() {
        Logger calls = (Logger) LoggerFactory.getLogger(CALLS);
        attach(calls, ANSWERS, ANSWER_COLLECTOR);
        attach(calls, REPLIES, REPLY_COLLECTOR);
    }

    private static void attach(Logger calls, String name, Appender<ILoggingEvent> collector) {
        if (calls.getAppender(name) == null) {
            collector.setName(name);
            collector.setContext(calls.getLoggerContext());
            collector.start();
            calls.setLevel(Level.DEBUG);
            calls.setAdditive(false);
            calls.addAppender(collector);
        }
    }
}
