package dev.hostdouble.control;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.hostdouble.control.ControlContract.Received;
import dev.hostdouble.control.ControlContract.Sent;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Compares every answer of the control API in all tests with its OpenAPI document; found by JUnit as a service. Classes run side
 * by side, so the one that fails need not be the one that sent the request. Bodies that are made while they are sent are
 * compared where {@code ProviderClient} gets them.
 */
public final class KeepControlContract implements BeforeAllCallback, AfterAllCallback {
    private static final String ANSWERED = Control.class.getName() + ".answered";
    private static final String NAME = "contract";
    private static final Comparison COMPARISON = new Comparison();

    /** Initializes slf4j while one thread runs: a thread that asks for a logger meanwhile gets a substitute. */
    public KeepControlContract() {
        attach();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        attach();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> problems = COMPARISON.taken();
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    "the control API and its OpenAPI document differ:\n" + String.join("\n", problems));
        }
    }

    /** A test of the command line replaces the configuration of the log. */
    private static synchronized void attach() {
        Logger answered = (Logger) LoggerFactory.getLogger(ANSWERED);
        if (answered.getAppender(NAME) == null) {
            COMPARISON.setName(NAME);
            COMPARISON.setContext(answered.getLoggerContext());
            COMPARISON.start();
            answered.setLevel(Level.DEBUG);
            answered.setAdditive(false);
            answered.addAppender(COMPARISON);
        }
    }

    private static final class Comparison extends AppenderBase<ILoggingEvent> {
        private final List<String> problems = new ArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            Object[] arguments = event.getArgumentArray();
            Request request = (Request) arguments[arguments.length - 2];
            Reply reply = (Reply) arguments[arguments.length - 1];
            if (reply.stream().isEmpty()) {
                List<String> found = ControlContract.instance()
                        .problems(
                                new Sent(
                                        request.method(),
                                        request.path().substring(Control.BASE.length()),
                                        request.query(),
                                        request.body().text()),
                                new Received(
                                        reply.status(),
                                        reply.headers().first("Content-Type").orElse(""),
                                        reply.body().text()));
                add(found);
            }
        }

        private synchronized void add(List<String> found) {
            problems.addAll(found);
        }

        synchronized List<String> taken() {
            List<String> taken = List.copyOf(problems);
            problems.clear();
            return taken;
        }
    }
}
