package dev.hostdouble.recording;

import dev.hostdouble.journal.BasicLogins;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A credential may stand after the name of a scheme, as in {@code Bearer x}, and after the number of its row. */
final class CredentialParts {
    private static final Pattern SCHEME = Pattern.compile("((?:Bearer|Token|Digest) +)(.+)", Pattern.CASE_INSENSITIVE);

    /** A token of Laravel names its row before a bar. */
    private static final Pattern ID_AND_SECRET = Pattern.compile("(\\d{1,18}\\|)(.+)", Pattern.DOTALL);

    private static final Pattern BASIC = Pattern.compile("Basic .*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CredentialParts() {}

    /** Replaces the secret part of a value that is a credential. */
    static String replace(String value, UnaryOperator<String> secret) {
        if (BASIC.matcher(value).matches()) {
            return BasicLogins.in(value, UnaryOperator.identity(), text -> replace(text, secret));
        }
        Matcher scheme = SCHEME.matcher(value);
        if (scheme.matches()) {
            return scheme.group(1) + replace(scheme.group(2), secret);
        }
        return ofRow(value, secret);
    }

    /** Replaces a credential, but not the number of its row before it. */
    static String ofRow(String value, UnaryOperator<String> secret) {
        Matcher parts = ID_AND_SECRET.matcher(value);
        return parts.matches() ? parts.group(1) + secret.apply(parts.group(2)) : secret.apply(value);
    }
}
