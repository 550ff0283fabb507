package dev.hostdouble.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RequestHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server says became of a reply: once, and as the client sees it. */
class DeliveredTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Delivery LATE = Delivery.IMMEDIATE.plusDelay(Duration.ofMillis(100));
    private static final int LARGE = 8 << 20;

    private final BlockingQueue<Delivered> delivered = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> handled = new LinkedBlockingQueue<>();
    private volatile Reply reply = reply(Delivery.IMMEDIATE);

    @AutoClose
    private final HttpServer server = HttpServer.start("127.0.0.1", 0, 1 << 20, new RequestHandler() {
        @Override
        public Reply handle(Request request) {
            handled.add(request);
            return reply.withDeliveryListener(delivered::add);
        }

        @Override
        public Reply refuse(String path, int status) {
            return Reply.text(status, "text/plain", path);
        }
    });

    DeliveredTest() throws IOException {}

    private static Reply reply(Delivery delivery) {
        return Reply.text(200, "text/plain", "0123456789").withDelivery(delivery);
    }

    private RawSocket connect() throws IOException {
        return RawSocket.local(server.port());
    }

    /** What was reported; nothing more may follow. */
    private Delivered reported() throws InterruptedException {
        Delivered first = delivered.poll(10, TimeUnit.SECONDS);
        assertThat(delivered.poll(50, TimeUnit.MILLISECONDS)).isNull();
        return first;
    }

    private void assertReports(Outcome outcome, long bytes, long delay) throws InterruptedException {
        assertThat(reported()).isEqualTo(new Delivered(outcome, bytes, delay));
    }

    @Test
    void a_complete_reply_is_reported_before_the_next_call_on_its_connection() throws Exception {
        try (RawSocket connection = connect()) {
            for (int i = 0; i < 100; i++) {
                connection.send(GET);
            }
            assertThat(delivered.size()).isGreaterThanOrEqualTo(99);
            assertThat(delivered).containsOnly(new Delivered(Outcome.COMPLETE, 10, 0));
        }
    }

    @Test
    void a_delay_and_a_slow_body_are_part_of_the_report() throws Exception {
        reply = reply(LATE.withSpeed(100));
        try (RawSocket connection = connect()) {
            connection.send(GET);
            assertReports(Outcome.COMPLETE, 10, 100);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    void a_reply_without_a_body_is_complete_with_no_bytes(long delay) throws Exception {
        reply = reply(Delivery.IMMEDIATE.plusDelay(Duration.ofMillis(delay)));
        try (RawSocket connection = connect()) {
            connection.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertReports(Outcome.COMPLETE, 0, delay);
            reply = new Reply(
                    204,
                    "",
                    reply.headers(),
                    reply.body(),
                    Reply.OK,
                    reply.evidence(),
                    reply.facts(),
                    reply.delivery(),
                    List.of(),
                    Optional.empty(),
                    reply.deliveryListener());
            connection.send(GET);
            assertReports(Outcome.COMPLETE, 0, delay);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RESET, 0, RESET, 0",
        "RESET, 4, RESET, 4",
        "EMPTY, 4, EMPTY, 0",
        "GARBAGE, 4, GARBAGE, 0",
        "TRUNCATE, 4, TRUNCATED, 4",
        "TRUNCATE, 99, TRUNCATED, 9",
        "MALFORMED_CHUNK, 4, MALFORMED_CHUNK, 4",
        "STALL, 4, STALLED, 4",
        "CLOSE, 0, CLOSED, 10"
    })
    void each_connection_fault_is_reported_as_what_happened(
            ConnectionFault fault, int after, Outcome outcome, long bytes) throws Exception {
        reply = reply(LATE.withFault(fault, after));
        try (RawSocket connection = connect()) {
            connection.write(GET);
            assertReports(outcome, bytes, 100);
        }
    }

    @Test
    void a_fault_that_cannot_apply_is_not_reported() throws Exception {
        try (RawSocket connection = connect()) {
            reply = reply(Delivery.IMMEDIATE.withFault(ConnectionFault.TRUNCATE, 4));
            connection.write("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertReports(Outcome.CLOSED, 0, 0);
        }
        try (RawSocket connection = connect()) {
            reply = reply(Delivery.IMMEDIATE.withFault(ConnectionFault.MALFORMED_CHUNK, 4));
            connection.write("GET / HTTP/1.0\r\nHost: x\r\n\r\n");
            assertReports(Outcome.TRUNCATED, 4, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "EMPTY", "TRUNCATE", "STALL", "CLOSE"})
    void a_client_that_does_not_wait_got_nothing(ConnectionFault fault) throws Exception {
        reply = reply(LATE.withFault(fault, 4));
        try (RawSocket connection = connect()) {
            connection.write(GET);
        }
        assertReports(Outcome.CLIENT_CLOSED, 0, 100);
    }

    @Test
    void a_client_that_resets_got_nothing() throws Exception {
        reply = reply(LATE);
        try (RawSocket connection = connect()) {
            connection.resetOnClose();
            connection.write(GET);
        }
        assertReports(Outcome.CLIENT_CLOSED, 0, 100);
    }

    @Test
    void a_client_that_leaves_within_a_slow_body_got_a_part_of_it() throws Exception {
        reply = reply(Delivery.IMMEDIATE.withSpeed(10));
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n";
        try (RawSocket connection = connect()) {
            connection.write(GET);
            assertThat(connection.read(head.length() + 2)).endsWith("01");
        }
        Delivered report = reported();
        assertThat(report.outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        assertThat(report.bytes()).isBetween(2L, 9L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    void a_client_that_leaves_within_a_large_body_got_a_part_of_it(long delay) throws Exception {
        reply = Reply.text(200, "text/plain", "x".repeat(LARGE))
                .withDelivery(Delivery.IMMEDIATE.plusDelay(Duration.ofMillis(delay)));
        try (RawSocket connection = connect()) {
            connection.write(GET);
            assertThat(connection.read(100_000)).hasSize(100_000);
        }
        Delivered report = reported();
        assertThat(report.outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        assertThat(report.bytes()).isBetween(65_536L, LARGE - 1L);
    }

    @Test
    void a_client_that_has_sent_its_last_byte_may_still_read() throws Exception {
        reply = reply(LATE);
        try (RawSocket connection = connect()) {
            connection.write(GET);
            connection.endOutput();
            assertThat(connection.readToEnd().bytes()).endsWith("0123456789");
        }
        assertReports(Outcome.COMPLETE, 10, 100);
    }

    @Test
    void a_request_that_is_sent_ahead_is_answered_after_the_late_reply() throws Exception {
        reply = reply(LATE);
        try (RawSocket connection = connect()) {
            connection.write(GET);
            assertThat(handled.poll(10, TimeUnit.SECONDS)).isNotNull();
            connection.write(GET);
            assertThat(connection.send("").body()).isEqualTo("0123456789");
            assertThat(connection.send("").body()).isEqualTo("0123456789");
        }
        assertThat(delivered.poll(10, TimeUnit.SECONDS)).isEqualTo(new Delivered(Outcome.COMPLETE, 10, 100));
        assertReports(Outcome.COMPLETE, 10, 100);
    }
}
