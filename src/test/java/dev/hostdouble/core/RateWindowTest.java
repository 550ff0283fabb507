package dev.hostdouble.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.RateWindow.Usage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Counting calls in windows of elapsed time. */
class RateWindowTest {
    private static final int MOST = 1000;

    private final RateWindow windows = new RateWindow();

    private Usage count(String key, int second) {
        return windows.count(key, 2, Duration.ofMinutes(1), Duration.ofSeconds(second));
    }

    private static Usage usage(boolean allowed, int remaining, int secondsLeft) {
        return new Usage(allowed, remaining, Duration.ofSeconds(secondsLeft));
    }

    @Test
    void calls_beyond_the_limit_are_refused_until_the_window_ends() {
        assertThat(count("a", 10)).isEqualTo(usage(true, 1, 60));
        assertThat(count("a", 20)).isEqualTo(usage(true, 0, 50));
        assertThat(count("a", 69)).isEqualTo(usage(false, 0, 1));
        assertThat(count("a", 70)).isEqualTo(usage(true, 1, 60));
    }

    @Test
    void each_key_has_its_own_window() {
        count("a", 0);
        count("a", 0);

        assertThat(count("b", 30)).isEqualTo(usage(true, 1, 60));
        assertThat(count("a", 30).allowed()).isFalse();
    }

    @Test
    void a_window_keeps_its_length_when_others_have_another() {
        windows.count("a", 2, Duration.ofSeconds(10), Duration.ZERO);

        assertThat(count("a", 4)).isEqualTo(usage(true, 0, 6));
    }

    @Test
    void a_limit_of_nothing_refuses_every_call() {
        assertThat(windows.count("a", 0, Duration.ofMinutes(1), Duration.ZERO)).isEqualTo(usage(false, 0, 60));
    }

    @Test
    void the_key_that_was_unused_for_the_longest_time_is_dropped() {
        count("used", 0);
        count("unused", 0);
        for (int i = 2; i < MOST; i++) {
            count("key" + i, 1);
        }
        count("used", 2);
        count("one more", 3);

        assertThat(count("used", 4).allowed()).isFalse();
        assertThat(count("unused", 4)).isEqualTo(usage(true, 1, 60));
    }
}
