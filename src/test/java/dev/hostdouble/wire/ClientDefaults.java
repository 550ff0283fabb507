package dev.hostdouble.wire;

import java.util.Map;
import java.util.Objects;

/**
 * How the calls of a provider's clients look.
 *
 * @param host what they call it
 * @param headers what comes with a call that a {@code given} line makes: credentials, and the form of its body
 */
record ClientDefaults(String host, String headers) {
    /** The token of josem, the same at the start of every world. */
    private static final String JOSEM = String.join(
            ".",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
            "eyJpYXQiOjE3MDY3NDU2MDAsImV4cCI6MTcwNjgzMjAwMCwic3ViIjoiam9zZW0iLCJvdHAiOmZhbHNlfQ",
            "Hw_gNgQCK9C0krzFtiMBREvn36qEwtwsgkevaohMSSM");

    private static final Map<String, ClientDefaults> OF = Map.of(
            "hosterapi",
            new ClientDefaults(
                    "reseller.hosterapi.de",
                    lines(
                            "Authorization: Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6",
                            "Content-Type: application/json")),
            // The token is one of the parameters.
            "hostkey",
            new ClientDefaults("invapi.hostkey.com", lines("Content-Type: application/x-www-form-urlencoded")),
            "vss",
            new ClientDefaults("vss-api.eis.utoronto.ca", lines("Authorization: Bearer " + JOSEM)));

    private static String lines(String... headers) {
        return String.join("\r\n", headers) + "\r\n";
    }

    static ClientDefaults of(String api) {
        return Objects.requireNonNull(OF.get(api), api);
    }
}
