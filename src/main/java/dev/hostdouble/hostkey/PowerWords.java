package dev.hostdouble.hostkey;

import java.util.Optional;
import java.util.stream.Stream;

/** What tasks about the power of a server say at their end. Hardware adds in {@code debug} what it says itself. */
final class PowerWords {
    private static final String ON = "Post is on";
    private static final String OFF = "Post is off";

    private PowerWords() {}

    /** The result of {@code eq/status}. */
    static String ofStatus(Server server) {
        if (server.virtual()) {
            return server.running()
                    ? TaskResult.of("VM is up now", CompanionFact.POWER_WORDS)
                    : TaskResult.of("VM is down now", CompanionFact.TASK_RESULTS);
        }
        return server.running()
                ? hardware("Chassis Power is on", CompanionFact.HARDWARE_WORDS)
                : hardware("Chassis Power is off", CompanionFact.MORE_HARDWARE_WORDS);
    }

    private static String hardware(String words, CompanionFact fact) {
        return TaskResult.withDebug(words, words, fact);
    }

    /** The result of {@code eq/on}. */
    static String on(Server server) {
        return server.virtual()
                ? TaskResult.of(ON, CompanionFact.POWER_WORDS)
                : TaskResult.withDebug(ON, "Chassis Power Control: Up/On", CompanionFact.HARDWARE_WORDS);
    }

    /** The result of {@code eq/off}. */
    static String off(Server server) {
        return server.virtual()
                ? TaskResult.of(OFF, CompanionFact.TASK_RESULTS)
                : TaskResult.withDebug(
                        OFF,
                        "Chassis Power Control: Down/Off",
                        CompanionFact.TASK_RESULTS,
                        CompanionFact.MORE_HARDWARE_WORDS);
    }

    /** The result of {@code eq/reboot}. */
    static String ofReboot(Server server) {
        CompanionFact[] facts = facts(server);
        String debug = server.virtual() ? "" : "Chassis Power Control: Cycle";
        return TaskResult.withDebug(server.running() ? ON : OFF, debug, facts);
    }

    private static CompanionFact[] facts(Server server) {
        return Stream.of(
                        Optional.of(CompanionFact.TASK_RESULTS),
                        Optional.of(CompanionFact.REBOOT_WHILE_OFF).filter(fact -> !server.running()),
                        Optional.of(CompanionFact.MORE_HARDWARE_WORDS).filter(fact -> !server.virtual()))
                .flatMap(Optional::stream)
                .toArray(CompanionFact[]::new);
    }
}
