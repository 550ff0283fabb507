package dev.hostdouble.junit;

import dev.hostdouble.client.CoverageClient;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.HostdoubleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The files with the coverage of a server at the end of a run.
 *
 * @param folder where they are; empty if nobody wants them
 * @param number of the server in this run, from 1
 */
record CoverageFiles(Optional<Path> folder, int number) {
    /** The configuration parameter of JUnit that names the folder. */
    static final String PARAMETER = "hostdouble.coverage";

    /** Those of another server of the run. */
    @SuppressWarnings("deprecation") // Its successor came with JUnit 6.
    static CoverageFiles next(ExtensionContext context, Namespace namespace) {
        Optional<Path> folder = context.getConfigurationParameter(PARAMETER)
                .filter(name -> !name.isBlank())
                .map(Path::of);
        AtomicInteger servers = Objects.requireNonNull(context.getRoot()
                .getStore(namespace)
                .getOrComputeIfAbsent(PARAMETER, none -> new AtomicInteger(), AtomicInteger.class));
        return new CoverageFiles(folder, servers.incrementAndGet());
    }

    /** Writes them; where that is not possible, says so on standard error. */
    void write(HostdoubleClient client) {
        if (folder.isEmpty()) {
            return;
        }
        CoverageClient coverage = client.coverage();
        String name = number == 1 ? "coverage" : "coverage-" + number;
        try {
            Files.createDirectories(folder.get());
            Files.writeString(folder.get().resolve(name + ".txt"), coverage.table());
            Files.writeString(folder.get().resolve(name + ".xml"), coverage.junitXml());
            Files.writeString(folder.get().resolve(name + ".html"), coverage.html());
        } catch (IOException | HostdoubleException e) {
            System.err.println("hostdouble: no coverage in " + folder.get() + ": " + e);
        }
    }
}
