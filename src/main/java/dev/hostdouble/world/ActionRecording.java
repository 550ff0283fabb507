package dev.hostdouble.world;

import dev.hostdouble.journal.WorldEvent.Settled;
import java.util.function.Supplier;

/** Whether a request to the control API is under way that is recorded as a whole, with the jobs that it lets end. */
final class ActionRecording {
    private boolean isUnderWay;
    private boolean hasSettled;

    boolean isUnderWay() {
        return isUnderWay;
    }

    /** Runs something that records itself when it is done; if it throws, records that what was due took effect. */
    <T> T run(WorldSession session, Supplier<T> action) {
        boolean isDone = false;
        isUnderWay = true;
        hasSettled = false;
        try {
            T result = action.get();
            isDone = true;
            return result;
        } finally {
            isUnderWay = false;
            if (!isDone && hasSettled) {
                record(session);
            }
        }
    }

    /** Something that was due took effect. */
    void settled(WorldSession session) {
        hasSettled = true;
        if (!isUnderWay) {
            record(session);
        }
    }

    private static void record(WorldSession session) {
        session.journal().record(new Settled(session.time()));
    }
}
