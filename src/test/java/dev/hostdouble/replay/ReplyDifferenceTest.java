package dev.hostdouble.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.EmulatorHeaders;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a reply of a replay is another one than that of its recording. */
class ReplyDifferenceTest {
    private static final Reply REPLY = Reply.text(200, "text/plain", "a");

    @Test
    void headers_of_the_emulator_make_no_difference() {
        Reply recorded = new EmulatorHeaders(true, true).addTo(REPLY, 7);
        assertThat(recorded.headers().first("Emulator-Request")).contains("7");
        assertThat(ReplyDifference.of(recorded, REPLY)).isEmpty();
        assertThat(ReplyDifference.of(REPLY, recorded)).isEmpty();
    }

    @Test
    void other_headers_do() {
        Headers fields = Headers.of("Content-Type", "text/plain", "A", "1");
        Reply wanted = REPLY.with(fields);
        assertThat(ReplyDifference.of(wanted, REPLY.with(Headers.of("Content-Type", "text/html", "A", "1"))))
                .contains("header 'Content-Type: text/html', was 'Content-Type: text/plain'");
        assertThat(ReplyDifference.of(wanted, REPLY.with(fields.without("A")))).contains("no header 'A: 1'");
        assertThat(ReplyDifference.of(wanted, REPLY.with(fields.plus("A", "1"))))
                .contains("header 'A: 1', was absent");
        assertThat(ReplyDifference.of(wanted, REPLY.with(Headers.of("A", "1", "Content-Type", "text/plain"))))
                .contains("headers in the order A, Content-Type, were Content-Type, A");
    }

    @Test
    void another_delivery_does() {
        Delivery broken = new Delivery(Duration.ofSeconds(3), 100, ConnectionFault.MALFORMED_CHUNK, 5);
        assertThat(ReplyDifference.of(REPLY, REPLY.withDelivery(broken)))
                .contains(
                        "sent after 3s at 100 bytes per second with the fault malformed chunk after 5 bytes of the body,"
                                + " was sent at once");
    }
}
