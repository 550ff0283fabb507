package dev.hostdouble.vss;

import static dev.hostdouble.client.Credentials.basic;
import static dev.hostdouble.client.Credentials.bearer;
import static dev.hostdouble.client.VssClient.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The calls that the command line client of VSS makes, in its order, and what it reads of the replies. */
class VssCliTest extends OptionStory {
    private static final String CODE = "123456";

    /** What the client does in a shell; each method is a command. */
    private static final class Cli {
        private final VssClient vss;
        private String token = "";

        Cli(VssClient vss) {
            this.vss = vss;
        }

        private Seen login(String otp) {
            return vss.requestToken("{\"otp\": " + otp + "}", basic(USER, USER));
        }

        private JsonNode tf(String path, String body) {
            Seen reply = body.isEmpty()
                    ? vss.send("POST", "/tf/" + path, "", basic(USER, USER))
                    : vss.send("POST", "/tf/" + path, body, basic(USER, USER), "Content-Type: application/json");
            return VssClient.read(200, reply);
        }

        private Seen call(String method, String target) {
            return vss.send(method, target, "", bearer(token));
        }

        private JsonNode get(String target) {
            return VssClient.read(200, call("GET", target)).path("data");
        }

        /** Logs in. Asks for a one-time password if there must be one; returns what else stands in the way. */
        Optional<String> configure() {
            Seen first = login("null");
            String message = first.json().path("message").asText();
            Seen last = first;
            if (first.status() == 400 && message.equals("InvalidParameterValue: otp")) {
                tf("request-token", "");
                last = login("\"" + CODE + "\"");
            } else if (first.status() != 200) {
                return Optional.of(message);
            }
            token = VssClient.read(200, last).path("token").asText();
            assertThat(get("/v2/session/motd").path("motd").isNull()).isTrue();
            assertThat(get("/v2/user/message?filter=status,eq,Created&per_page=100"))
                    .isEmpty();
            return Optional.empty();
        }

        /** {@code account --no-load set mfa mk}. */
        void enable(String method) {
            JsonNode enrolment = tf("enable", "{\"method\": \"" + method + "\", \"phone\": null}");
            assertThat(enrolment.path("recovery_codes")).hasSize(10).allMatch(JsonNode::isTextual);
            assertThat(enrolment.path("issuer").asText()).isNotEmpty();
            if (method.equals("AUTHENTICATOR")) {
                assertThat(enrolment.path("uri").asText()).startsWith("otpauth://");
                assertThat(enrolment.path("key").asText()).isNotEmpty();
            } else {
                tf("request-token", "");
            }
            assertThat(tf("verify", "{\"otp\": \"" + CODE + "\"}")
                            .path("message")
                            .asText())
                    .isNotEmpty();
        }

        /** {@code account set mfa rm}. */
        void disable() {
            assertThat(tf("disable", "").path("message").asText()).isNotEmpty();
            assertThat(tf("disable/" + CODE, "").path("message").asText()).isNotEmpty();
        }
    }

    private static void story(VssClient vss, String method) {
        Cli cli = new Cli(vss);
        assertThat(cli.configure()).contains("TotpEnforcement: Must enable TOTP");
        cli.enable(method);
        assertThat(cli.configure()).isEmpty();
        JsonNode totp = cli.get("/v2/user").path("totp");
        assertThat(totp.path("method").asText()).isEqualTo(method);

        JsonNode tokens = cli.get("/v2/user/token?per_page=50&filter=&sort=");
        assertThat(tokens).hasSize(1);
        String id = tokens.path(0).path("id").asText();
        assertThat(cli.get("/v2/user/token/" + id).path("valid").asBoolean()).isTrue();
        assertThat(cli.call("DELETE", "/v2/user/token/" + id).status()).isEqualTo(204);
        VssClient.assertUnauthorized(cli.call("GET", "/v2/user"));
        assertThat(cli.configure()).isEmpty();

        assertThat(vss.change("{\"vss/message\":\"josem\",\"added\":true,\"subject\":\"Hello\"}"))
                .isTrue();
        JsonNode messages = cli.get("/v2/user/message?expand=1&per_page=50&filter=&sort=created_on,desc");
        String message = "/v2/user/message/" + messages.path(0).path("id").asText();
        assertThat(cli.get(message).at("/user/username").asText()).isEqualTo(USER);
        assertThat(VssClient.read(200, cli.call("PUT", message))
                        .at("/data/status")
                        .asText())
                .isEqualTo("Acknowledged");

        cli.disable();
        assertThat(cli.configure()).contains("TotpEnforcement: Must enable TOTP");
        assertThat(cli.get("/v2/user").at("/totp/enabled").asBoolean(true)).isFalse();
    }

    @Test
    void from_the_first_login_to_the_end_with_an_authenticator() throws Exception {
        in("mfa: enforced\n", vss -> story(vss, "AUTHENTICATOR"));
    }

    @Test
    void from_the_first_login_to_the_end_with_codes_by_mail() throws Exception {
        in("mfa: enforced\n", vss -> story(vss, "EMAIL"));
    }

    @Test
    void a_client_that_does_not_request_a_code_does_not_get_in() throws Exception {
        in("mfa: enforced\n", vss -> {
            new Cli(vss).enable("EMAIL");
            assertThat(new Cli(vss).login("\"" + CODE + "\"").status()).isEqualTo(400);
        });
    }
}
