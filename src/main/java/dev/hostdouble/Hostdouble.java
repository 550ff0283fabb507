package dev.hostdouble;

import dev.hostdouble.control.Access;
import dev.hostdouble.control.Control;
import dev.hostdouble.control.ReplayContext;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.http.HttpServer;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.start.ScenarioFiles;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A running emulator: the root that puts everything together, and what tests embed. */
public final class Hostdouble implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_WORLDS = 1000;
    private static final int LEAST_REFUSAL = 400;

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
     * @throws InvalidFileException if the start state is wrong, naming file and line
     * @throws IOException if the address or the start state's folder cannot be had
     */
    public static Hostdouble start(Settings settings) throws InvalidFileException, IOException {
        // Half of a start is loading classes: each half of them by a thread of its own.
        CompletableFuture<Void> database = CompletableFuture.runAsync(Database::load);
        ScenarioFiles scenarios = new ScenarioFiles(settings.scenarios());
        Worlds worlds = worlds(settings, scenarios);
        CompletableFuture<Map<String, List<Reply>>> refusals = database.thenApply(loaded -> refusals(worlds));
        Access access = new Access(settings.controlIsOpen(), settings.controlToken());
        Map<String, String> startStates = new TreeMap<>();
        StartStates.own(settings.world()).forEach((file, source) -> startStates.put(file, source.text()));
        ReplayContext origin = new ReplayContext(
                settings.acceptAnyToken(), settings.strict(), startStates, () -> scenarios.scenarios().stream()
                        .map(Scenario::source)
                        .toList());
        Control control = new Control(worlds, access, version(), origin);
        Dispatcher dispatcher = new Dispatcher(worlds, control, (api, status) -> refusal(refusals.join(), api, status));
        HttpServer server = HttpServer.start(settings.bind(), settings.port(), MAX_BODY_BYTES, dispatcher);
        try {
            refusals.join();
        } catch (CompletionException e) {
            server.close();
            if (e.getCause() instanceof StartStates.UnloadableException wrong) {
                throw new InvalidFileException(List.of(String.valueOf(wrong.getMessage())));
            }
            throw e;
        }
        boolean started = false;
        try {
            scenarios.load(worlds);
            if (settings.watch()) {
                scenarios.watch(worlds);
            }
            started = true;
        } finally {
            if (!started) {
                server.close();
            }
        }
        return new Hostdouble(settings, worlds, server, scenarios);
    }

    /** How each provider refuses what never became a call, by status: told once by the first world, kept apart from it. */
    private static Map<String, List<Reply>> refusals(Worlds worlds) {
        return worlds.get(Worlds.DEFAULT).apis().stream()
                .collect(Collectors.toMap(ProviderInstance::name, Hostdouble::refusals));
    }

    private static List<Reply> refusals(ProviderInstance api) {
        return IntStream.range(LEAST_REFUSAL, 600)
                .mapToObj(api.dialect()::refused)
                .toList();
    }

    private static Reply refusal(Map<String, List<Reply>> refusals, String api, int status) {
        return Objects.requireNonNull(refusals.get(api)).get(status - LEAST_REFUSAL);
    }

    /** The worlds of those settings, without a server. */
    public static Worlds worlds(Settings settings) throws InvalidFileException, IOException {
        return worlds(settings, new ScenarioFiles(List.of()));
    }

    private static Worlds worlds(Settings settings, ScenarioFiles scenarios) throws InvalidFileException, IOException {
        WorldSettings rules = new WorldSettings(
                settings.clock(),
                settings.seed(),
                settings.journal(),
                settings.strict(),
                MAX_WORLDS,
                WorldSettings.wallClock());
        return new Worlds(
                rules.with(scenarios::scenarios), StartStates.read(settings.world(), settings.acceptAnyToken()));
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

    public int port() {
        return server.port();
    }

    /** The world of that name, made now if there is none. */
    public World world(String name) {
        return worlds.get(name);
    }

    /** The line that says it is ready. */
    public String readyLine() {
        String names = String.join(", ", worlds.apis());
        return "hostdouble ready on " + url() + " (" + names + ")";
    }

    @Override
    public void close() {
        scenarios.close();
        server.close();
    }
}
