package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What stories about HOSTKEY share: one emulator on a manual clock, a world for each test, and a client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostkeyStory {
    static final String CLIENT = "HOSTKEY_TOKEN";
    static final String NEIGHBOUR = "HOSTKEY_NEIGHBOUR_TOKEN";
    static final String STAFF = "HOSTKEY_STAFF_TOKEN";
    static final String ADMIN = "HOSTKEY_ADMIN_TOKEN";

    private final Hostdouble emulator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private String world = "";

    HostkeyStory() {
        this(Settings.forTests());
    }

    HostkeyStory(Settings settings) {
        try {
            emulator = Hostdouble.start(settings);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void ownWorld(TestInfo test) {
        world = "w" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    Hostdouble emulator() {
        return emulator;
    }

    String world() {
        return world;
    }

    /** Calls an action as that caller; parameters alternate with their values. */
    JsonNode call(String token, String module, String action, String... parameters) {
        String[] all = new String[parameters.length + 4];
        all[0] = "action";
        all[1] = action;
        all[2] = "token";
        all[3] = token;
        System.arraycopy(parameters, 0, all, 4, parameters.length);
        return post("/" + module + ".php", "application/x-www-form-urlencoded", form(all));
    }

    static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(namesAndValues[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    JsonNode post(String path, String type, String body) {
        return send("POST", path, type, body);
    }

    JsonNode send(String method, String path, String type, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.url() + path))
                    .header("Emulator-World", world)
                    .header("Content-Type", type)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
            return json.readTree(reply.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void advance(String by) {
        post("/_emulator/clock/advance", "application/json", "{\"by\":\"" + by + "\"}");
    }

    JsonNode check(String key) {
        return post("/eq_callback.php", "application/x-www-form-urlencoded", form("action", "check", "key", key));
    }

    /** Lets a task run to its end and returns what its key then says. */
    JsonNode finish(JsonNode started) {
        String key =
                started.path("callback").asText(started.path("data").path("key").asText());
        assertThat(key).as(started.toString()).matches("[0-9a-f]{32}");
        assertThat(check(key).path("result").asText()).isEqualTo("Not ready");
        advance("1m");
        return check(key);
    }

    /** Lets a task run to its end, which must be a good one. */
    JsonNode done(JsonNode started) {
        JsonNode end = finish(started);
        assertThat(end.path("result").asText()).as(end.toString()).isEqualTo("OK");
        return end;
    }

    static void assertError(JsonNode reply, String message) {
        assertThat(reply.path("code").asInt()).as(reply.toString()).isEqualTo(-1);
        assertThat(reply.path("message").asText()).isEqualTo(message);
    }
}
