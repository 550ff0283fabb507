package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, roles and transport. */
class AuthTest extends HostkeyStory {
    private static final String FORM = HostkeyClient.FORM;
    private static final String KEY = Credentials.HOSTKEY_KEY;
    private static final String TOKEN = "&token=" + CLIENT;

    private JsonNode send(String method, String target, String type, String body) {
        return HostkeyClient.json(hostkey.send(method, target, body, "Content-Type: " + type));
    }

    private JsonNode post(String target, String type, String body) {
        return send("POST", target, type, body);
    }

    private JsonNode auth(String... parameters) {
        return post("/auth.php", FORM, HostkeyClient.form(parameters));
    }

    @Test
    void a_session_lasts_for_the_requested_time() {
        JsonNode session = auth("action", "login", "key", KEY, "ttl", "60").path("result");
        assertThat(session.path("role").asText()).isEqualTo("Customer");
        assertThat(session.path("servers").toString()).isEqualTo("[456]");
        assertThat(session.path("token_expire").asLong()).isEqualTo(1706745600L + 60);
        String token = session.path("token").asText();
        assertThat(call(token, "eq", "list").path("servers").toString()).isEqualTo("[456]");
        hostkey.advance("59s");
        assertThat(call(token, "auth", "info").path("result").path("token").asText())
                .isEqualTo(token);
        hostkey.advance("1s");
        JsonNode refused = call(token, "eq", "list");
        assertThat(refused.toString()).isEqualTo("{\"code\":-2,\"message\":\"Invalid token\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-01T00:00:00Z", "2030-01-01T00:00:00Z"})
    void a_date_that_is_set_neither_ends_nor_revives_a_session(String date) {
        String token = hostkey.login();
        hostkey.advance("1h");
        hostkey.setDate(date);

        assertThat(call(token, "auth", "info").at("/result/token_expire").asLong())
                .isEqualTo(Instant.parse(date).getEpochSecond() + 3600);
        hostkey.advance("1h");
        assertThat(call(token, "eq", "list").path("message").asText()).isEqualTo("Invalid token");
        hostkey.setDate("2024-02-01T00:00:00Z");
        assertThat(call(token, "eq", "list").path("message").asText()).isEqualTo("Invalid token");
    }

    @Test
    void a_session_lasts_two_hours_by_default() {
        JsonNode session = auth("action", "login", "key", KEY, "fix_ip", "0").path("result");
        assertThat(session.path("token_expire").asLong()).isEqualTo(1706745600L + 7200);
    }

    @Test
    void a_login_by_password_and_a_logout() {
        JsonNode session = auth(
                "action", "whmcslogin", "user", Credentials.HOSTKEY_EMAIL, "password", Credentials.HOSTKEY_PASSWORD);
        String token = session.path("result").path("token").asText();
        assertThat(call(token, "auth", "logout").path("result").asText()).isEqualTo("OK");
        assertThat(call(token, "eq", "list").path("message").asText()).isEqualTo("Invalid token");
        assertThat(auth("action", "whmcslogin", "user", Credentials.HOSTKEY_EMAIL, "password", "wrong")
                        .toString())
                .isEqualTo("{\"result\":-1,\"error\":\"Incorrect login or password\"}");
    }

    @Test
    void each_kind_of_wrong_key_has_its_own_error() {
        assertThat(auth("action", "login", "key", "nonsense").toString())
                .isEqualTo("{\"result\":-1,\"error\":\"Incorrect API key format\"}");
        assertThat(auth("action", "login").toString())
                .isEqualTo("{\"result\":-2,\"error\":\"auth: malformed request #1\"}");
        assertThat(auth("action", "login", "key", "fedcba9876543210-fedcba9876543210")
                        .toString())
                .isEqualTo("{\"result\":-1,\"error\":\"No appropriate servers found\","
                        + "\"code\":\"NO_APPROPRIATE_SERVERS\"}");
        assertThat(auth("action", "login", "key", "0000000000000000-0000000000000000")
                        .path("result")
                        .asInt())
                .isEqualTo(-1);
    }

    @Test
    void without_a_token_authorization_is_required() {
        assertThat(post("/iso.php", FORM, "action=list_iso").toString())
                .isEqualTo("{\"code\":-2,\"message\":\"Authorization required\"}");
    }

    @Test
    void parameters_come_from_body_and_query_on_any_method_and_the_body_wins() {
        assertThat(send("GET", "/iso.php?action=list_iso&id=456" + TOKEN, FORM, "")
                        .path("server_id")
                        .asInt())
                .isEqualTo(456);
        assertThat(send("GET", "/iso.php", FORM, "action=list_iso&id=456" + TOKEN)
                        .path("server_id")
                        .asInt())
                .isEqualTo(456);
        assertThat(post("/iso.php?id=1&action=history", FORM, "action=list_iso&id=456" + TOKEN)
                        .path("server_id")
                        .asInt())
                .isEqualTo(456);
    }

    @Test
    void multipart_bodies_are_read() {
        String body = "";
        for (String[] field : new String[][] {{"action", "update"}, {"token", CLIENT}, {"params[id]", "123"}}) {
            body += "--b\r\nContent-Disposition: form-data; name=\"" + field[0] + "\"\r\n\r\n" + field[1] + "\r\n";
        }
        JsonNode updated = post("/iso.php", "multipart/form-data; boundary=b", body + "--b--\r\n");
        assertThat(updated.path("data").path("id").asInt()).isEqualTo(123);
    }

    @Test
    void an_unknown_action_is_named_in_the_error() {
        HostkeyClient.assertError(call(CLIENT, "iso", "explode"), "unknown action explode");
        HostkeyClient.assertError(post("/vm.php", FORM, ""), "unknown action ");
    }

    @Test
    void each_role_sees_its_servers() {
        assertThat(call(CLIENT, "eq", "list").path("servers").toString()).isEqualTo("[456]");
        assertThat(call(STAFF, "eq", "list").path("servers").toString()).isEqualTo("[456,457]");
        assertThat(call(ADMIN, "eq", "update_servers").path("servers").toString())
                .isEqualTo("[456,457]");
        assertThat(call(STAFF, "auth", "info").path("result").path("role").asText())
                .isEqualTo("Employee");
        HostkeyClient.assertError(call(CLIENT, "eq", "show", "id", "457"), "Server not found");
    }

    @Test
    void power_is_switched_by_tasks_and_shown() {
        JsonNode on = call(CLIENT, "eq", "on", "id", "456");
        assertThat(on.has("module")).isFalse();
        JsonNode end = hostkey.succeed(on);
        assertThat(end.path("scope").asText()).isEqualTo("Post is on");
        assertThat(end.path("context").toString()).isEqualTo("{\"action\":\"on\",\"id\":456,\"location\":\"NL\"}");
        assertThat(power()).isEqualTo("VM is up now");
        assertThat(server().path("power_status").asText()).isEqualTo("on");
        hostkey.succeed(call(CLIENT, "eq", "off", "id", "456"));
        assertThat(power()).isEqualTo("VM is down now");
        hostkey.succeed(call(CLIENT, "eq", "reboot", "id", "456"));
        assertThat(server().path("status").asText()).isEqualTo("power_off");
        assertThat(server().path("Condition_Component").asText()).isEqualTo("power_off");
    }

    private String power() {
        return hostkey.succeed(call(CLIENT, "eq", "status", "id", "456"))
                .path("scope")
                .asText();
    }

    private JsonNode server() {
        return call(CLIENT, "eq", "show", "id", "456").path("server_data");
    }

    @Test
    void an_account_without_servers_logs_in_with_its_password_only() {
        JsonNode session = auth("action", "whmcslogin", "user", "newcomer@example.com", "password", "newcomer")
                .path("result");
        assertThat(session.path("servers")).isEmpty();
        assertThat(call(session.path("token").asText(), "auth", "info")
                        .at("/result/customer_id")
                        .asInt())
                .isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ip=141.105.68.57", "status=rent,power_off&location=nl&ip=141.105.68.57", "mac=56:6F:00:00:01:C9"
            })
    void servers_are_found_by_all_filters(String filter) {
        assertThat(post("/eq.php", FORM, "action=list&token=" + STAFF + "&" + filter)
                        .path("servers")
                        .toString())
                .isEqualTo("[457]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip=203.0.113.9", "status=power_off", "location=US", "group=Gpu", "mac=aa"})
    void a_filter_that_no_server_passes_finds_none(String filter) {
        assertThat(post("/eq.php", FORM, "action=list&token=" + STAFF + "&" + filter)
                        .path("servers"))
                .isEmpty();
    }

    @Test
    void a_task_key_reports_the_end_once() {
        String key =
                call(CLIENT, "vm", "load_stats", "id", "456").path("callback").asText();
        assertThat(hostkey.check(key).toString()).isEqualTo("{\"result\":\"Not ready\",\"key\":\"" + key + "\"}");
        hostkey.advance("1s");
        JsonNode end = hostkey.check(key);
        assertThat(end.path("key").asText()).isEqualTo(key);
        assertThat(end.path("debug").isTextual()).isTrue();
        assertThat(hostkey.check(key).toString())
                .isEqualTo("{\"code\":-1,\"message\":\"AsyncKey not found\",\"key\":\"" + key + "\"}");
    }

    @Test
    void brackets_of_one_name_are_merged_from_query_and_body() {
        JsonNode updated = post(
                "/iso.php?action=update&params[id]=123&params[description]=query" + TOKEN,
                FORM,
                HostkeyClient.form("params[description]", "body"));
        assertThat(updated.path("data").path("description").asText()).isEqualTo("body");
    }
}
