package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that send a body byte by byte: others do not wait for them, and they are cut off in the end. */
class SlowClientsTest {
    private static final int MANY = 300;
    private static final String FIRST_DROP =
            "POST /api/v1/datacenter/server HTTP/1.1\r\nHost: x\r\n" + "Content-Length: 100\r\n\r\n{";

    @Test
    void many_slow_clients_do_not_stop_the_server() throws Exception {
        List<RawSocket> slow = new ArrayList<>();
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            for (int i = 0; i < MANY; i++) {
                RawSocket socket = new RawSocket(emulator.url());
                slow.add(socket);
                socket.write(FIRST_DROP);
            }
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                try (RawSocket connection = new RawSocket(emulator.url())) {
                    Seen reply = connection.send("GET /_emulator/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    assertThat(reply.status()).isEqualTo(200);
                }
            });
            for (RawSocket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void a_client_that_exceeds_the_timeout_is_cut_off() throws Exception {
        RequestHandler handler = new RequestHandler() {
            @Override
            public Reply handle(Request request) {
                return Reply.text(200, "text/plain", request.body().text());
            }

            @Override
            public Reply refuse(String path, int status) {
                return Reply.text(status, "text/plain", path);
            }
        };
        try (HttpServer impatient = HttpServer.start("127.0.0.1", 0, 1000, Duration.ZERO, handler)) {
            Seen reply = send(impatient.port(), FIRST_DROP);
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(reply.body()).isEqualTo("/api/v1/datacenter/server");
        }
        try (HttpServer patient = HttpServer.start("127.0.0.1", 0, 1000, Duration.ofMinutes(1), handler)) {
            assertThat(send(patient.port(), FIRST_DROP + "x".repeat(99)).status())
                    .isEqualTo(200);
        }
    }

    private static Seen send(int port, String request) throws IOException {
        try (RawSocket connection = RawSocket.local(port)) {
            return connection.send(request);
        }
    }
}
