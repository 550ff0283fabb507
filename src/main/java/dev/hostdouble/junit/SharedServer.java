package dev.hostdouble.junit;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.HostdoubleException;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A server that tests share until the end of the run. JUnit closes it: 5.10 to 5.12 by one interface, later by the other. */
@SuppressWarnings("deprecation")
final class SharedServer implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    /** How many worlds of failed tests stay, for a debugger. */
    private static final int KEPT = 10;

    private final Hostdouble hostdouble;
    private final List<String> apis;
    private final Deque<String> kept = new ArrayDeque<>();
    private final CoverageFiles coverage;

    private SharedServer(Hostdouble hostdouble, CoverageFiles coverage) {
        this.hostdouble = hostdouble;
        this.coverage = coverage;
        this.apis = hostdouble.client().health().apis();
    }

    /** The one with these settings. */
    static SharedServer of(ExtensionContext context, Namespace namespace, Settings settings) {
        return Objects.requireNonNull(context.getRoot()
                .getStore(namespace)
                .getOrComputeIfAbsent(
                        settings, chosen -> start(chosen, CoverageFiles.next(context, namespace)), SharedServer.class));
    }

    private static SharedServer start(Settings settings, CoverageFiles coverage) {
        try {
            return new SharedServer(Hostdouble.start(settings), coverage);
        } catch (InvalidFileException | IOException e) {
            throw new ExtensionConfigurationException("Hostdouble does not start: " + e.getMessage(), e);
        }
    }

    Hostdouble hostdouble() {
        return hostdouble;
    }

    List<String> apis() {
        return apis;
    }

    HostdoubleClient client() {
        return hostdouble.client();
    }

    void delete(String world) {
        try {
            client().deleteWorld(world);
        } catch (HostdoubleException e) {
            // The test has deleted it, or closed the server.
        }
    }

    /** Keeps a world for a while. */
    void keep(String world) {
        String oldest = "";
        synchronized (kept) {
            kept.remove(world);
            kept.addLast(world);
            if (kept.size() > KEPT) {
                oldest = kept.removeFirst();
            }
        }
        if (!oldest.isEmpty()) {
            delete(oldest);
        }
    }

    @Override
    public void close() {
        coverage.write(client());
        hostdouble.close();
    }
}
