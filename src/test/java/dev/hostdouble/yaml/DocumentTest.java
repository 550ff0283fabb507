package dev.hostdouble.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values of a file, as the file writes them. */
class DocumentTest {
    private static final String BEFORE = "first: \ud83d\ude00\ud83d\ude00 \u00e4\n";

    @Test
    void an_empty_text_behind_characters_outside_of_the_basic_plane_is_not_left_out() throws Exception {
        YamlNode root = Document.read("x", BEFORE + "empty: \"\"\nleft:\n").node();
        assertThat(root.get("empty").isLeftOut()).isFalse();
        assertThat(root.get("left").isLeftOut()).isTrue();
    }

    @Test
    void json_is_read_as_its_own_parser_counts() throws Exception {
        String json = "{\"first\":\"\ud83d\ude00\ud83d\ude00\",\"empty\":\"\"}";
        assertThat(Document.restore("x", json).node().get("empty").isLeftOut()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'a: x\n\ud83d\ude00: \u0007', 2, 4, U+0007", "'a: x\r\nb: \u0000\u0000', 2, 4, U+0000"})
    void a_character_that_yaml_does_not_allow_has_its_place(String text, int line, int column, String character) {
        assertThatThrownBy(() -> Document.read("x", text))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(
                        "x:" + line + ":" + column + ": a character that YAML does not allow, " + character);
    }

    @Test
    void a_limit_is_named_without_the_parsers_method() {
        assertThatThrownBy(() -> Document.read("x", "[".repeat(2000) + "]".repeat(2000)))
                .hasMessageContaining("nesting depth (1001) exceeds the maximum of 1000")
                .hasMessageNotContaining("Constraints");
    }

    @Test
    void only_a_scalar_is_replaced() throws Exception {
        Document document = Document.read("x", BEFORE + "list: [1]\nlast: 'a b' # text");
        YamlNode other = Document.read("y", "value: \"\\u00e4: b\"").node().get("value");
        assertThat(document.replaced("/last", other.json()))
                .isEqualTo(BEFORE + "list: [1]\nlast: \"\u00e4: b\" # text");
        assertThat(document.replaced("/list", other.json())).contains("list: [1]\nlast: 'a b'");
        assertThat(document.replaced("/none", other.json())).contains("list: [1]\nlast: 'a b'");
    }
}
