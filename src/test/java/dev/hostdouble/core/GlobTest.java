package dev.hostdouble.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns with stars. */
class GlobTest {
    /** All texts of up to that many letters. */
    private static List<String> words(String letters, int longest) {
        List<String> words = new ArrayList<>(List.of(""));
        for (int from = 0, length = 0; length < longest; length++) {
            int to = words.size();
            for (String word : List.copyOf(words.subList(from, to))) {
                letters.chars().forEach(letter -> words.add(word + (char) letter));
            }
            from = to;
        }
        return words;
    }

    @Test
    void a_pattern_matches_what_the_regular_expression_matches() {
        List<String> texts = words("ab", 6);
        for (String pattern : words("ab*", 5)) {
            Pattern expected = Pattern.compile(pattern.replace("*", ".*"));
            Glob glob = Glob.of(pattern);
            assertThat(texts.stream().filter(glob::matches).toList())
                    .as(pattern)
                    .isEqualTo(texts.stream()
                            .filter(text -> expected.matcher(text).matches())
                            .toList());
        }
    }

    @Test
    void a_pattern_overlaps_a_template_where_one_text_matches_both() {
        List<String> texts = words("a/", 5);
        for (String template : words("a/*", 3)) {
            Pattern within = Pattern.compile(template.replace("*", "[^/]*"));
            for (String pattern : words("a/*", 3)) {
                Glob glob = Glob.of(pattern);
                assertThat(glob.overlaps(template))
                        .as(pattern + " and " + template)
                        .isEqualTo(texts.stream()
                                .anyMatch(text -> glob.matches(text)
                                        && within.matcher(text).matches()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"a.c, abc, false", "a.c, a.c, true", "[a]*, [a]b, true", "A*, abc, false"})
    void everything_but_a_star_stands_for_itself(String pattern, String text, boolean matches) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void a_pattern_has_a_longest_length() {
        assertThat(Glob.of("*".repeat(200)).matches("anything")).isTrue();
        assertThatThrownBy(() -> Glob.of("a".repeat(201)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pattern too long: expected at most 200 characters");
    }

    @Test
    void many_stars_cost_little() {
        Glob glob = Glob.of("*a".repeat(100));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(glob.matches("a".repeat(100_000) + "b"))
                .isFalse());
    }
}
