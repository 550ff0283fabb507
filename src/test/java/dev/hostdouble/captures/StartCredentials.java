package dev.hostdouble.captures;

import dev.hostdouble.client.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The credentials of the shipped start states that captures refer to by name. */
final class StartCredentials {
    private static final Map<String, String> VALUES = Map.of(
            "hosterapi-token", Credentials.HOSTERAPI_TOKEN,
            "hostkey-key", Credentials.HOSTKEY_KEY,
            "hostkey-email", Credentials.HOSTKEY_EMAIL,
            "hostkey-password", Credentials.HOSTKEY_PASSWORD,
            "vss-basic", basic(Credentials.VSS_USER),
            "vss-otp", Credentials.VSS_OTP);

    private StartCredentials() {}

    /** Their values by name. */
    static Map<String, String> values() {
        return new TreeMap<>(VALUES);
    }

    static Set<String> names() {
        return VALUES.keySet();
    }

    /** What HTTP Basic authentication sends for a user whose password is their name. */
    private static String basic(String user) {
        return Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
    }
}
