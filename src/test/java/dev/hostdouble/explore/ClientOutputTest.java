package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of clients has no credentials in reports, is visible and bounded. */
class ClientOutputTest {
    private static String shown(String output) {
        return ClientOutput.of(Explorations.exit(1, output));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Authorization: Bearer abc|def~Authorization: ***",
                "{'Authorization': 'Bearer abc'}~{'Authorization': ***",
                "using bearer abc.def~using bearer ***",
                "login with Basic am9zZW06am9zZW0=~login with Basic ***",
                "Cookie: a=b; c=d~Cookie: ***",
                "GET /iso.php?action=list&token=s3cret HTTP/1.1~GET /iso.php?action=list&token=*** HTTP/1.1",
                "https://me:pw@host/~https://me:***@host/",
                "{\"user\":\"me\",\"password\":\"a b\"}~{\"user\":\"me\",\"password\":\"***\"}",
                "reply: {\"user\":\"me\",\"password\":\"a \\\" b\"}~reply: {\"user\":\"me\",\"password\":\"***\"}",
                "config.password = hunter2~config.password = ***",
                "HOSTKEY_TOKEN='abc' ok~HOSTKEY_TOKEN='***' ok",
                "run --api-key abc --name web~run --api-key *** --name web",
                "msg=\"password=abc\" x~msg=\"password=***\" x",
                "server 4004: running, name=web1~server 4004: running, name=web1",
            })
    void what_names_mark_as_credentials_is_masked(String output, String expected) {
        assertThat(shown(output)).isEqualTo(expected);
    }

    @Test
    void it_is_the_end_and_has_no_control_characters() {
        String output = shown("x".repeat(1 << 20) + "\n\u001b[31mred\u0000\r\nlast");
        assertThat(output)
                .startsWith("[...] xxx")
                .endsWith("\n\\u001b[31mred\\u0000\nlast")
                .hasSize(ClientOutput.MOST + "[...] ".length());
    }

    /** A pattern that goes back takes minutes for these. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "-", "a.", "--a ", "\"", "a=\"", "a=\\", "token=\"\\", "bearer ", "://", "{", "'a':"})
    void it_is_quick_for_any_text(String piece) {
        assertThat(shown(piece.repeat(1 << 20))).hasSizeLessThan(2 * ClientOutput.MOST);
    }
}
