package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hostdouble.core.WorldTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the clock of a world goes, by a clock on the wall that only the test moves. */
class ClockTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final MovableClock wall = new MovableClock(NOON);

    private EmulatorClock clock(String mode) {
        return new EmulatorClock(ClockMode.parse(mode), wall, StartDate.HOST);
    }

    @Test
    void a_real_clock_follows_the_wall_clock() {
        EmulatorClock clock = clock("real");

        assertThat(clock.now()).isEqualTo(NOON);
        wall.pass(Duration.parse("PT1.5S"));
        assertThat(clock.now()).isEqualTo(NOON.plusMillis(1500));
    }

    @ParameterizedTest
    @CsvSource({"x60, PT1S, 60000", "x0.5, PT1S, 500", "x1000000, PT0.001S, 1000000", "x1, PT1H, 3600000"})
    void a_fast_clock_multiplies_the_elapsed_time(String mode, String passed, long millis) {
        EmulatorClock clock = clock(mode);
        wall.pass(Duration.parse(passed));

        assertThat(clock.now()).isEqualTo(NOON.plusMillis(millis));
    }

    @Test
    void a_manual_clock_moves_only_when_advanced() {
        EmulatorClock clock = clock("manual");
        wall.pass(Duration.parse("PT1H"));
        assertThat(clock.now()).isEqualTo(NOON);
        assertThat(clock.tick().date()).isEqualTo(NOON);

        clock.advance(Duration.ofSeconds(30));

        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void a_stepping_clock_moves_with_each_call_and_after_it() {
        EmulatorClock clock = clock("step:2s");

        assertThat(clock.tick().date()).isEqualTo(NOON);
        assertThat(clock.tick().date()).isEqualTo(NOON.plusSeconds(2));
        wall.pass(Duration.parse("PT1H"));
        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(4));
        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "x60", "manual", "step:1s"})
    void any_clock_can_be_advanced(String mode) {
        EmulatorClock clock = clock(mode);
        Instant before = clock.now();
        clock.advance(Duration.ofDays(1));

        assertThat(clock.now()).isEqualTo(before.plus(Duration.ofDays(1)));
        assertThat(clock.mode().text()).isEqualTo(mode);
    }

    @Test
    void a_clock_goes_on_in_another_mode_from_where_it_is_set() {
        EmulatorClock clock = clock("manual");
        clock.set(ClockMode.parse("x10"), EmulatorClock.START);
        wall.pass(Duration.parse("PT1S"));

        assertThat(clock.now()).isEqualTo(EmulatorClock.START.plusSeconds(10));
        clock.set(ClockMode.MANUAL, clock.now());
        wall.pass(Duration.parse("PT1S"));
        assertThat(clock.now()).isEqualTo(EmulatorClock.START.plusSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "x60", "manual", "step:1s"})
    void setting_the_date_takes_no_time(String mode) {
        EmulatorClock clock = clock(mode);
        clock.advance(Duration.ofHours(1));
        for (String date : new String[] {"2021-03-15T00:00:00Z", "2150-01-01T00:00:00Z"}) {
            clock.set(clock.mode(), Instant.parse(date));

            assertThat(clock.time()).isEqualTo(new WorldTime(Instant.parse(date), Duration.ofHours(1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"real, 10", "x60, 600", "manual, 0", "step:7s, 7"})
    void the_elapsed_time_goes_as_the_date_does(String mode, int seconds) {
        EmulatorClock clock = clock(mode);
        WorldTime before = clock.tick();
        wall.pass(Duration.parse("PT10S"));

        assertThat(before.elapsed()).isEqualTo(Duration.ZERO);
        assertThat(clock.time())
                .isEqualTo(new WorldTime(before.date().plusSeconds(seconds), Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "x60", "manual", "step:1s"})
    void a_time_is_restored_as_it_was(String mode) {
        EmulatorClock clock = clock(mode);
        clock.advance(Duration.ofDays(1));
        WorldTime restored = new WorldTime(EmulatorClock.START, Duration.ofHours(2));
        clock.set(ClockMode.MANUAL, restored);

        assertThat(clock.time()).isEqualTo(restored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "x60", "manual", "step:1s"})
    void on_the_last_day_the_elapsed_time_goes_on(String mode) {
        EmulatorClock clock = clock(mode);
        clock.set(clock.mode(), EmulatorClock.LATEST);
        clock.advance(Duration.ofDays(1));

        assertThat(clock.time()).isEqualTo(new WorldTime(EmulatorClock.LATEST, Duration.ofDays(1)));
        assertThat(clock.tick().date()).isEqualTo(EmulatorClock.LATEST);
        wall.pass(Duration.parse("PT1S"));
        assertThat(clock.now()).isEqualTo(EmulatorClock.LATEST);
    }

    @Test
    void the_elapsed_time_stops_after_292_years() {
        EmulatorClock clock = clock("manual");
        clock.advance(Duration.ofSeconds(Long.MAX_VALUE));
        clock.advance(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(clock.time()).isEqualTo(new WorldTime(EmulatorClock.LATEST, WorldTime.LONGEST));
    }

    @Test
    void time_does_not_run_back_when_the_wall_clock_does() {
        EmulatorClock clock = clock("real");
        wall.pass(Duration.parse("PT10S"));
        Instant before = clock.tick().date();
        wall.pass(Duration.parse("PT-5S"));

        assertThat(clock.now()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "x1000000", "manual", "step:365d"})
    void no_clock_goes_beyond_the_last_day(String mode) {
        EmulatorClock clock = clock(mode);
        clock.advance(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(clock.now()).isEqualTo(EmulatorClock.LATEST);

        clock.tick();
        wall.pass(Duration.parse("P36500D"));
        clock.tick();

        assertThat(clock.now()).isEqualTo(EmulatorClock.LATEST);
    }

    @Test
    void the_fastest_clock_stops_at_the_last_day() {
        EmulatorClock clock = clock("x1000000");
        wall.pass(Duration.parse("P36500D"));

        assertThat(clock.now()).isEqualTo(EmulatorClock.LATEST);
    }

    @Test
    void the_longest_steps_stop_at_the_last_day() {
        EmulatorClock clock = clock("step:365d");
        for (int i = 0; i < 200; i++) {
            clock.tick();
        }

        assertThat(clock.now()).isEqualTo(EmulatorClock.LATEST);
    }

    @Test
    void a_time_that_was_read_is_not_taken_back() {
        EmulatorClock clock = clock("real");
        wall.pass(Duration.parse("PT10S"));
        Instant read = clock.now();
        wall.pass(Duration.parse("PT-5S"));

        assertThat(clock.now()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "real",
                "manual",
                "x1",
                "x0.5",
                "x60",
                "x1000000",
                "step:1s",
                "step:500ms",
                "step:PT1M",
                "step:1d"
            })
    void a_clock_mode_is_parsed_from_the_text_users_write(String text) {
        assertThat(ClockMode.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fast",
                "Real",
                "x",
                "x0",
                "x0.0",
                "x-1",
                "x1000001",
                "x1e3",
                "60x",
                "step",
                "step:0s",
                "step:366d",
                " manual"
            })
    void an_unknown_clock_mode_is_refused_with_the_allowed_ones(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClockMode.parse(text))
                .withMessage("invalid clock mode '" + text + "': expected real, x<N> (over 0, up to 1000000),"
                        + " manual or step:<duration> (up to 365d)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"step:", "step:soon", "step:-1s", "step:PT-1S", "step:3651d", "step:1w"})
    void a_step_with_an_invalid_duration_is_refused_with_an_example(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClockMode.parse(text))
                .withMessageStartingWith(
                        "invalid duration '" + text.substring(5) + "': expected a duration such as 500ms, 30s");
    }
}
