package dev.hostdouble.scenario;

import dev.hostdouble.core.TlsFault;

/** A TLS handshake that a rule made fail. */
public final class HandshakeHit {
    private final ActiveRule rule;
    private final TlsFault fault;

    HandshakeHit(ActiveRule rule, TlsFault fault) {
        this.rule = rule;
        this.fault = fault;
    }

    /** Scenario and rule, such as {@code any/tls-handshake-cut/cut}. */
    public String rule() {
        return rule.id();
    }

    /** How the handshake failed. */
    public TlsFault fault() {
        return fault;
    }

    /** Counts it; under the lock of the world. */
    public void count() {
        rule.countFailedHandshake();
    }
}
