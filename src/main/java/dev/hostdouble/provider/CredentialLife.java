package dev.hostdouble.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a credential is accepted. It does not hold the credential itself.
 *
 * @param account whom it belongs to; empty if it was revoked
 * @param deadline the elapsed time of the world from which on it is refused; empty if it does not expire
 * @param isRevoked whether it is refused for good, whatever its deadline
 */
public record CredentialLife(String account, Optional<Duration> deadline, boolean isRevoked) {
    /** A credential that was revoked. */
    public static final CredentialLife REVOKED = new CredentialLife("", Optional.empty(), true);

    /** A credential that was not revoked. */
    public static CredentialLife of(String account, Optional<Duration> deadline) {
        return new CredentialLife(account, deadline, false);
    }
}
