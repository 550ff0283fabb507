package dev.hostdouble.recording;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The names of properties and members by which scenarios, changes and states name a credential. */
final class CredentialNames {
    private static final Pattern SEPARATORS = Pattern.compile("[./\\[\\]]+");
    private static final Set<String> COOKIES = Set.of("header.cookie", "header.set-cookie", "cookie", "set-cookie");

    /** Changes whose value is the name of a user or the id of a token. A user may have its name as its password. */
    private static final Set<String> NO_CREDENTIALS = Set.of("vss/token", "hosterapi/token");

    private CredentialNames() {}

    /** Whether a part of a name such as {@code body.login.token} or {@code /result/token} is the name of a credential. */
    static boolean isAny(String name, Predicate<String> isCredential) {
        return COOKIES.contains(name.toLowerCase(Locale.ROOT))
                || (!NO_CREDENTIALS.contains(name)
                        && SEPARATORS.splitAsStream(name).anyMatch(isCredential));
    }
}
