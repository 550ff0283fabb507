package dev.hostdouble.cli;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the server. Each has an environment variable {@code HOSTDOUBLE_…}. */
final class ServeOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "port to listen on; 0 for any free port")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "address to bind")
    private String bind = "";

    @Option(names = "--world", paramLabel = "DIR", description = "folder with the start state")
    private @Nullable Path world;

    @Option(names = "--clock", paramLabel = "MODE", defaultValue = "real", description = ClockMode.ALLOWED)
    private ClockMode clock = ClockMode.REAL;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "random seed")
    private long seed;

    @Option(
            names = "--auth",
            paramLabel = "WHO",
            defaultValue = "fixtures",
            description = "fixtures, or any to accept every token")
    private Auth auth = Auth.FIXTURES;

    @Option(names = "--strict", description = "refuse assumed answers with 501")
    private boolean strict;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE|DIR[,k=v]",
            arity = "1..*",
            description = "scenarios to activate at the start; separate several with commas")
    private List<String> scenarios = List.of();

    @Option(names = "--watch", description = "reload the scenarios when their files change")
    private boolean watch;

    @Option(names = "--journal", paramLabel = "N", defaultValue = "10000", description = "calls kept per world")
    private int journal;

    @Option(names = "--log", paramLabel = "FORMAT", defaultValue = "text", description = "log format: text or json")
    @SuppressWarnings("unused") // Main reads it, before the command runs
    private LoggingSetup.Format log = LoggingSetup.Format.TEXT;

    @Option(names = "--control-token", paramLabel = "TOKEN", description = "token required by the control API")
    private @Nullable String controlToken;

    @Option(names = "--control-open", description = "leave the control API open")
    private boolean controlOpen;

    @Option(names = "--config", paramLabel = "FILE", description = "properties file with flags")
    @SuppressWarnings("unused") // FlagDefaults reads it, before any flag is
    private @Nullable Path config;

    Settings settings() {
        Main.requireBetween("--port", port, 0, 65_535);
        Main.requireBetween("--journal", journal, 0, 1_000_000);
        return new Settings(
                bind,
                port,
                Optional.ofNullable(world),
                clock,
                seed,
                auth == Auth.ANY,
                strict,
                journal,
                Optional.ofNullable(controlToken),
                controlOpen,
                scenarios,
                watch);
    }

    int serve(PrintWriter out) throws InvalidFileException, IOException {
        Hostdouble server = Hostdouble.start(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        out.println(server.readyLine());
        return ExitCode.FINE;
    }

    enum Auth {
        FIXTURES,
        ANY
    }
}
