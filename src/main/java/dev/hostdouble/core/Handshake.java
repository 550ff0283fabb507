package dev.hostdouble.core;

import java.util.Optional;

/**
 * How a TLS handshake goes on.
 *
 * @param fault how it fails; empty if it does not
 * @param applied runs when the client is about to see the fault
 */
public record Handshake(Optional<TlsFault> fault, Runnable applied) {
    /** It does not fail. */
    public static final Handshake INTACT = new Handshake(Optional.empty(), () -> {});
}
