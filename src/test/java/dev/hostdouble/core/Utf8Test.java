package dev.hostdouble.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\0",
                "Zürich €",
                "\uFEFFmark",
                "\uFFFD",
                "a \uFFFD and \uD83D\uDE00",
                "\uD83D\uDE00"
            })
    void valid_bytes_are_their_text(String text) {
        assertThat(Utf8.decode(text.getBytes(StandardCharsets.UTF_8))).contains(text);
        assertThat(Utf8.isEncodable(text)).isTrue();
    }

    /** A byte that begins nothing, half a character, one written too long, half a surrogate pair, and one beyond Unicode. */
    @ParameterizedTest
    @ValueSource(strings = {"ff", "61c3", "c080", "eda080", "f4908080", "efbfbdff"})
    void other_bytes_are_no_text(String hex) {
        assertThat(Utf8.decode(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @Test
    void half_a_surrogate_pair_cannot_be_encoded() {
        assertThat(Utf8.isEncodable("\uD83D")).isFalse();
        assertThat(Utf8.isEncodable("\uDE00\uD83D")).isFalse();
        assertThat(Utf8.isEncodable("a\uD83Db")).isFalse();
        assertThat(Utf8.isEncodable("\uD83D\uDE00\uDE00")).isFalse();
    }
}
