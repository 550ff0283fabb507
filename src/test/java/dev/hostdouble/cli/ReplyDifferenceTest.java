package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.EmulatorHeaders;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
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
        Reply other = REPLY.with(Headers.of("Content-Type", "text/html"));
        assertThat(ReplyDifference.of(REPLY, other).orElseThrow()).startsWith("headers ");
    }
}
