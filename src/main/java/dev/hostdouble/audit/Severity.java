package dev.hostdouble.audit;

import java.util.Locale;

/** How much a finding matters, the least first. */
public enum Severity {
    /** Worth a look; a careful client can have it too. */
    INFO,
    /** The client is likely to fail, or to harm, when the provider or the network does. */
    WARNING,
    /** The client does harm: it risks buying something twice. */
    ERROR;

    /** The name in lower case, as printed and as in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
