package dev.hostdouble.explore;

import java.util.Locale;

/** How bad a finding is. */
enum Severity {
    /** It costs money or time, or hides a failure. */
    ERROR,
    /** The failure is seen, or nothing is lost yet. */
    WARNING;

    static Severity of(Verdict verdict) {
        return verdict == Verdict.CRASH || verdict == Verdict.HAMMER ? WARNING : ERROR;
    }

    /** The name in reports, and the level in SARIF. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
