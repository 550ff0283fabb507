package dev.hostdouble.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures logging to standard error for the command line. The server as a library logs through slf4j and configures
 * nothing. In code and not in XML: that saves a tenth of the start.
 */
final class LoggingSetup {
    static final String TEXT = "text";
    static final String JSON = "json";

    /** The formats of log lines. */
    static final List<String> FORMATS = List.of(TEXT, JSON);

    /** Where {@code --verbose} finds a line for each call. */
    private static final String CALLS = "dev.hostdouble.world.CallLog";

    private LoggingSetup() {}

    /**
     * Replaces the configuration of the process.
     *
     * @param format {@code text} or {@code json}
     * @param isVerbose whether each call is logged
     */
    static void configure(String format, boolean isVerbose) {
        configure((LoggerContext) LoggerFactory.getILoggerFactory(), format, isVerbose);
    }

    static void configure(LoggerContext context, String format, boolean isVerbose) {
        context.reset();
        ConsoleAppender<ILoggingEvent> appender = new DiscreetAppender();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context, format));
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("dev.hostdouble.start").setLevel(Level.INFO); // what --watch reloads
        context.getLogger(CALLS).setLevel(isVerbose ? Level.INFO : Level.WARN);
        context.getLogger("io.javalin").setLevel(Level.OFF); // the server says itself what it would say
        context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR); // it warns of, and repeats, what clients send
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, String format) {
        if (format.equals(JSON)) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithFormattedMessage(true);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern("%d{ISO8601} %-5level %logger{0} %msg%n");
        text.start();
        return text;
    }
}
