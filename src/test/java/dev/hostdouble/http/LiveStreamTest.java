package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.LiveBody;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Replies that go on while there is news. */
class LiveStreamTest {
    private static final Duration IDLE = Duration.ofMillis(600);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final News news = new News();

    /** Tells what is put into it. */
    private static final class News implements LiveBody {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile Runnable wake = () -> {};
        private volatile boolean isStopped;
        private volatile boolean isLong;

        void tell(String text) {
            queue.add(text);
            wake.run();
        }

        @Override
        public void begin(Executor executor, Runnable woken) {
            wake = woken;
        }

        @Override
        public Optional<Bytes> next() {
            if (isLong) {
                return Optional.of(Bytes.of(new byte[1 << 16]));
            }
            String next = queue.poll();
            if (next == null) {
                return isStopped ? Optional.empty() : Optional.of(Bytes.NONE);
            }
            return Optional.of(Bytes.of(next));
        }

        @Override
        public Bytes heartbeat() {
            return Bytes.of("beat");
        }

        @Override
        public void stop() {
            queue.add("bye");
            isStopped = true;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private HttpServer start(Duration idle) throws IOException {
        Limits usual = Limits.of(1000);
        Limits limits = new Limits(
                usual.maxBodyBytes(),
                idle.dividedBy(10),
                idle.dividedBy(10),
                idle,
                Duration.ofSeconds(30),
                usual.connections(),
                usual.bodyBytes(),
                usual.replyBytes());
        return HttpServer.start("127.0.0.1", 0, limits, new EchoHandler() {
            @Override
            public Reply handle(Request request) {
                return Reply.text(200, "text/plain", "").with(news);
            }
        });
    }

    private static RawSocket connect(HttpServer server) throws IOException {
        RawSocket socket = RawSocket.local(server.port());
        socket.write(GET);
        return socket;
    }

    @Test
    void news_comes_at_once_and_signs_of_life_keep_the_connection_beyond_its_idle_time() throws Exception {
        try (HttpServer server = start(IDLE);
                RawSocket socket = connect(server)) {
            news.tell("first");
            StringBuilder got = new StringBuilder();
            while (!got.toString().endsWith("4\r\nbeat\r\n".repeat(4))) { // longer than the idle time
                got.append(socket.read(1));
            }
            news.tell("last");
            while (!got.toString().endsWith("4\r\nlast\r\n")) {
                got.append(socket.read(1));
            }
            assertThat(got.toString()).contains("Transfer-Encoding: chunked", "5\r\nfirst\r\n");
        }
    }

    @Test
    void a_client_that_leaves_is_noticed() throws Exception {
        try (HttpServer server = start(Duration.ofSeconds(20))) {
            try (RawSocket socket = connect(server)) {
                news.tell("first");
                assertThat(socket.read(12)).isEqualTo("HTTP/1.1 200");
            }
            assertThat(news.closed.await(15, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_stop_ends_a_stream_with_its_last_words() throws Exception {
        HttpServer server = start(Duration.ofSeconds(20));
        try (RawSocket socket = connect(server)) {
            news.tell("first");
            assertThat(socket.read(12)).isEqualTo("HTTP/1.1 200");
            assertTimeoutPreemptively(Duration.ofSeconds(10), server::close);
            assertThat(socket.readToEnd().bytes()).endsWith("3\r\nbye\r\n0\r\n\r\n");
        }
        assertThat(news.closed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_stop_does_not_wait_for_a_client_that_reads_nothing() throws Exception {
        HttpServer server = start(Duration.ofSeconds(20));
        news.isLong = true;
        try (RawSocket socket = connect(server)) {
            assertThat(socket.read(12)).isEqualTo("HTTP/1.1 200");
            assertTimeoutPreemptively(Duration.ofSeconds(10), server::close);
        }
        assertThat(news.closed.await(5, TimeUnit.SECONDS)).isTrue();
    }
}
