package dev.hostdouble.provider;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names that stand for credentials at all providers, also where a provider knows no such parameter: clients mix them up. */
final class CommonCredentialNames {
    private static final Pattern SEPARATOR = Pattern.compile("[-_]");
    private static final Pattern NAME = Pattern.compile(
            ".*(token|secret|password|passwd|passphrase|pwd)|(.*(api|access|secret|auth|private|ssh))?key|(root|user)?pass"
                    + "|(proxy)?authorization|pin|otp|sig|.*signature|vncticket");
    private static final int LONGEST = 100;

    private CommonCredentialNames() {}

    /** Whether a name is one of them. Case, hyphens and underscores do not matter. */
    static boolean contains(String name) {
        return name.length() <= LONGEST
                && NAME.matcher(SEPARATOR.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(""))
                        .matches();
    }
}
