package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The API keys of an account are what a login takes. */
class ApiKeysTest extends HostkeyStory {
    private JsonNode login(String key) {
        return hostkey.readAs("", "auth", "login", "key", key);
    }

    private String added(String... parameters) {
        JsonNode reply = hostkey.read("api_keys", "add", parameters);
        return reply.at("/data/api_key").asText();
    }

    @Test
    void addresses_and_names_are_checked() {
        for (String ip : List.of("999.1.1.1", "10.0.0.1/33", "2001:db8::1::2", "10.0.0.1,x", "host.example.com")) {
            HostkeyClient.assertError(
                    hostkey.read("api_keys", "add", "params[name]", "one", "params[ip]", ip), "invalid argument ip");
        }
        for (String ip : List.of("10.0.0.1", "10.0.0.0/8, 2001:db8::/32", "::1", "::ffff:10.0.0.1")) {
            added("params[name]", "one", "params[ip]", ip);
        }
        HostkeyClient.assertError(hostkey.read("api_keys", "add", "params[name]", "a\0b"), "invalid argument name");
    }

    @Test
    void an_added_key_logs_in_until_it_is_switched_off_or_deleted() {
        String key = added("params[name]", "second");
        assertThat(key).matches("[0-9a-f]{16}-[0-9a-f]{16}");
        String token = login(key).at("/result/token").asText();
        assertThat(call(token, "eq", "list").path("servers")).hasSize(1);

        String id = hostkey.read("api_keys", "list").at("/data/1/id").asText();
        hostkey.read("api_keys", "edit", "params[id]", id, "params[active]", "0");
        assertThat(login(key).path("error").asText()).isEqualTo(HostkeyError.UNKNOWN_API_KEY.template());
        hostkey.read("api_keys", "edit", "params[id]", id, "params[name]", "renamed");
        assertThat(hostkey.read("api_keys", "view", "params[id]", id)
                        .at("/data/active")
                        .asInt())
                .isZero();
        hostkey.read("api_keys", "edit", "params[id]", id, "params[active]", "1");
        assertThat(login(key).at("/result/role").asText()).isEqualTo("Customer");
        hostkey.read("api_keys", "delete", "params[id]", id);
        assertThat(login(key).path("error").asText()).isEqualTo(HostkeyError.UNKNOWN_API_KEY.template());
        assertThat(hostkey.read("api_keys", "history", "params[id]", id)
                        .path("data")
                        .findValuesAsText("type"))
                .containsExactly("add", "login", "edit", "edit", "edit", "login", "delete");
    }

    @Test
    void no_reply_but_that_to_add_shows_a_key() {
        String key = added("params[name]", "second");
        assertThat(hostkey.read("api_keys", "list").toString())
                .doesNotContain(key)
                .doesNotContain(Credentials.HOSTKEY_KEY);
        assertThat(hostkey.control("GET", "journal", "").body()).doesNotContain(key);
        assertThat(hostkey.control("GET", "replay", "").body()).doesNotContain(key);
    }

    @Test
    void a_key_for_a_server_goes_with_the_server() {
        String key = added("params[name]", "one", "params[server_id]", "456");
        assertThat(login(key).path("result").isObject()).isTrue();
        assertThat(hostkey.change("{\"hostkey/server\":456,\"removed\":true}")).isTrue();
        assertThat(login(key).path("error").asText()).isEqualTo(HostkeyError.UNKNOWN_API_KEY.template());
        assertThat(hostkey.read("api_keys", "list").path("data")).hasSize(1);
    }

    @Test
    void the_keys_of_others_do_not_exist() {
        String neighbour = Credentials.HOSTKEY_NEIGHBOUR;
        String unknown = HostkeyError.API_KEY_NOT_FOUND.template();
        HostkeyClient.assertError(call(neighbour, "api_keys", "view", "params[id]", "1"), unknown);
        HostkeyClient.assertError(call(neighbour, "api_keys", "edit", "params[id]", "1"), unknown);
        HostkeyClient.assertError(call(neighbour, "api_keys", "delete", "params[id]", "1"), unknown);
        login(Credentials.HOSTKEY_KEY);
        assertThat(call(neighbour, "api_keys", "history", "params[id]", "1").path("data"))
                .isEmpty();
    }

    @Test
    void a_history_has_an_end() {
        for (int i = 0; i < 210; i++) {
            hostkey.read("api_keys", "edit", "params[id]", "1", "params[ip]", "10.0.0." + i % 100);
        }
        JsonNode history = hostkey.read("api_keys", "history").path("data");
        assertThat(history).hasSize(200);
        assertThat(history.at("/0/id").asInt()).isEqualTo(11);
    }
}
