package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.client.AllProviders;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;

/** What happens to a client of the HTTPS port while the shipped TLS scenarios are active. */
final class TlsStories {
    static final Map<String, Story<AllProviders>> ALL = Map.of(
            "any/tls-certificate-expired",
            client -> assertThatThrownBy(() -> client.tls().connect())
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasStackTraceContaining("CertificateExpiredException"),
            "any/tls-wrong-host",
            client -> assertThatThrownBy(() -> client.tls().connect())
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("No subject alternative DNS name matching"),
            "any/tls-handshake-cut",
            client -> {
                assertThatThrownBy(() -> client.tls().connect())
                        .isInstanceOf(SSLHandshakeException.class)
                        .hasMessageContaining("terminated the handshake");
                assertThat(client.control("GET", "requests", "")
                                .json()
                                .path("total")
                                .asInt())
                        .isZero();
            });

    private TlsStories() {}
}
