package dev.hostdouble.hosterapi;

import java.util.Optional;

/** Ids as they stand in paths and bodies. */
final class Ids {
    private Ids() {}

    /** The number; empty if the text is not a number or overflows. */
    static Optional<Long> number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
