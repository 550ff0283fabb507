package dev.hostdouble;

import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.control.Access;
import dev.hostdouble.control.Control;
import dev.hostdouble.control.OriginGuard;
import dev.hostdouble.control.ServerState;
import dev.hostdouble.core.RequestHandler;
import dev.hostdouble.db.Database;
import dev.hostdouble.http.HttpServer;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.saved.Checkpoints;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.start.ScenarioFiles;
import dev.hostdouble.start.ScenarioWatcher;
import dev.hostdouble.start.ShippedStates;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.start.StartTexts;
import dev.hostdouble.start.WorldFile;
import dev.hostdouble.tls.Certificates;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.WorldStart;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server: the root that puts everything together, and what tests embed. */
public final class Hostdouble implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hostdouble.class);
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final ServerState STARTING = new ServerState(() -> false, List::of);

    private final Settings settings;
    private final Worlds worlds;
    private final HttpServer server;
    private final Optional<ScenarioWatcher> watcher;
    private final Optional<Checkpoints> checkpoints;
    private final Catalogue catalogue;

    private Hostdouble(
            Settings settings,
            Worlds worlds,
            HttpServer server,
            Optional<ScenarioWatcher> watcher,
            Optional<Checkpoints> checkpoints,
            Catalogue catalogue) {
        this.watcher = watcher;
        this.checkpoints = checkpoints;
        this.catalogue = catalogue;
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
        return start(settings, handler -> handler);
    }

    /** Starts as {@link #start(Settings)}, with what {@code front} returns as the handler of all requests, such as a stopwatch. */
    public static Hostdouble start(Settings settings, UnaryOperator<RequestHandler> front)
            throws InvalidFileException, IOException {
        // Half of a start is loading classes: those of the database by a thread of its own.
        CompletableFuture<Void> database = CompletableFuture.runAsync(Database::load);
        Catalogue catalogue = new Catalogue(Providers.ALL);
        ScenarioFiles scenarios = new ScenarioFiles(settings.scenarios(), Providers.ALL, catalogue, LOG::warn);
        scenarios.load();
        HttpsPort.warn(settings, scenarios.scenarios());
        Optional<WorldFile> worldFile = WorldFile.of(settings.world());
        StartStates startStates = new StartStates(Providers.ALL);
        Map<String, Source> sources = startStates.sources(settings.world());
        Map<String, String> shipped = settings.consoleUrl().isPresent()
                ? ShippedStates.withConsoleUrl(
                        startStates.shipped(), settings.consoleUrl().get())
                : startStates.shipped();
        List<StartState> states = startStates.open(sources, shipped);
        StartStates.requireMemory(states);
        StartDate now = settings.now().or(() -> worldFile.map(WorldFile::now)).orElse(StartDate.HOST);
        WorldSettings worldSettings =
                NewWorlds.settings(settings, scenarios, catalogue).withNow(now);
        Persistence persistence = Persistence.open(
                settings,
                worldSettings,
                new WorldStart(states, StartTexts.of(sources), shipped, StartTexts.reader(Providers.ALL)));
        Worlds worlds = persistence.worlds();
        CompletableFuture<Void> defaultWorld = database.thenRun(() -> worlds.openDefault());
        CompletableFuture<Void> unused =
                defaultWorld.thenRun(Document::load); // the first call of a provider reads its state
        AtomicReference<ServerState> state = new AtomicReference<>(STARTING);
        Optional<Certificates> certificates = HttpsPort.certificates(settings);
        HttpServer server = HttpServer.start(
                settings.bind(),
                settings.port(),
                HttpsPort.of(settings, certificates),
                MAX_BODY_BYTES,
                front.apply(new Dispatcher(
                        worlds,
                        control(settings, worlds, catalogue, state, certificates),
                        states,
                        new WorldDomains(settings.network().worldDomains()))));
        boolean started = false;
        try {
            defaultWorld.join();
            Optional<ScenarioWatcher> watcher =
                    settings.watch() ? Optional.of(new ScenarioWatcher(scenarios, worlds)) : Optional.empty();
            Optional<Checkpoints> checkpoints = persistence.beginSaving();
            started = true;
            state.set(new ServerState(
                    () -> true, () -> problems(watcher, checkpoints), Optional.empty(), server::connections));
            if (settings.controlIsOpen() && !settings.isLoopback()) {
                LOG.warn(
                        "the control API is open to everybody who reaches port {}; HOSTDOUBLE_CONTROL_TOKEN closes it",
                        server.port());
            }
            return new Hostdouble(settings, worlds, server, watcher, checkpoints, catalogue);
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartStates.UnloadableException wrong) {
                throw new InvalidFileException(List.of(String.valueOf(wrong.getMessage())));
            }
            throw e;
        } finally {
            if (!started) {
                server.close();
                persistence.close();
            }
        }
    }

    private static Control control(
            Settings settings,
            Worlds worlds,
            Catalogue catalogue,
            AtomicReference<ServerState> state,
            Optional<Certificates> certificates) {
        OriginGuard guard = new OriginGuard(
                settings.bind(),
                settings.isLoopback(),
                settings.network().allowHosts(),
                settings.network().worldDomains());
        Access access = new Access(settings.controlIsOpen(), settings.controlToken(), guard);
        ServerState server = new ServerState(
                () -> Objects.requireNonNull(state.get()).isStarted().getAsBoolean(),
                () -> Objects.requireNonNull(state.get()).problems().get(),
                certificates.map(Certificates::pem),
                () -> Objects.requireNonNull(state.get()).connections().getAsInt());
        return new Control(worlds, Providers.ALL, catalogue, access, Version.current(), server);
    }

    private static List<String> problems(Optional<ScenarioWatcher> watcher, Optional<Checkpoints> checkpoints) {
        return Stream.concat(
                        watcher.map(ScenarioWatcher::problem).stream(), checkpoints.map(Checkpoints::problem).stream())
                .flatMap(String::lines)
                .toList();
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public URI url() {
        return url("http", server.port());
    }

    /** Where it listens for HTTPS, such as {@code https://127.0.0.1:8443}; empty without an HTTPS port. */
    public Optional<URI> httpsUrl() {
        OptionalInt port = server.httpsPort();
        return port.isPresent() ? Optional.of(url("https", port.getAsInt())) : Optional.empty();
    }

    private URI url(String scheme, int port) {
        String host = settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind();
        return URI.create(scheme + "://" + host + ":" + port);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** A client of the control API of this server, with its token if it needs one. */
    public HostdoubleClient client() {
        HostdoubleClient client = HostdoubleClient.at(url());
        return settings.controlToken().map(client::withToken).orElse(client);
    }

    /** Deletes a world with all that is in it; returns false if no world has that name. */
    public boolean delete(String world) {
        return worlds.delete(world);
    }

    /** The world of that name, created now if it does not exist. */
    public World world(String name) {
        return worlds.get(name);
    }

    /**
     * Activates a shipped or loaded scenario in a world.
     *
     * @param reference its name, with arguments: {@code any/slow-provider,delay=3s}
     * @throws IllegalArgumentException if no scenario has that name (it names the nearest) or an argument is wrong
     */
    public void activate(String world, String reference) {
        Scenario scenario = catalogue.read(reference);
        HttpsPort.warn(settings, List.of(scenario));
        world(world).run(session -> session.activate(scenario));
    }

    /** The line that says it is ready. */
    public String readyLine() {
        String https = httpsUrl().map(url -> " and " + url).orElse("");
        return "hostdouble ready on " + url() + https
                + Providers.ALL.stream().map(Provider::name).collect(Collectors.joining(", ", " (", ")"));
    }

    /**
     * Stops: accepts no more connections, lets what is under way end for up to 5 seconds, and closes the rest without a
     * reply. Afterwards no call changes a world.
     */
    @Override
    public void close() {
        watcher.ifPresent(ScenarioWatcher::close);
        server.close();
        checkpoints.ifPresent(Checkpoints::close); // after the last reply
    }
}
