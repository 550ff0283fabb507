package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.db.LikePattern;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns match what the oracle says, and take no time whatever they are. */
class LikePatternTest {
    @Property(tries = 3000, seed = "20240201")
    void a_pattern_matches_what_the_oracle_says(@ForAll("texts") String text, @ForAll("patterns") String pattern) {
        assertThat(LikePattern.matches(text, pattern, true)).isEqualTo(Oracle.like(text, pattern));
        assertThat(LikePattern.matches(text.toLowerCase(Locale.ROOT), pattern.toLowerCase(Locale.ROOT), false))
                .isEqualTo(Oracle.like(text, pattern));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "A", "b", "%", "_", "\ud83d\ude00")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("a", "B", "%", "%", "_", "\ud83d\ude00")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @ParameterizedTest
    @CsvSource({"abc, ABC, true, true", "abc, ABC, false, false", "abc, a%C, true, true", "abc, a%C, false, false"})
    void case_is_ignored_if_asked(String text, String pattern, boolean ignoreCase, boolean matches) {
        assertThat(LikePattern.matches(text, pattern, ignoreCase)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"abc, a_c, false", "a_c, a_c, true", "xa_c, %A_c, true", "abac, a%_c, false"})
    void an_underscore_can_stand_for_itself(String text, String pattern, boolean matches) {
        assertThat(LikePattern.matches(text, pattern, true, false)).isEqualTo(matches);
    }

    /** With exponential time, this would not end. */
    @Test
    void many_wildcards_take_no_time() {
        String text = "a".repeat(1000);
        assertThat(LikePattern.matches(text, "%a".repeat(500) + "%b", true)).isFalse();
        assertThat(LikePattern.matches(text, "%a".repeat(500) + "%", true)).isTrue();
        assertThat(LikePattern.matches(text, "%".repeat(5000) + "a", true)).isTrue();
    }
}
