package dev.hostdouble.journal;

import dev.hostdouble.core.Delivered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the replies to the kept calls were delivered, by the number of the call. The kept calls have numbers without a gap.
 * Thread-safe; needs no lock of a world.
 */
public final class Deliveries {
    private static final int SMALLEST = 16;

    /** A ring: a call has the place that the last bits of its number say. */
    private @Nullable Delivered[] places = new Delivered[SMALLEST];

    private long first; // the number of the oldest kept call
    private long end; // the number after that of the latest one

    Deliveries() {}

    /** Adds a call whose reply is about to be sent. */
    synchronized void expect(long number) {
        if (first == end) {
            first = number;
        }
        end = number + 1;
        if (end - first > places.length) {
            grow();
        }
        places[place(number)] = null;
    }

    private void grow() {
        @Nullable Delivered[] fewer = places;
        places = new Delivered[2 * fewer.length];
        for (long number = first; number < end - 1; number++) {
            places[place(number)] = fewer[(int) (number & (fewer.length - 1))];
        }
    }

    private int place(long number) {
        return (int) (number & (places.length - 1));
    }

    /** Adds how the reply to a call was delivered, unless the call was forgotten. */
    synchronized void add(long number, Delivered delivered) {
        if (number >= first && number < end) {
            places[place(number)] = delivered;
        }
    }

    /** Forgets a call and all before it. */
    synchronized void forget(long number) {
        places[place(number)] = null;
        first = number + 1;
    }

    /** Returns how the reply to a call was delivered; empty while it is under way, and for unknown calls. */
    public synchronized Optional<Delivered> of(long number) {
        return number >= first && number < end ? Optional.ofNullable(places[place(number)]) : Optional.empty();
    }
}
