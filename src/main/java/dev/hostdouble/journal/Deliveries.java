package dev.hostdouble.journal;

import dev.hostdouble.core.Delivered;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How the replies to the kept calls were delivered, by the number of the call. Thread-safe; needs no lock of a world. */
public final class Deliveries {
    private final Map<Long, Optional<Delivered>> byNumber = new HashMap<>();

    Deliveries() {}

    /** Adds a call whose reply is about to be sent. */
    synchronized void expect(long number) {
        byNumber.put(number, Optional.empty());
    }

    /** Adds how the reply to a call was delivered, unless the call was forgotten. */
    synchronized void add(long number, Delivered delivered) {
        byNumber.replace(number, Optional.of(delivered));
    }

    /** Forgets a call. */
    synchronized void forget(long number) {
        byNumber.remove(number);
    }

    /** Returns how the reply to a call was delivered; empty while it is under way, and for unknown calls. */
    public synchronized Optional<Delivered> of(long number) {
        return byNumber.getOrDefault(number, Optional.empty());
    }
}
