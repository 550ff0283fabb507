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

    /** The word as users read it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
