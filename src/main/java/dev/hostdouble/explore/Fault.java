package dev.hostdouble.explore;

import java.util.List;

/**
 * Something that can go wrong with a call.
 *
 * @param name such as {@code lost-reply} or {@code error-SERVER_BUSY}
 * @param effect its effect in a scenario file, such as {@code { lose_reply: true }}
 * @param events the events of a scenario file that belong to it, with {@code CALL} in the place of the call; mostly none
 * @param meaning what it does to the client, to end a sentence that begins with the call
 * @param danger the order in which faults are tried: the lower, the more dangerous
 * @param isPerformed whether the provider carries out the call
 * @param blame what the client can be blamed for after it
 */
public record Fault(
        String name, String effect, List<String> events, String meaning, int danger, boolean isPerformed, Blame blame) {
    public Fault {
        events = List.copyOf(events);
    }
}
