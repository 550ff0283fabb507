package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Query strings as the provider's clients write them, the page's own command among them. */
class QueryStringTest {
    private static Map<String, Object> read(String query) {
        return QueryString.read(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter=name,like,CentO%&sort=name,desc",
                "filter=name,like,CentO%25&sort=name,desc",
                "filter=name%2Clike%2CCentO%25&sort=name%2Cdesc",
                "filter=name%2clike%2cCentO%&sort=name%2cdesc",
                "sort=name,desc&filter=name,like,CentO%",
                "%66ilter=name,like,CentO%&sor%74=name,desc"
            })
    void every_way_of_escaping_means_the_same(String query) {
        assertThat(read(query)).isEqualTo(Map.of("filter", "name,like,CentO%", "sort", "name,desc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%%", "%4", "%zz", "100%", "%&", "%2", "%\u00e9", "%-1", "%+1"})
    void an_invalid_escape_stands_for_itself(String value) {
        assertThat(read("a=" + value)).containsEntry("a", value.replace("&", "").replace("+", " "));
    }

    @Test
    void a_plus_is_a_space() {
        assertThat(read("a=x+y%2Bz%20")).isEqualTo(Map.of("a", "x y+z "));
    }

    @Test
    void the_first_of_equal_names_wins() {
        assertThat(read("page=2&page=3&p%61ge=4")).isEqualTo(Map.of("page", "2"));
    }

    @Test
    void a_name_without_a_value_is_empty() {
        assertThat(read("expand&page=&=x&&")).isEqualTo(Map.of("expand", "", "page", "", "", "x"));
        assertThat(read("")).isEmpty();
    }

    @Test
    void equals_signs_and_semicolons_are_part_of_values() {
        assertThat(read("filter=a=b;c=d")).isEqualTo(Map.of("filter", "a=b;c=d"));
    }

    @Test
    void texts_are_utf_8_and_invalid_bytes_are_tolerated() {
        assertThat(read("a=%C3%BC%F0%9F%98%80")).containsEntry("a", "\u00fc\ud83d\ude00");
        assertThat(read("a=%ff")).containsEntry("a", "\ufffd");
        assertThat(read("a=%00")).containsEntry("a", "\0");
    }

    @Test
    void very_many_fields_are_cut() {
        assertThat(read("a=1&" + "&".repeat(2000) + "b=2")).isEqualTo(Map.of("a", "1"));
    }

    @Property(tries = 500, seed = "20240201")
    void any_encoded_text_reads_back(@ForAll String name, @ForAll String value) {
        String query = Urls.encode(name) + "=" + Urls.encode(value);
        assertThat(read(query)).isEqualTo(Map.of(sent(name), sent(value)));
    }

    /** What UTF-8 makes of a text: half a character is a question mark. */
    private static String sent(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property(tries = 500, seed = "20240201")
    void no_query_makes_parsing_fail(@ForAll String query) {
        assertThat(read(query)).isNotNull();
    }
}
