package dev.hostdouble;

import dev.hostdouble.world.ClockMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an emulator is started. {@link Main} reads these from flags, environment and file; tests set what they need with
 * the {@code with…} methods.
 *
 * @param bind the address to listen on
 * @param port the port, or 0 for any free one
 * @param world the folder of the start state, or nothing for the default that is shipped
 * @param clock how the clocks of new worlds go
 * @param seed where ids, keys and passwords come from
 * @param anyone whether any token is accepted
 * @param strict whether answers that are only assumed are refused
 * @param journal how many calls each world remembers
 * @param controlToken what lets a caller use the control API where it is not open
 * @param controlOpen whether the control API is open wherever the server listens
 */
public record Settings(
        String bind,
        int port,
        Optional<Path> world,
        ClockMode clock,
        long seed,
        boolean anyone,
        boolean strict,
        int journal,
        Optional<String> controlToken,
        boolean controlOpen) {

    /** Loopback, port 8080, the shipped start state, the real clock. */
    public static final Settings DEFAULT = new Settings(
            "127.0.0.1", 8080, Optional.empty(), ClockMode.REAL, 1, false, false, 10_000, Optional.empty(), false);

    /** Any free port, and a clock that moves only when told: what tests want. */
    public static Settings forTests() {
        return new Settings(
                "127.0.0.1", 0, Optional.empty(), ClockMode.MANUAL, 1, false, false, 10_000, Optional.empty(), false);
    }

    public Settings withWorld(Path folder) {
        return new Settings(
                bind, port, Optional.of(folder), clock, seed, anyone, strict, journal, controlToken, controlOpen);
    }

    public Settings withClock(ClockMode mode) {
        return new Settings(bind, port, world, mode, seed, anyone, strict, journal, controlToken, controlOpen);
    }

    public Settings withStrict() {
        return new Settings(bind, port, world, clock, seed, anyone, true, journal, controlToken, controlOpen);
    }

    public Settings withAnyone() {
        return new Settings(bind, port, world, clock, seed, true, strict, journal, controlToken, controlOpen);
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
