package dev.hostdouble.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials are replaced wherever they stand, and nothing else changes. */
class SecretsTest {
    private final Secrets secrets = new Secrets(
            name -> Set.of("token", "password", "x-key").contains(name.toLowerCase(Locale.ROOT)), Secrets.MASK);

    private static Request request(String query, Headers headers, String body) {
        return new Request("POST", "http", "x", "", "/", query, headers, Bytes.of(body), List.of());
    }

    private String inBody(String body) {
        return secrets.in(request("", Headers.NONE, body)).body().text();
    }

    private String inReply(String body) {
        return secrets.in(Reply.text(200, "text/plain", body)).body().text();
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer abc, Bearer ***",
        "Authorization, Basic YTpi, Basic ***",
        "authorization, abc, ***",
        "Proxy-Authorization, Basic YTpi, Basic ***",
        "Cookie, a=b; c=d, ***",
        "Set-Cookie, sid=abc; Path=/, ***",
        "X-Key, abc, ***",
        "X-Api-Key, abc, ***",
        "PRIVATE-TOKEN, abc, ***",
        "X-Amz-Security-Token, abc, ***",
        "Idempotency-Key, abc, abc",
        "Referer, https://u:abc@h/, https://u:***@h/",
        "Location, https://h/?token=abc&page=2, https://h/?token=***&page=2",
        "Accept, text/html;q=0.5, text/html;q=0.5",
        "Authorization, '', ''"
    })
    void credentials_in_headers_are_replaced(String name, String value, String masked) {
        assertThat(secrets.in(request("", Headers.of(name, value), "")).header(name))
                .isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "token=abc, token=***",
        "a=1&token=a%26b&b=2, a=1&token=***&b=2",
        "TOKEN=abc&token=def, TOKEN=***&token=***",
        "%74oken=abc, %74oken=***",
        "params[token]=abc, params[token]=***",
        "params%5Btoken%5D=abc, params%5Btoken%5D=***",
        "token[]=abc, token[]=***",
        "token[a][b]=abc&token[]=d, token[a][b]=***&token[]=***",
        "url=https%3A%2F%2Fu%3Aabc%40h%2Fx, url=https%3A%2F%2Fu%3A***%40h%2Fx",
        "tokens=abc&nottoken=1, tokens=abc&nottoken=1",
        "token=&token, token=&token",
        "path=a%3Fport%3D1%26token%3Dx%252By&b=2, path=a%3Fport%3D1%26token%3D***&b=2"
    })
    void credentials_in_queries_and_forms_are_replaced(String query, String masked) {
        assertThat(secrets.inQuery(query)).isEqualTo(masked);
        assertThat(inBody(query)).isEqualTo(masked);
    }

    @Test
    void credentials_in_json_are_replaced_at_any_depth() {
        assertThat(inBody("{ \"a\" : [ { \"token\" : \"x\\\"y\" , \"b\" : 1.50 } ] }"))
                .isEqualTo("{ \"a\" : [ { \"token\" : \"***\" , \"b\" : 1.50 } ] }");
        assertThat(inReply("[{\"Password\":12345,\"user\":\"jm\"}]"))
                .isEqualTo("[{\"Password\":\"***\",\"user\":\"jm\"}]");
        assertThat(inReply("{\"token\":{\"a\":[1,\"}\"]},\"b\":\"token\"}"))
                .isEqualTo("{\"token\":\"***\",\"b\":\"token\"}");
        assertThat(inReply("{\"t\\u006Fken\":\"x\"}")).isEqualTo("{\"t\\u006Fken\":\"***\"}");
        String none = "{\"token\":null,\"password\":\"\",\"x-key\":false}";
        assertThat(inReply(none)).isEqualTo(none);
    }

    @Test
    void credentials_in_urls_and_in_json_within_strings_are_replaced() {
        assertThat(inReply("{\"result\":\"https:\\/\\/h\\/?password=a+b&path=c\"}"))
                .isEqualTo("{\"result\":\"https:\\/\\/h\\/?password=***&path=c\"}");
        assertThat(inReply("{\"output\":\"{\\\"password\\\":\\\"x\\\",\\\"id\\\":4}\"}"))
                .isEqualTo("{\"output\":\"{\\\"password\\\":\\\"***\\\",\\\"id\\\":4}\"}");
        assertThat(inReply("see <a href=\"/vnc?password=abc\">console</a>"))
                .isEqualTo("see <a href=\"/vnc?password=***\">console</a>");
    }

    @Test
    void credentials_in_json_with_a_byte_order_mark_are_replaced() {
        assertThat(inReply("\uFEFF{\"token\":\"abc\"}")).isEqualTo("\uFEFF{\"token\":\"***\"}");
    }

    @Test
    void credentials_in_json_that_is_cut_off_are_replaced() {
        assertThat(inReply("{\"a\":1,\"token\":\"abc")).isEqualTo("{\"a\":1,\"token\":\"***\"");
        assertThat(inReply("{\"a\":1,\"token\":")).isEqualTo("{\"a\":1,\"token\":");
        assertThat(inReply("{\"token\":[1,2")).isEqualTo("{\"token\":\"***\"");
    }

    @Test
    void credentials_in_multipart_bodies_are_replaced() {
        String body = """
                --b
                Content-Disposition: form-data; name="token"

                abc
                --b
                Content-Disposition: form-data; name="token"; filename="f"

                abc
                --b
                Content-Disposition: form-data; name="id"

                7
                --b--
                """.replace("\n", "\r\n");
        Request read = new Request(
                "POST",
                "http",
                "x",
                "",
                "/",
                "",
                Headers.of("Content-Type", "multipart/form-data; boundary=b"),
                Bytes.of(body),
                List.of(new Part("token", false, Bytes.of("abc")), new Part("id", false, Bytes.of("7"))));
        Request masked = secrets.in(read);
        assertThat(masked.body().text()).isEqualTo(body.replaceFirst("abc", "***"));
        assertThat(masked.parts()).extracting(part -> part.content().text()).containsExactly("***", "7");
    }

    @Test
    void bytes_that_are_not_utf_8_stay() {
        byte[] body = "a=\u00ff\u0000&token=\u00fe&b=\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        Request read = new Request("POST", "http", "x", "", "/", "", Headers.NONE, Bytes.of(body), List.of());
        assertThat(new String(secrets.in(read).body().array(), StandardCharsets.ISO_8859_1))
                .isEqualTo("a=\u00ff\u0000&token=***&b=\u00ff");
    }

    @Test
    void a_replacement_can_depend_on_the_value() {
        Secrets stand = new Secrets("token"::equals, value -> "<" + value.length() + ">");
        Request masked =
                stand.in(request("token=a%26b", Headers.of("Authorization", "Bearer abcd"), "{\"token\":\"é\"}"));
        assertThat(masked.query()).isEqualTo("token=%3C3%3E");
        assertThat(masked.header("Authorization")).isEqualTo("Bearer <4>");
        assertThat(masked.body().text()).isEqualTo("{\"token\":\"<1>\"}");
    }
}
