package dev.hostdouble.journal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces credentials in logins of HTTP Basic, which hide them in base64. */
public final class BasicLogins {
    private static final Pattern LOGIN =
            Pattern.compile("(\\bBasic +)([A-Za-z0-9+/]{2,}={0,2})", Pattern.CASE_INSENSITIVE);

    private BasicLogins() {}

    /**
     * Replaces parts of all logins in a text, such as the value of a header or a scenario.
     *
     * @param name replaces the user name of a login with a password
     * @param credential replaces the password, or a user name without one: that is a token
     */
    public static String in(String text, UnaryOperator<String> name, UnaryOperator<String> credential) {
        Matcher login = LOGIN.matcher(text);
        StringBuilder out = new StringBuilder();
        while (login.find()) {
            String base64 = login.group(2);
            String changed = replace(base64, name, credential).orElse(base64);
            login.appendReplacement(out, Matcher.quoteReplacement(login.group(1) + changed));
        }
        return login.appendTail(out).toString();
    }

    /** As {@link #in}, for what stands after {@code Basic}; empty if it is malformed. */
    static Optional<String> replace(String base64, UnaryOperator<String> name, UnaryOperator<String> credential) {
        try {
            String login = new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
            int colon = login.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            String user = login.substring(0, colon);
            String password = login.substring(colon + 1);
            String changed = password.isEmpty()
                    ? (user.isEmpty() ? user : credential.apply(user)) + ":"
                    : name.apply(user) + ":" + credential.apply(password);
            return Optional.of(
                    changed.equals(login)
                            ? base64
                            : Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
