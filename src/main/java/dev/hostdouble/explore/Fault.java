package dev.hostdouble.explore;

/**
 * Something that can go wrong with a call.
 *
 * @param name such as {@code lost-reply} or {@code error-SERVER_BUSY}
 * @param effect its effect in a scenario file, such as {@code { lose_reply: true }}; empty if the fault is an event
 * @param event what the provider does before the call; empty if the fault is an effect
 * @param meaning what it does to the client, to end a sentence that begins with the call
 * @param danger the order in which faults are tried: the lower, the more dangerous
 * @param isPerformed whether the provider carries out the call
 * @param isCleanable whether the client can still remove what it has made; where it cannot, it is not blamed for what is left
 */
public record Fault(
        String name,
        String effect,
        String event,
        String meaning,
        int danger,
        boolean isPerformed,
        boolean isCleanable) {}
