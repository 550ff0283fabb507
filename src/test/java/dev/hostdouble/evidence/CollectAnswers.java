package dev.hostdouble.evidence;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Collects the answers of all tests; found by JUnit as a service. A test of the command line replaces the configuration of the
 * log, so each class of tests attaches the collector again where it is missing.
 */
public final class CollectAnswers implements BeforeAllCallback {
    private static final String CALLS = "dev.hostdouble.pipeline.JournalInterceptor";
    private static final String NAME = "answers";
    private static final AnswerCollector COLLECTOR = new AnswerCollector();

    /** Initializes slf4j while one thread runs: a thread that asks for a logger meanwhile gets a substitute. */
    public CollectAnswers() {
        attach();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        attach();
    }

    private static synchronized void attach() {
        Logger calls = (Logger) LoggerFactory.getLogger(CALLS);
        if (calls.getAppender(NAME) == null) {
            COLLECTOR.setName(NAME);
            COLLECTOR.setContext(calls.getLoggerContext());
            COLLECTOR.start();
            calls.setLevel(Level.DEBUG);
            calls.setAdditive(false);
            calls.addAppender(COLLECTOR);
        }
    }
}
