package dev.hostdouble.core;

import java.util.function.Consumer;

/** Hears how the reply to a call came about and was delivered, each once, on any thread. */
public interface ReplyListener extends Consumer<Delivered> {
    /**
     * The reply was made.
     *
     * @param nanos the time from the end of the request until then, in nanoseconds; what a rule delays comes after it
     */
    void answered(long nanos);
}
