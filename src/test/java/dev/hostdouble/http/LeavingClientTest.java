package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.core.Glob;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorkLimit;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A client that leaves stops the work that it has asked for. */
class LeavingClientTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean isReleased;

    @AutoClose
    private final HttpServer server = HttpServer.start("127.0.0.1", 0, 1000, new EchoHandler() {
        @Override
        public Reply handle(Request request) {
            if (request.path().equals("/endless")) {
                work();
            }
            return super.handle(request);
        }

        @Override
        public boolean isQuick(Request head) {
            return false;
        }
    });

    LeavingClientTest() throws IOException {}

    private void work() {
        WorkLimit limit = new WorkLimit(Long.MAX_VALUE);
        begun.countDown();
        try {
            while (!isReleased) {
                boolean unused = Glob.of("*a*b").matches("a".repeat(100), limit);
            }
        } catch (WorkLimit.ExceededException e) {
            stopped.countDown();
        }
    }

    @Test
    void the_work_of_a_client_that_has_left_ends() throws Exception {
        try (RawSocket leaving = RawSocket.local(server.port())) {
            leaving.write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        try (RawSocket next = RawSocket.local(server.port())) {
            assertThat(next.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
        }
    }

    /** What a client sends ahead stays, whoever looks whether it is still there. */
    @Test
    void a_client_that_stays_gets_all_its_replies() throws Exception {
        try (RawSocket client = RawSocket.local(server.port())) {
            client.write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            client.write("GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(stopped.await(3, TimeUnit.SECONDS)).isFalse();
            isReleased = true;
            client.endOutput();
            assertThat(client.readToEnd().bytes()).contains("/endless").contains("/b ");
        }
    }
}
