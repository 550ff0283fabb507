package dev.hostdouble.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
