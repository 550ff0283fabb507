package dev.hostdouble.core;

import java.util.Locale;

/** How we know that a provider answers so. */
public enum Evidence {
    /** It stands on the provider's own page. */
    DOCUMENTED,
    /** Seen on another official page, in official client code, or measured on the framework the provider runs. */
    OBSERVED,
    /** Nothing says so; the most plausible behaviour. */
    ASSUMED;

    /** The weaker of two: an answer is worth no more than the weakest it rests on. */
    public Evidence and(Evidence other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The word as users read it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
