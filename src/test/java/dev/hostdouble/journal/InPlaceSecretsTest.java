package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Request;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replacing credentials in place keeps the encoding of everything. */
class InPlaceSecretsTest {
    private final Secrets secrets = Secrets.inPlace("token"::equalsIgnoreCase, InPlaceSecretsTest::shifted);

    /** The next letter or digit. */
    private static String shifted(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append((char) (Character.isLetterOrDigit(c) && c < 0x80 ? c + 1 : c)));
        return out.toString();
    }

    private Request masked(Headers headers, String query, String body) {
        return secrets.in(new Request("POST", "http", "x", "", "/", query, headers, Bytes.of(body), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '~',
            value = {
                "token=abc token=bcd",
                "token=1%7Cabc&x=1 token=2%7Cbcd&x=1",
                "token=1%7cab+c token=2%7cbc+d",
                "token=%61bc token=bcd",
                "p=%3Ftoken%3Da%252Fb&token=a/b p=%3Ftoken%3Db%252Fc&token=b/c",
                "{\"token\":\"a\\/b\\u00e4\",\"x\":\"a\"} {\"token\":\"b\\/c\\u00e4\",\"x\":\"a\"}",
                "{\"token\":123} {\"token\":234}",
                "{\"token\":[\"ab\",{\"x\":\"ab\"},1,true,null]} {\"token\":[\"bc\",{\"x\":\"bc\"},2,true,null]}",
                "{\"url\":\"http:\\/\\/h\\/?token=ab%2Fc\"} {\"url\":\"http:\\/\\/h\\/?token=bc%2Fd\"}",
                "token[]=abc&x[token][1]=ab token[]=bcd&x[token][1]=bc",
                "u=https://jo:ab%252Fc@h:80/?token=a u=https://jo:bc%252Fd@h:80/?token=b",
                "{\"u\":\"https:\\/\\/jo:abc@h\"} {\"u\":\"https:\\/\\/jo:bcd@h\"}",
                "{\"token\":\"ab {\"token\":\"bc"
            })
    void bodies(String body, String expected) {
        assertThat(masked(Headers.NONE, "", body).body().text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer abc, Bearer bcd",
        "Basic am86YWJj, Basic am86YmNk", // jo:abc, jo:bcd
        "Basic am86, Basic a3A6", // jo: is a token without a password, so it becomes kp:
        "Basic Og==, Basic Og==", // the colon alone
        "Basic !, Basic !",
        "Basic YWJj, Basic ZXKk" // no colon: the text itself
    })
    void logins(String value, String expected) {
        String masked = masked(Headers.of("Authorization", value), "", "").header("Authorization");
        assertThat(masked.toLowerCase(Locale.ROOT)).isEqualTo(expected.toLowerCase(Locale.ROOT));
    }

    @Test
    void texts_keep_what_is_no_credential() {
        String text = "{ \"a\" : 1.50, \"b\":\"caf\\u00e9 \\/\" }";
        assertThat(secrets.inText(text)).isEqualTo(text);
    }
}
