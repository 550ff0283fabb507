package dev.hostdouble;

import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a server is started. The command line reads these from flags, environment and file; tests set what they need with
 * the {@code with…} methods.
 *
 * @param bind the address to listen on
 * @param port the port, or 0 for any free one
 * @param world the folder of the start state, or the name of a shipped one; if empty, {@code default}
 * @param clock how the clocks of new worlds go
 * @param now the date at which worlds start; if empty, the one that the start state sets, or else the host's present
 * @param consoleUrl what console URLs begin with unless the start state says so: a base URL, or {@code self} for this
 *     server; if empty, the provider's own, as on its page
 * @param seed the seed of ids, keys and passwords
 * @param acceptAnyToken whether any token is accepted
 * @param strict whether answers that are only assumed are refused
 * @param journal how many calls each world remembers
 * @param maxWorlds how many worlds there may be at a time besides the default one
 * @param controlToken the token required by the control API where it is not open
 * @param controlOpen whether the control API is open wherever the server listens
 * @param scenarios names, files and folders of scenarios that are active in every new world: {@code any/slow-provider,delay=3s}
 * @param watch whether those are read again whenever they change
 * @param network under which names clients reach it, and whether by HTTPS too
 * @param evictWorlds whether the least recently used world makes room for a new one
 * @param state the file whose worlds are there at the start, and into which they are saved at a clean end; or a folder with a file
 *     for each world, which several servers may share: it exists, or its name is {@code .} as in {@code worlds/.}
 * @param checkpoint how often they are also saved meanwhile
 */
public record Settings(
        String bind,
        int port,
        Optional<Path> world,
        ClockMode clock,
        Optional<StartDate> now,
        Optional<String> consoleUrl,
        long seed,
        boolean acceptAnyToken,
        boolean strict,
        int journal,
        int maxWorlds,
        Optional<String> controlToken,
        boolean controlOpen,
        List<String> scenarios,
        boolean watch,
        Network network,
        boolean evictWorlds,
        Optional<Path> state,
        Optional<Duration> checkpoint) {
    private static final int MAX_WORLDS = 1000;

    public Settings {
        scenarios = List.copyOf(scenarios);
    }

    /** Settings without scenarios, for up to 1000 worlds that start at the host's present. */
    public Settings(
            String bind,
            int port,
            Optional<Path> world,
            ClockMode clock,
            long seed,
            boolean acceptAnyToken,
            boolean strict,
            int journal,
            Optional<String> controlToken,
            boolean controlOpen) {
        this(
                bind,
                port,
                world,
                clock,
                Optional.empty(),
                Optional.empty(),
                seed,
                acceptAnyToken,
                strict,
                journal,
                MAX_WORLDS,
                controlToken,
                controlOpen,
                List.of(),
                false,
                Network.PLAIN,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Loopback, port 8080, the shipped start state, the real clock, from the host's present on. */
    public static final Settings DEFAULT = new Settings(
            "127.0.0.1", 8080, Optional.empty(), ClockMode.REAL, 1, false, false, 10_000, Optional.empty(), false);

    /**
     * For tests: any free port, a clock that starts at 2024-02-01T00:00:00Z and moves only when a test moves it, and console
     * URLs of this server: a client that follows one must not leave the machine. For those of the page, see {@link #withConsoleUrl}.
     */
    public static Settings forTests() {
        return DEFAULT.on(0)
                .withClock(ClockMode.MANUAL)
                .withNow(EmulatorClock.START)
                .withConsoleUrl("self");
    }

    private Settings on(int newPort) {
        return with(newPort, world, clock, now, consoleUrl, acceptAnyToken, strict, scenarios, watch);
    }

    /** These settings with the start state in a folder. */
    public Settings withWorld(Path folder) {
        return with(port, Optional.of(folder), clock, now, consoleUrl, acceptAnyToken, strict, scenarios, watch);
    }

    /** These settings with a shipped start state: {@code default} or {@code rich}. */
    public Settings withWorld(String name) {
        return withWorld(Path.of(name));
    }

    /** These settings with another clock mode for new worlds. */
    public Settings withClock(ClockMode mode) {
        return with(port, world, mode, now, consoleUrl, acceptAnyToken, strict, scenarios, watch);
    }

    /** These settings for worlds that start at a fixed date, so that the same calls get the same bytes on every day. */
    public Settings withNow(Instant date) {
        return withStart(StartDate.at(date));
    }

    /** These settings for worlds that start at the host's present, as clients need that compare times with their own clock. */
    public Settings withHostNow() {
        return withStart(StartDate.HOST);
    }

    private Settings withStart(StartDate start) {
        return with(port, world, clock, Optional.of(start), consoleUrl, acceptAnyToken, strict, scenarios, watch);
    }

    /** These settings with console URLs that begin so unless the start state says so: a base URL, or {@code self}. */
    public Settings withConsoleUrl(String url) {
        return with(port, world, clock, now, Optional.of(url), acceptAnyToken, strict, scenarios, watch);
    }

    /** These settings, refusing answers that are only assumed. */
    public Settings withStrict() {
        return with(port, world, clock, now, consoleUrl, acceptAnyToken, true, scenarios, watch);
    }

    /** These settings, accepting every token. */
    public Settings withAnyToken() {
        return with(port, world, clock, now, consoleUrl, true, strict, scenarios, watch);
    }

    /** With these scenarios, read again whenever they change if {@code watched}. */
    public Settings withScenarios(List<String> references, boolean watched) {
        return with(port, world, clock, now, consoleUrl, acceptAnyToken, strict, references, watched);
    }

    private Settings with(
            int newPort,
            Optional<Path> newWorld,
            ClockMode newClock,
            Optional<StartDate> newNow,
            Optional<String> newConsoleUrl,
            boolean newAcceptAnyToken,
            boolean newStrict,
            List<String> newScenarios,
            boolean newWatch) {
        return new Settings(
                bind,
                newPort,
                newWorld,
                newClock,
                newNow,
                newConsoleUrl,
                seed,
                newAcceptAnyToken,
                newStrict,
                journal,
                maxWorlds,
                controlToken,
                controlOpen,
                newScenarios,
                newWatch,
                network,
                evictWorlds,
                state,
                checkpoint);
    }

    /** These settings with a file or folder that holds the state of all worlds from one run to the next. */
    public Settings withState(Path file, Optional<Duration> every) {
        return with(network, Optional.of(file), every);
    }

    /** These settings with other names for clients, or with HTTPS. */
    public Settings withNetwork(Network other) {
        return with(other, state, checkpoint);
    }

    /** These settings with headers in each reply of a provider: the number of its call, its evidence, or both. */
    public Settings withReplyHeaders(boolean request, boolean evidence) {
        return withNetwork(network.withReplyHeaders(request, evidence));
    }

    /** These settings with HTTPS on a port; 0 for any free one. */
    public Settings withHttps(int httpsPort) {
        return withNetwork(network.withHttps(HttpsSettings.on(httpsPort)));
    }

    private Settings with(Network newNetwork, Optional<Path> newState, Optional<Duration> newCheckpoint) {
        return new Settings(
                bind,
                port,
                world,
                clock,
                now,
                consoleUrl,
                seed,
                acceptAnyToken,
                strict,
                journal,
                maxWorlds,
                controlToken,
                controlOpen,
                scenarios,
                watch,
                newNetwork,
                evictWorlds,
                newState,
                newCheckpoint);
    }

    /** Whether everybody who reaches the server may use the control API. A token closes it, wherever it is set. */
    boolean controlIsOpen() {
        return controlToken.isEmpty() && (controlOpen || isLoopback());
    }

    /** Whether only clients on this machine reach the server. */
    public boolean isLoopback() {
        return Network.isLoopback(bind);
    }
}
