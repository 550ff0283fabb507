package dev.hostdouble.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Configures the Logback inside {@code hostdouble-standalone.jar}, where only this program logs through it: warnings go to
 * standard error. Without it, that Logback would read the {@code logback.xml} of the tests around it. Only that jar
 * registers this class; the thin jar configures nothing.
 */
public final class StandaloneLogging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LoggingSetup.configure(context, LoggingSetup.TEXT, false);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
