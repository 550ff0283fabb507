package dev.hostdouble.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as a report shows them. */
class ShownBodyTest {
    @Test
    void json_gets_lines_and_keeps_its_tokens() {
        ShownBody shown = ShownBody.of(Bytes.of("{\"a\":1.0e2,\"a\":[],\"b\\\"\":[{}, \"x:{,\\u0041\"] , \"c\":{ }}"));
        assertThat(shown.caption()).isEqualTo("53 bytes, indented here");
        assertThat(shown.text()).isEqualTo("""
                {
                  "a": 1.0e2,
                  "a": [],
                  "b\\"": [
                    {},
                    "x:{,\\u0041"
                  ],
                  "c": {}
                }""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "[}{", "{\"a", "{\"a\\", "a=1&b=2", "{}}", "", " "})
    void what_is_not_like_json_stays_as_it_is(String text) {
        assertThat(JsonIndent.of(text)).isEmpty();
        assertThat(ShownBody.of(Bytes.of(text)).text()).isEqualTo(text);
    }

    @Test
    void what_would_become_much_longer_stays_as_it_is() {
        assertThat(JsonIndent.of("[".repeat(50) + "1,".repeat(10_000) + "1" + "]".repeat(50)))
                .isEmpty();
    }

    @Test
    void several_texts_of_json_keep_their_lines() {
        assertThat(JsonIndent.of("{\"a\":1}\n[]\n")).contains("{\n  \"a\": 1\n}\n[]");
    }

    @Test
    void what_is_too_deep_for_readers_stays_as_it_is() {
        assertThat(JsonIndent.of("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
    }

    @Test
    void a_long_text_is_cut_between_characters() {
        String text = "x" + "😀".repeat(ShownBody.MOST_CHARACTERS);
        ShownBody shown = ShownBody.of(Bytes.of(text));
        assertThat(shown.caption()).isEqualTo("32001 bytes, the first 8000 characters");
        assertThat(shown.text()).isEqualTo("x" + "😀".repeat(ShownBody.MOST_CHARACTERS / 2 - 1) + "…");
        String long2 = "é".repeat(1 << 20);
        assertThat(ShownBody.of(Bytes.of(long2)).text()).isEqualTo("é".repeat(ShownBody.MOST_CHARACTERS) + "…");
    }

    @Test
    void bytes_that_are_no_text_are_hexadecimal() {
        Bytes body = Bytes.of("<b>\u00ff0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1));
        ShownBody shown = ShownBody.of(body);
        assertThat(shown.caption()).isEqualTo("20 bytes, not UTF-8, in hexadecimal");
        assertThat(shown.text()).isEqualTo("""
                        0000  3c 62 3e ff 30 31 32 33 34 35 36 37 38 39 61 62  <b>.0123456789ab
                        0010  63 64 65 66                                      cdef
                        """);
        byte[] large = new byte[100_000];
        large[0] = (byte) 0xff;
        assertThat(ShownBody.of(Bytes.of(large)).text().lines()).hasSize(32);
    }
}
