package dev.hostdouble;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The HTTPS port of a server.
 *
 * @param port the port, or 0 for any free one
 * @param given the certificate to serve; if empty, one that is made at the start
 */
public record HttpsSettings(int port, Optional<Given> given) {
    /**
     * A certificate that somebody else made.
     *
     * @param certificate a PEM file with the certificate, and those that lead to its CA
     * @param key a PEM file with its private key
     */
    public record Given(Path certificate, Path key) {}

    /** With a certificate that is made at the start. */
    public static HttpsSettings on(int port) {
        return new HttpsSettings(port, Optional.empty());
    }

    /** With that certificate. */
    public HttpsSettings withCertificate(Path certificate, Path key) {
        return new HttpsSettings(port, Optional.of(new Given(certificate, key)));
    }
}
