package dev.hostdouble;

import dev.hostdouble.control.Access;
import dev.hostdouble.control.Control;
import dev.hostdouble.control.ReplayContext;
import dev.hostdouble.db.Database;
import dev.hostdouble.http.HttpServer;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.start.ScenarioFiles;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The running server: the root that puts everything together, and what tests embed. */
public final class Hostdouble implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_WORLDS = 1000;

    private final Settings settings;
    private final Worlds worlds;
    private final HttpServer server;
    private final ScenarioFiles scenarios;

    private Hostdouble(Settings settings, Worlds worlds, HttpServer server, ScenarioFiles scenarios) {
        this.scenarios = scenarios;
        this.settings = settings;
        this.worlds = worlds;
        this.server = server;
    }

    /**
     * Reads the start state and starts listening; serves when this returns.
     *
     * @throws InvalidFileException if a start state or a scenario is wrong, naming file and line
     * @throws IOException if the address cannot be bound, or a file cannot be read
     */
    public static Hostdouble start(Settings settings) throws InvalidFileException, IOException {
        // Half of a start is loading classes: those of the database by a thread of its own.
        CompletableFuture<Void> database = CompletableFuture.runAsync(Database::load);
        ScenarioFiles scenarios = new ScenarioFiles(settings.scenarios(), Providers.ALL);
        StartStates startStates = new StartStates(Providers.ALL);
        Map<String, Source> sources = startStates.sources(settings.world());
        List<StartState> states = startStates.read(sources);
        Worlds worlds = new Worlds(worldSettings(settings, scenarios), states);
        CompletableFuture<Void> defaultWorld =
                database.thenRun(() -> worlds.get(Worlds.DEFAULT).run(session -> {}));
        HttpServer server = HttpServer.start(
                settings.bind(),
                settings.port(),
                MAX_BODY_BYTES,
                new Dispatcher(worlds, control(settings, worlds, sources, scenarios), states));
        boolean started = false;
        try {
            defaultWorld.join();
            scenarios.load(worlds);
            if (settings.watch()) {
                scenarios.watch(worlds);
            }
            started = true;
            return new Hostdouble(settings, worlds, server, scenarios);
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartStates.UnloadableException wrong) {
                throw new InvalidFileException(List.of(String.valueOf(wrong.getMessage())));
            }
            throw e;
        } finally {
            if (!started) {
                server.close();
            }
        }
    }

    private static Control control(
            Settings settings, Worlds worlds, Map<String, Source> sources, ScenarioFiles scenarios) {
        Map<String, String> texts = new TreeMap<>();
        sources.forEach((file, source) -> texts.put(file, source.text()));
        ReplayContext context = new ReplayContext(
                settings.acceptAnyToken(), settings.strict(), texts, () -> scenarios.scenarios().stream()
                        .map(Scenario::source)
                        .toList());
        Access access = new Access(settings.controlIsOpen(), settings.controlToken());
        return new Control(worlds, Providers.ALL, access, version(), context);
    }

    private static WorldSettings worldSettings(Settings settings, ScenarioFiles scenarios) {
        return new WorldSettings(
                        settings.clock(),
                        settings.seed(),
                        settings.acceptAnyToken(),
                        settings.strict(),
                        settings.journal(),
                        MAX_WORLDS,
                        WorldSettings.hostClock())
                .withScenarios(scenarios::scenarios);
    }

    /** The version as built, or {@code dev} outside a jar. */
    public static String version() {
        return Optional.ofNullable(Hostdouble.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public URI url() {
        String host = settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind();
        return URI.create("http://" + host + ":" + server.port());
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** The world of that name, created now if it does not exist. */
    public World world(String name) {
        return worlds.get(name);
    }

    /** The line that says it is ready. */
    public String readyLine() {
        String names = Providers.ALL.stream().map(Provider::name).collect(Collectors.joining(", "));
        return "hostdouble ready on " + url() + " (" + names + ")";
    }

    @Override
    public void close() {
        scenarios.close();
        server.close();
    }
}
