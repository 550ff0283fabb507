package dev.hostdouble.recording;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The names of properties and members by which scenarios, changes and states name a credential. */
final class CredentialNames {
    private static final Pattern SEPARATORS = Pattern.compile("[./\\[\\]]+");
    private static final Set<String> COOKIES = Set.of("header.cookie", "header.set-cookie", "cookie", "set-cookie");

    private CredentialNames() {}

    /** Whether a part of a name such as {@code body.login.token} or {@code /result/token} is the name of a credential. */
    static boolean isAny(String name, Predicate<String> isCredential) {
        return COOKIES.contains(name.toLowerCase(Locale.ROOT))
                || SEPARATORS.splitAsStream(name).anyMatch(isCredential);
    }
}
