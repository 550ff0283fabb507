package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** Which reason is given where the server cannot listen. A test that may run as root cannot be refused a port. */
class ListenErrorTest {
    @Test
    void a_port_that_needs_more_rights_is_not_called_in_use() {
        assertThat(HttpServer.reason(
                        new IllegalStateException(new IOException(new SocketException("Permission denied")))))
                .isEqualTo("no permission; ports below 1024 often need more rights");
    }

    @Test
    void another_error_names_the_usual_reasons() {
        assertThat(HttpServer.reason(new IllegalStateException(new BindException("Address already in use"))))
                .isEqualTo("address already in use or not local");
    }
}
