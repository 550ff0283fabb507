package dev.hostdouble.hosterapi;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One emulator with a manual clock for a test class; each test gets a client in its own world. */
final class EmulatorExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(EmulatorExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HosterapiClient.class;
    }

    @Override
    public HosterapiClient resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running =
                context.getStore(NAMESPACE).computeIfAbsent("emulator", key -> Running.start(), Running.class);
        return new HosterapiClient(
                running.emulator(), "story-" + running.worlds().incrementAndGet());
    }

    // Closed by JUnit when the class is done.
    private record Running(Hostdouble emulator, AtomicInteger worlds) implements AutoCloseable {
        static Running start() {
            try {
                return new Running(Hostdouble.start(Settings.forTests()), new AtomicInteger());
            } catch (Exception e) {
                throw new IllegalStateException("the emulator did not start", e);
            }
        }

        @Override
        public void close() {
            emulator.close();
        }
    }
}
