package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Requests for which something has to be got first. */
class PreparedTest {
    private final CompletableFuture<Optional<Reply>> later = new CompletableFuture<>();

    private final class SlowHandler extends EchoHandler {
        @Override
        public CompletableFuture<Optional<Reply>> prepare(Request head) {
            return head.path().equals("/later") ? later : super.prepare(head);
        }
    }

    @Test
    void they_hold_no_thread_while_they_wait() throws Exception {
        List<RawSocket> waiting = new ArrayList<>();
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, 1000, new SlowHandler())) {
            URI url = URI.create("http://127.0.0.1:" + server.port());
            for (int i = 0; i < 300; i++) { // more than there are threads
                waiting.add(new RawSocket(url));
                waiting.get(i).write("POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
            }
            try (RawSocket other = new RawSocket(url)) {
                assertThat(other.send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n").status())
                        .isEqualTo(200);
            }
            later.complete(Optional.empty());
            for (RawSocket socket : waiting) {
                assertThat(socket.send("").body()).isEqualTo("POST a /later a body");
                socket.close();
            }
        }
    }

    @Test
    void those_that_cannot_be_answered_are_refused_on_a_connection_that_goes_on() throws Exception {
        later.complete(Optional.of(Reply.text(503, "text/plain", "not now")));
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, 1000, new SlowHandler());
                RawSocket socket = new RawSocket(URI.create("http://127.0.0.1:" + server.port()))) {
            Seen refused = socket.send("POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).isEqualTo("not now");
            assertThat(socket.send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n").status())
                    .isEqualTo(200);
        }
    }
}
