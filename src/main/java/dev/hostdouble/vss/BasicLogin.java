package dev.hostdouble.vss;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The user name and password of HTTP Basic authentication. */
record BasicLogin(String user, String password) {
    private static final String SCHEME = "basic ";

    /** Parses the {@code Authorization} header; empty if the scheme differs or the value is malformed. */
    static Optional<BasicLogin> read(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String login = new String(decoded, StandardCharsets.UTF_8);
            int colon = login.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicLogin(login.substring(0, colon), login.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "BasicLogin[" + user + "]"; // never log the password
    }
}
