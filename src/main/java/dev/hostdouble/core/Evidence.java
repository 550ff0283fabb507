package dev.hostdouble.core;

import java.util.Locale;

/** How we know that a provider answers this way. */
public enum Evidence {
    /** Documented on the provider's own page. */
    DOCUMENTED,
    /** Seen on another official page, in official client code, or measured on the framework the provider runs. */
    OBSERVED,
    /** No source; the most plausible behaviour. */
    ASSUMED;

    /** The weaker of two: an answer is only as good as the weakest fact it rests on. */
    public Evidence and(Evidence other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The name in lower case, as users see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
