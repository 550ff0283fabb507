package dev.hostdouble.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Dates and elapsed time of one moment. */
class WorldTimeTest {
    private static final Instant NOON = Instant.parse("2024-02-01T12:00:00Z");

    private final WorldTime time = new WorldTime(NOON, Duration.ofHours(2));

    @Test
    void other_moments_have_dates_before_and_after() {
        assertThat(time.dateOf(Duration.ZERO)).isEqualTo("2024-02-01T10:00:00Z");
        assertThat(time.dateOf(Duration.ofHours(2))).isEqualTo(NOON);
        assertThat(time.dateOf(Duration.ofHours(3))).isEqualTo("2024-02-01T13:00:00Z");
    }

    @Test
    void a_moment_is_reached_when_that_much_time_has_passed() {
        assertThat(time.hasReached(Duration.ofHours(2))).isTrue();
        assertThat(time.hasReached(Duration.ofHours(2).plusNanos(1))).isFalse();
    }

    @Test
    void elapsed_time_is_never_longer_than_a_column_holds() {
        assertThat(time.after(Duration.ofHours(1))).isEqualTo(Duration.ofHours(3));
        assertThat(time.after(WorldTime.LONGEST)).isEqualTo(WorldTime.LONGEST);
    }

    @Test
    void elapsed_time_outside_its_range_is_refused() {
        for (Duration wrong : new Duration[] {Duration.ofNanos(-1), WorldTime.LONGEST.plusNanos(1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new WorldTime(NOON, wrong))
                    .withMessageStartingWith("invalid elapsed time " + wrong);
        }
    }
}
