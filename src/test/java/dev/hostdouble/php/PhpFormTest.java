package dev.hostdouble.php;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Request.Part;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Form data as PHP reads it. */
class PhpFormTest {
    private static Map<String, Object> read(String text) {
        return PhpForm.urlencoded(text);
    }

    @Test
    void fields_are_decoded() {
        assertThat(read("a=1&b=x+y%2Bz&c=%C3%BC&d=a=b"))
                .isEqualTo(Map.of("a", "1", "b", "x y+z", "c", "ü", "d", "a=b"));
    }

    @Test
    void a_field_without_a_value_is_empty() {
        assertThat(read("a&b=")).isEqualTo(Map.of("a", "", "b", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "&&&", "=1", "=", "[a]=1", "%20=1"})
    void a_field_without_a_name_is_ignored(String text) {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=100%"})
    void an_invalid_escape_is_kept_as_it_is(String text) {
        assertThat(read(text)).containsEntry("a", text.substring(2));
    }

    @ParameterizedTest
    @CsvSource({"a.b, a_b", "a+b, a_b", "a%20b, a_b", "a.b.c, a_b_c", "+a, a", ".a, _a", "sid%7Cip, sid|ip", "a-b, a-b"
    })
    void dots_and_spaces_in_names_become_underscores(String name, String read) {
        assertThat(read(name + "=1")).isEqualTo(Map.of(read, "1"));
    }

    @Test
    void the_last_of_equal_names_wins() {
        assertThat(read("a=1&a=2&a=3")).isEqualTo(Map.of("a", "3"));
        assertThat(read("a.b=1&a_b=2")).isEqualTo(Map.of("a_b", "2"));
        assertThat(read("a=1&a[x]=2")).isEqualTo(Map.of("a", Map.of("x", "2")));
        assertThat(read("a[x]=1&a=2")).isEqualTo(Map.of("a", "2"));
    }

    @Test
    void brackets_nest_and_empty_ones_count() {
        assertThat(read("a[x]=1&a[y]=2")).isEqualTo(Map.of("a", Map.of("x", "1", "y", "2")));
        assertThat(read("a[]=1&a[]=2")).isEqualTo(Map.of("a", Map.of("0", "1", "1", "2")));
        assertThat(read("a[x][][y]=1")).isEqualTo(Map.of("a", Map.of("x", Map.of("0", Map.of("y", "1")))));
        assertThat(read("a%5Bx%5D=1")).isEqualTo(Map.of("a", Map.of("x", "1")));
    }

    @Test
    void names_inside_brackets_keep_their_dots() {
        assertThat(read("a.b[c.d]=1")).isEqualTo(Map.of("a_b", Map.of("c.d", "1")));
    }

    @Test
    void text_after_a_bracket_is_ignored_and_an_open_bracket_becomes_an_underscore() {
        assertThat(read("a[x]y=1")).isEqualTo(Map.of("a", Map.of("x", "1")));
        assertThat(read("a[x=1")).isEqualTo(Map.of("a_x", "1"));
    }

    @Test
    void a_thousand_fields_count() {
        String text = IntStream.range(0, 1500).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));

        assertThat(read(text)).hasSize(1000).containsKey("f999").doesNotContainKey("f1000");
    }

    @Test
    void nesting_goes_64_deep() {
        assertThat(read("a" + "[b]".repeat(64) + "=1&c=2")).containsOnlyKeys("a", "c");
        assertThat(read("a" + "[b]".repeat(65) + "=1&c=2")).containsOnlyKeys("c");
    }

    @Test
    void text_that_is_not_utf_8_keeps_its_place() {
        assertThat(read("a=x%FFy")).isEqualTo(Map.of("a", "x\uFFFDy"));
    }

    @Test
    void multipart_fields_are_read_and_files_are_not() {
        List<Part> parts = List.of(
                new Part("a.b", false, Bytes.of("1")),
                new Part("a[]", false, Bytes.of("2")),
                new Part("file", true, Bytes.of("3")));

        assertThat(PhpForm.multipart(parts)).isEqualTo(Map.of("a_b", "1", "a", Map.of("0", "2")));
    }

    @Test
    void a_thousand_parts_count() {
        List<Part> parts = IntStream.range(0, 1500)
                .mapToObj(i -> new Part("f" + i, false, Bytes.of("1")))
                .toList();

        assertThat(PhpForm.multipart(parts)).hasSize(1000);
    }

    @Property(tries = 500, seed = "20240201")
    void no_input_makes_parsing_fail(@ForAll String text) {
        assertThat(read(text)).isNotNull();
    }

    @Property(tries = 200, seed = "20240201")
    void plain_fields_read_back(@ForAll @AlphaChars @NotEmpty String name, @ForAll @AlphaChars String value) {
        assertThat(read(name + "=" + value)).isEqualTo(Map.of(name, value));
    }
}
