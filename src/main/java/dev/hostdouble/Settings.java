package dev.hostdouble;

import dev.hostdouble.world.ClockMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a server is started. The command line reads these from flags, environment and file; tests set what they need with
 * the {@code with…} methods.
 *
 * @param bind the address to listen on
 * @param port the port, or 0 for any free one
 * @param world the folder of the start state, or nothing for the default that is shipped
 * @param clock how the clocks of new worlds go
 * @param seed the seed of ids, keys and passwords
 * @param acceptAnyToken whether any token is accepted
 * @param strict whether answers that are only assumed are refused
 * @param journal how many calls each world remembers
 * @param controlToken the token required by the control API where it is not open
 * @param controlOpen whether the control API is open wherever the server listens
 * @param scenarios names, files and folders of scenarios that are active in every new world, with arguments:
 *     {@code any/slow-provider,delay=3s}
 * @param watch whether those are read again whenever they change
 */
public record Settings(
        String bind,
        int port,
        Optional<Path> world,
        ClockMode clock,
        long seed,
        boolean acceptAnyToken,
        boolean strict,
        int journal,
        Optional<String> controlToken,
        boolean controlOpen,
        List<String> scenarios,
        boolean watch) {

    public Settings {
        scenarios = List.copyOf(scenarios);
    }

    /** Settings without scenarios. */
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
                seed,
                acceptAnyToken,
                strict,
                journal,
                controlToken,
                controlOpen,
                List.of(),
                false);
    }

    /** Loopback, port 8080, the shipped start state, the real clock. */
    public static final Settings DEFAULT = new Settings(
            "127.0.0.1", 8080, Optional.empty(), ClockMode.REAL, 1, false, false, 10_000, Optional.empty(), false);

    /** For tests: any free port, and a clock that moves only when a test moves it. */
    public static Settings forTests() {
        return DEFAULT.on(0, ClockMode.MANUAL);
    }

    private Settings on(int newPort, ClockMode mode) {
        return new Settings(
                bind,
                newPort,
                world,
                mode,
                seed,
                acceptAnyToken,
                strict,
                journal,
                controlToken,
                controlOpen,
                scenarios,
                watch);
    }

    /** These settings with the start state in a folder. */
    public Settings withWorld(Path folder) {
        return new Settings(
                bind,
                port,
                Optional.of(folder),
                clock,
                seed,
                acceptAnyToken,
                strict,
                journal,
                controlToken,
                controlOpen,
                scenarios,
                watch);
    }

    /** These settings with another clock mode for new worlds. */
    public Settings withClock(ClockMode mode) {
        return on(port, mode);
    }

    /** These settings, refusing answers that are only assumed. */
    public Settings withStrict() {
        return with(acceptAnyToken, true, scenarios, watch);
    }

    /** These settings, accepting every token. */
    public Settings withAnyToken() {
        return with(true, strict, scenarios, watch);
    }

    /** With these scenarios, read again whenever they change if {@code watched}. */
    public Settings withScenarios(List<String> references, boolean watched) {
        return with(acceptAnyToken, strict, references, watched);
    }

    private Settings with(boolean newAcceptAnyToken, boolean newStrict, List<String> references, boolean watched) {
        return new Settings(
                bind,
                port,
                world,
                clock,
                seed,
                newAcceptAnyToken,
                newStrict,
                journal,
                controlToken,
                controlOpen,
                references,
                watched);
    }

    /** Whether everybody who reaches the server may use the control API. */
    boolean controlIsOpen() {
        return controlOpen || (controlToken.isEmpty() && loopback());
    }

    private boolean loopback() {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
