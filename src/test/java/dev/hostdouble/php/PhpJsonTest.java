package dev.hostdouble.php;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Bytes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as PHP's {@code json_encode} and {@code json_decode} write and read it with no flags. */
class PhpJsonTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void slashes_are_escaped_and_html_characters_are_not() {
        assertThat(PhpJson.encodeToString("https://x/?a=1&b=<'>")).isEqualTo("\"https:\\/\\/x\\/?a=1&b=<'>\"");
        assertThat(PhpJson.encodeToString(Map.of("a/b", 1))).isEqualTo("{\"a\\/b\":1}");
    }

    @Test
    void characters_beyond_ascii_are_escaped_in_lower_case() {
        assertThat(PhpJson.encodeToString("für 5 €")).isEqualTo("\"f\\u00fcr 5 \\u20ac\"");
        assertThat(PhpJson.encodeToString("\u00ab\u2028\uFEFF")).isEqualTo("\"\\u00ab\\u2028\\ufeff\"");
    }

    @Test
    void characters_beyond_the_basic_plane_are_surrogate_pairs() {
        assertThat(PhpJson.encodeToString("\uD83D\uDE00")).isEqualTo("\"\\ud83d\\ude00\"");
    }

    @Test
    void control_characters_are_escaped_five_of_them_short() {
        assertThat(PhpJson.encodeToString("\b\f\n\r\t")).isEqualTo("\"\\b\\f\\n\\r\\t\"");
        assertThat(PhpJson.encodeToString("\0\u0001\u000B\u001F\"\\"))
                .isEqualTo("\"\\u0000\\u0001\\u000b\\u001f\\\"\\\\\"");
        assertThat(PhpJson.encodeToString("\u007F")).isEqualTo("\"\u007F\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "1.0, 1",
        "-3.0, -3",
        "0.33, 0.33",
        "0.66, 0.66",
        "0.1, 0.1",
        "0.0125, 0.0125",
        "0.0009, 0.0009",
        "0.0001, 0.0001",
        "123456789.5, 123456789.5",
        "0.30000000000000004, 0.30000000000000004"
    })
    void a_whole_float_has_no_fraction_and_no_float_has_zeros_behind(double number, String text) {
        assertThat(PhpJson.encodeToString(number)).isEqualTo(text);
    }

    @Test
    void an_empty_list_and_an_empty_object_differ() {
        assertThat(PhpJson.encodeToString(List.of())).isEqualTo("[]");
        assertThat(PhpJson.encodeToString(Map.of())).isEqualTo("{}");
    }

    @Test
    void members_keep_their_order_and_nothing_stands_between_them() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", Arrays.asList(true, null, 2.0));

        assertThat(PhpJson.encode(map)).isEqualTo(Bytes.of("{\"z\":1,\"a\":[true,null,2]}"));
    }

    @Test
    void only_objects_are_read() {
        assertThat(PhpJson.decodeObject(Bytes.of(" {\"a\":[1,2.5,null,\"x\"]} ")))
                .hasValueSatisfying(
                        members -> assertThat(members).containsEntry("a", Arrays.asList(1, 2.5, null, "x")));
        assertThat(PhpJson.decodeObject(Bytes.of("{}"))).contains(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "null",
                "{",
                "{}x",
                "{} {}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":.5}",
                "{\"a\":\"\t\"}",
                "\uFEFF{}",
                "/**/{}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"\\x\"}"
            })
    void json_that_php_refuses_reads_as_nothing(String json) {
        assertThat(PhpJson.decodeObject(Bytes.of(json))).isEmpty();
    }

    @Test
    void text_that_is_not_utf_8_reads_as_nothing() {
        byte[] latin1 = {'{', '"', 'a', '"', ':', '"', (byte) 0xE4, '"', '}'};
        assertThat(PhpJson.decodeObject(Bytes.of(latin1))).isEmpty();
    }

    @Test
    void nesting_is_read_512_deep_and_no_deeper() {
        assertThat(PhpJson.decodeObject(Bytes.of(nested(512)))).isPresent();
        assertThat(PhpJson.decodeObject(Bytes.of(nested(513)))).isEmpty();
    }

    @Test
    void an_escaped_backslash_before_a_u_does_not_start_an_escape() {
        assertThat(PhpJson.decodeObject(Bytes.of("{\"a\":\"C:\\\\users\"}"))).contains(Map.of("a", "C:\\users"));
        assertThat(PhpJson.decodeObject(Bytes.of("{\"a\":\"\\\\ud800\"}"))).contains(Map.of("a", "\\ud800"));
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    @Property(tries = 500, seed = "20240201")
    void written_json_is_ascii_and_reads_back_the_same(@ForAll("values") Object value) throws Exception {
        byte[] written = PhpJson.encode(value).array();

        for (byte b : written) {
            assertThat(b).isBetween((byte) 0x20, (byte) 0x7F);
        }
        assertSame(JACKSON.readTree(written), JACKSON.valueToTree(value));
    }

    @Property(tries = 500, seed = "20240201")
    void objects_read_back_as_they_were_written(@ForAll("objects") Map<String, Object> object) {
        Map<String, Object> read = PhpJson.decodeObject(PhpJson.encode(object)).orElseThrow();

        assertThat(PhpJson.encodeToString(read)).isEqualTo(PhpJson.encodeToString(object));
    }

    /** Equal trees, numbers by their value: a whole float comes back as an integer. */
    private static void assertSame(JsonNode read, JsonNode written) {
        if (written.isNumber()) {
            assertThat(new BigDecimal(read.asText())).isEqualByComparingTo(new BigDecimal(written.asText()));
            return;
        }
        assertThat(read.getNodeType()).isEqualTo(written.getNodeType());
        assertThat(read.size()).isEqualTo(written.size());
        if (written.isObject()) {
            written.fieldNames().forEachRemaining(name -> {
                assertThat(read.has(name)).isTrue();
                assertSame(read.path(name), written.path(name));
            });
        } else if (written.isArray()) {
            for (int i = 0; i < written.size(); i++) {
                assertSame(read.path(i), written.path(i));
            }
        } else {
            assertThat(read).isEqualTo(written);
        }
    }

    private static Arbitrary<String> texts() {
        // Whole code points: half a surrogate pair is no text, and PHP has none either.
        Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 0x7F),
                        Arbitraries.integers().between(0x80, 0xFFFF),
                        Arbitraries.integers().between(0x10000, 0x10FFFF),
                        Arbitraries.of((int) '/', (int) '"', (int) '\\', 0x7F, 0x2028))
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
        return codePoints.list().ofMaxSize(20).map(points -> {
            StringBuilder text = new StringBuilder();
            points.forEach(text::appendCodePoint);
            return text.toString();
        });
    }

    @Provide
    Arbitrary<Object> values() {
        return nestedValues(3);
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Arbitraries.maps(texts(), nestedValues(2)).ofMaxSize(4);
    }

    private static Arbitrary<Object> nestedValues(int depth) {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                texts().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().between(-1e12, 1e12).ofScale(6).asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        return depth == 0
                ? leaves
                : Arbitraries.oneOf(
                        leaves,
                        nestedValues(depth - 1).list().ofMaxSize(4).asGeneric(),
                        Arbitraries.maps(texts(), nestedValues(depth - 1))
                                .ofMaxSize(4)
                                .asGeneric());
    }
}
