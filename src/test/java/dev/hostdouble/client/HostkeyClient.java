package dev.hostdouble.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import java.util.ArrayList;
import java.util.List;

/** A client of HOSTKEY. Parameters are names that alternate with their values. */
public final class HostkeyClient extends ProviderClient {
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final String[] ORDER = {
        "preset",
        "vm.pico",
        "location_name",
        "NL",
        "os_id",
        "219",
        "root_pass",
        "Secret-123",
        "traffic_plan",
        "37",
        "deploy_period",
        "monthly",
        "hostname",
        "web-1.example.com"
    };

    public HostkeyClient(Hostdouble emulator, String world) {
        super(emulator, world);
    }

    /** Calls an action as the first client. */
    public Seen call(String module, String action, String... parameters) {
        return callAs(Credentials.HOSTKEY_CLIENT, module, action, parameters);
    }

    /** Calls an action with a token; an empty one is left out. */
    public Seen callAs(String token, String module, String action, String... parameters) {
        List<String> all = new ArrayList<>(List.of("action", action));
        if (!token.isEmpty()) {
            all.addAll(List.of("token", token));
        }
        all.addAll(List.of(parameters));
        return post("/" + module + ".php", FORM, form(all.toArray(String[]::new)));
    }

    public Seen post(String target, String contentType, String body) {
        return send("POST", target, body, "Content-Type: " + contentType);
    }

    /** The JSON of an answer; HOSTKEY answers its errors with status 200 too. */
    public static JsonNode json(Seen reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        return reply.json();
    }

    public JsonNode read(String module, String action, String... parameters) {
        return json(call(module, action, parameters));
    }

    public JsonNode readAs(String token, String module, String action, String... parameters) {
        return json(callAs(token, module, action, parameters));
    }

    /** A new session's token. */
    public String login() {
        return callAs("", "auth", "login", "key", Credentials.HOSTKEY_KEY)
                .json()
                .at("/result/token")
                .asText();
    }

    /** Orders a server. */
    public JsonNode order() {
        return read("eq", "order_instance", usualOrder());
    }

    /** The parameters of the usual order; its root password is no secret. */
    public static String[] usualOrder() {
        return ORDER.clone();
    }

    /** Starts a task and returns its key. */
    public String stats() {
        return read("vm", "load_stats", "id", "456").path("callback").asText();
    }

    /** What a task's key says now; needs no token. */
    public JsonNode check(String key) {
        return readAs("", "eq_callback", "check", "key", key);
    }

    /** Lets a task run to its end and returns what its key then says. */
    public JsonNode finish(JsonNode started) {
        String key =
                started.path("callback").asText(started.path("data").path("key").asText());
        assertThat(key).as(started.toString()).matches("[0-9a-f]{32}");
        assertThat(check(key).path("result").asText()).isEqualTo("Not ready");
        advance("1m");
        return check(key);
    }

    /** Lets a task run to its end, where it must have succeeded. */
    public JsonNode succeed(JsonNode started) {
        JsonNode end = finish(started);
        assertThat(end.path("result").asText()).as(end.toString()).isEqualTo("OK");
        return end;
    }

    public static void assertError(JsonNode reply, String message) {
        assertThat(reply.path("code").asInt()).as(reply.toString()).isEqualTo(-1);
        assertThat(reply.path("message").asText()).isEqualTo(message);
    }
}
