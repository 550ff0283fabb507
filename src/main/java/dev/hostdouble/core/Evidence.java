package dev.hostdouble.core;

import java.util.Locale;

/** The kind of evidence that a provider answers this way. */
public enum Evidence {
    /** Documented on the provider's own page. */
    DOCUMENTED,
    /** Seen on another official page, in official client code, or measured on the framework the provider runs. */
    OBSERVED,
    /** No source; the most plausible behaviour. */
    ASSUMED;

    /** Returns the weaker of two: an answer is only as reliable as its weakest source. */
    public Evidence weaker(Evidence other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The name in lower case, as printed and as in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
