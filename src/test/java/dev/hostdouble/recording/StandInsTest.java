package dev.hostdouble.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stand-ins look like the credentials they stand for, and are found wherever those stand. */
class StandInsTest {
    private final StandIns standIns = new StandIns();

    private static String kinds(String text) {
        return text.replaceAll("[0-9]", "0")
                .replaceAll("[a-f]", "a")
                .replaceAll("[g-z]", "g")
                .replaceAll("[A-F]", "A")
                .replaceAll("[G-Z]", "G")
                .replaceAll("[^\\x00-\\x7F]", "\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOSTKEY_TOKEN",
                "0123456789abcdef-0123456789abcdef",
                "josem",
                "123456",
                "PVEVNC:65BAE0F0::a+b/Cd==",
                "Paßwörter9",
                "パスワード"
            })
    void they_have_the_shape_of_the_credential(String secret) {
        String standIn = standIns.of(secret);
        assertThat(standIn).isNotEqualTo(secret).hasSameSizeAs(secret).doesNotStartWith("0");
        assertThat(kinds(standIn)).isEqualTo(kinds(secret));
        assertThat(standIn.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSameSizeAs(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(standIns.of(secret)).isEqualTo(standIn);
        assertThat(new StandIns().of(secret)).isEqualTo(standIn);
    }

    @Test
    void no_two_are_equal_unless_they_are_too_short() {
        Set<String> all = new HashSet<>();
        for (int i = 1000; i < 3000; i++) {
            assertThat(all.add(standIns.of(String.valueOf(i)))).isTrue();
        }
        assertThat(standIns.isExhausted()).isFalse();
        for (char c = '0'; c <= '9'; c++) {
            standIns.of(String.valueOf(c));
        }
        assertThat(standIns.isExhausted()).isTrue();
    }

    @Test
    void long_credentials_are_found_within_other_texts() {
        String token = standIns.of("HOSTKEY_TOKEN");
        String neighbour = standIns.of("HOSTKEY_NEIGHBOUR_TOKEN");
        String ticket = standIns.of("/e5kW9EYn==");
        Substitutes all = standIns.substitutes();
        assertThat(all.in("a HOSTKEY_TOKEN, b=HOSTKEY_NEIGHBOUR_TOKEN&c"))
                .isEqualTo("a " + token + ", b=" + neighbour + "&c");
        assertThat(all.in("HOSTKEY_TOKENS HOSTKEY xHOSTKEY_TOKEN")).isEqualTo("HOSTKEY_TOKENS HOSTKEY xHOSTKEY_TOKEN");
        assertThat(all.in("x /e5kW9EYn==")).isEqualTo("x " + ticket);
        assertThat(all.in("t=1%7CHOSTKEY_TOKEN%0Aa, \"\\nHOSTKEY_TOKEN\\u000aHOSTKEY_TOKEN\""))
                .isEqualTo("t=1%7C" + token + "%0Aa, \"\\n" + token + "\\u000a" + token + "\"");
        String key = standIns.of("12-abcdefgh9");
        assertThat(all.in("%7C12-abcdefgh9 x12-abcdefgh9")).isEqualTo("%7C" + key + " x12-abcdefgh9");
        assertThat(all.in("")).isEmpty();
    }

    @Test
    void words_numbers_and_dates_are_not_looked_for_elsewhere() {
        for (String secret : new String[] {"neighbour", "12345678", "2024-02-01", "aB3"}) {
            standIns.of(secret);
            assertThat(standIns.substitutes().in("is " + secret)).isEqualTo("is " + secret);
        }
    }
}
