package dev.hostdouble.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.ConsoleAppender;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes log lines without what the database says of its values: those may be tokens and passwords. */
final class DiscreetAppender extends ConsoleAppender<ILoggingEvent> {
    private static final Pattern DATABASE = Pattern.compile("org\\.(jdbi|h2)\\.|java\\.sql\\.");
    private static final String LEFT_OUT = "(the message is left out, because it can contain values)";

    @Override
    protected void append(ILoggingEvent event) {
        super.append(event.getThrowableProxy() == null ? event : discreet(event));
    }

    private static ILoggingEvent discreet(ILoggingEvent event) {
        return (ILoggingEvent) Proxy.newProxyInstance(
                DiscreetAppender.class.getClassLoader(),
                new Class<?>[] {ILoggingEvent.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("getThrowableProxy")) {
                        return DiscreetThrowable.of(event.getThrowableProxy());
                    }
                    try {
                        return method.invoke(event, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /** An exception without the messages of the database. */
    private record DiscreetThrowable(IThrowableProxy thrown) implements IThrowableProxy {
        static @Nullable IThrowableProxy of(@Nullable IThrowableProxy thrown) {
            return thrown == null ? null : new DiscreetThrowable(thrown);
        }

        @Override
        public String getMessage() {
            return DATABASE.matcher(thrown.getClassName()).lookingAt() ? LEFT_OUT : thrown.getMessage();
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return of(thrown.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(thrown.getSuppressed())
                    .map(DiscreetThrowable::new)
                    .toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
