package dev.hostdouble.vss;

import java.util.Optional;

/** Ids as they stand in paths. */
final class Ids {
    private static final int MOST_DIGITS = 18;

    private Ids() {}

    /** The number; empty if the text is not a number or overflows. */
    static Optional<Long> read(String text) {
        boolean digits = text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && !text.isEmpty() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
