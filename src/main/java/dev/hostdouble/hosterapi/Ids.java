package dev.hostdouble.hosterapi;

import dev.hostdouble.provider.Call;
import java.util.Optional;

/** Ids as they stand in paths and bodies. */
final class Ids {
    private Ids() {}

    /** The number; empty if the text is not a number or overflows. */
    static Optional<Long> number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** Notes that something was found by an id that begins with a zero, if it does. */
    static void found(Call call, String text) {
        if (hasLeadingZero(text)) {
            call.restsOn(HosterFact.LEADING_ZEROS);
        }
    }

    static boolean hasLeadingZero(String text) {
        return text.length() > 1 && text.charAt(0) == '0';
    }
}
