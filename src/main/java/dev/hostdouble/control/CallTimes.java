package dev.hostdouble.control;

import dev.hostdouble.journal.EventLog;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.ClockMove;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.WorldSession;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the times of the calls in a journal say how fast the clients were: only if the clock always ran in real time. */
final class CallTimes {
    private static final String REAL = ClockMode.REAL.text();

    private CallTimes() {}

    /**
     * Why the times say nothing, as a clause; empty if they do.
     *
     * @param start the mode in which the clock of a world starts
     */
    static Optional<String> untimed(WorldSession session, ClockMode start) {
        EventLog.Snapshot log = session.journal().log();
        if (log.isPlayed()) {
            return Optional.of("the calls were played from a recording");
        }
        String mode = session.clockMode().text();
        if (!mode.equals(REAL)) {
            return Optional.of("the clock is in mode " + mode + ", so its time is not that of the client");
        }
        List<String> moves =
                log.events().stream().flatMap(CallTimes::mode).distinct().toList();
        boolean wasAlwaysReal = moves.stream().allMatch(REAL::equals)
                && (moves.isEmpty()
                        || (log.incomplete().isEmpty() && start.text().equals(REAL)));
        return wasAlwaysReal
                ? Optional.empty()
                : Optional.of("the clock may have been in another mode than real during some of the calls");
    }

    private static Stream<String> mode(WorldEvent event) {
        return event instanceof ClockMove move ? Stream.of(move.mode()) : Stream.of();
    }
}
