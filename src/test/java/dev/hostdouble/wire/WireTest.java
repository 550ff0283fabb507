package dev.hostdouble.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.wire.GoldenReplay.Outcome;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Every golden exchange comes out as its file says: status line, headers in order, every byte, and the evidence. */
@ResourceLock("the log of worlds")
@ExtendWith(SharedReplay.class)
class WireTest {
    private final GoldenReplay replay;

    WireTest(GoldenReplay replay) {
        this.replay = replay;
    }

    @TestFactory
    Stream<DynamicTest> every_golden_exchange_is_answered_byte_for_byte() throws IOException {
        return WireFixture.all().stream().map(fixture -> dynamicTest(fixture.toString(), () -> check(fixture)));
    }

    private void check(WireFixture fixture) throws Exception {
        Outcome outcome = replay.outcome(fixture);
        assertThat(outcome.reply().text())
                .as(fixture.toString())
                .isEqualTo(fixture.reply().text());
        // What never became a call is in no journal, and nothing but an assumption says how it is refused.
        assertThat(outcome.entry().map(entry -> entry.reply().evidence()).orElse(Evidence.ASSUMED))
                .as(fixture.toString())
                .isEqualTo(fixture.evidence());
        outcome.entry()
                .ifPresent(entry ->
                        assertThat(entry.operation()).as(fixture.toString()).isEqualTo(fixture.operation()));
        assertThat(outcome.problems()).as(fixture.toString()).isEmpty();
    }
}
