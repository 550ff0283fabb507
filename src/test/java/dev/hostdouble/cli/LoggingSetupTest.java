package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What standard error is kept free of. */
class LoggingSetupTest {
    @ParameterizedTest
    @ValueSource(strings = {"org.eclipse.jetty.http.HttpParser", "org.eclipse.jetty.server.internal.HttpConnection"})
    void jetty_does_not_repeat_what_clients_send(String logger) {
        assertThat(LoggerFactory.getLogger(logger).isWarnEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger(logger).isErrorEnabled()).isTrue();
    }
}
