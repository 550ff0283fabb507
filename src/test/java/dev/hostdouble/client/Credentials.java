package dev.hostdouble.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Every token, password and API key of the shipped start states. */
public final class Credentials {
    /** HosterAPI: the token is its id and this secret. */
    public static final String HOSTERAPI_SECRET = "qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";

    public static final String HOSTERAPI_TOKEN = "1|" + HOSTERAPI_SECRET;

    /** HosterAPI: the token of the second reseller in the world {@code rich}. */
    public static final String HOSTERAPI_SECOND_TOKEN = "2|Rk7vXw2LdPq9TzBn4MfHcJs6YgVe8UaK1ZoQi3Nx";

    /** HOSTKEY: a token for each role. */
    public static final String HOSTKEY_CLIENT = "HOSTKEY_TOKEN";

    public static final String HOSTKEY_NEIGHBOUR = "HOSTKEY_NEIGHBOUR_TOKEN";
    public static final String HOSTKEY_STAFF = "HOSTKEY_STAFF_TOKEN";
    public static final String HOSTKEY_ADMIN = "HOSTKEY_ADMIN_TOKEN";

    /** The API key that the first client of HOSTKEY logs in with. */
    public static final String HOSTKEY_KEY = "0123456789abcdef-0123456789abcdef";

    public static final String HOSTKEY_EMAIL = "client@example.com";
    public static final String HOSTKEY_PASSWORD = "client";

    /** VSS: the password of each user is their name. */
    public static final String VSS_USER = "josem";

    public static final String VSS_NEIGHBOUR = "jm";

    /** The one-time password that VSS accepts. */
    public static final String VSS_OTP = "123456";

    /** The first token that VSS grants its first user, the same in every world that begins at the default time. */
    public static final String VSS_TOKEN = String.join(
            ".",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
            "eyJpYXQiOjE3MDY3NDU2MDAsImV4cCI6MTcwNjgzMjAwMCwic3ViIjoiam9zZW0iLCJvdHAiOmZhbHNlfQ",
            "Hw_gNgQCK9C0krzFtiMBREvn36qEwtwsgkevaohMSSM");

    private Credentials() {}

    /** The header line of HTTP Basic authentication. */
    public static String basic(String user, String password) {
        String login = user + ":" + password;
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** The header line of a bearer token. */
    public static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
