package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The keys of texts compare like the texts. */
class TextOrderTest {
    private static List<String> sorted(TextOrder order, String... texts) {
        return List.of(texts).stream().sorted(Comparator.comparing(order::key)).toList();
    }

    /** The one list of the provider that shows it. */
    @Test
    void a_locale_ignores_punctuation() {
        assertThat(sorted(
                        TextOrder.LOCALE,
                        "ubuntu-18.04-live-server-amd64",
                        "ubuntu-18.04-desktop-amd64",
                        "ubuntu-18.04.1-desktop-amd64"))
                .containsExactly(
                        "ubuntu-18.04.1-desktop-amd64", "ubuntu-18.04-desktop-amd64", "ubuntu-18.04-live-server-amd64");
    }

    @Test
    void a_locale_ignores_case_and_accents() {
        assertThat(sorted(TextOrder.LOCALE, "b", "\u00c1c", "a", "B", "ab"))
                .containsExactly("a", "ab", "\u00c1c", "B", "b");
    }

    @Test
    void bytes_are_those_of_utf_8() {
        assertThat(sorted(TextOrder.BYTES, "\ud83d\ude00", "\uff5e", "b", "B", "-"))
                .containsExactly("-", "B", "b", "\uff5e", "\ud83d\ude00");
    }

    @Property(tries = 500, seed = "20240201")
    void different_texts_have_different_keys(@ForAll String one, @ForAll String other) {
        assertThat(TextOrder.LOCALE.key(one).equals(TextOrder.LOCALE.key(other)))
                .isEqualTo(one.equals(other));
    }

    @Property(tries = 500, seed = "20240201")
    void the_keys_of_texts_with_a_prefix_begin_alike(@ForAll String prefix, @ForAll String rest) {
        String text = prefix + rest;
        assertThat(TextOrder.LOCALE.key(text)).startsWith(TextOrder.LOCALE.begin(prefix, true));
        assertThat(TextOrder.BYTES.begin(prefix, true)).isEmpty();
    }
}
