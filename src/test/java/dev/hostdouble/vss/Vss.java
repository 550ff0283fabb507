package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.http.RawSocket;
import dev.hostdouble.http.RawSocket.RawReply;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.FileStore.StoredFile;
import dev.hostdouble.scenario.Effect;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A client of VSS in one world, who can also move that world's clock and put files into its stores. */
final class Vss {
    static final String USER = "josem";
    static final String NEIGHBOUR = "jm";
    static final String LOGIN = "/auth/request-token";
    static final String PERSONAL = "/v2/user/image/iso";
    static final String SYNCS = "/v2/request/image_sync";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hostdouble emulator;
    private final String world;
    private final Map<String, String> tokens = new HashMap<>();

    Vss(Hostdouble emulator, String world) {
        this.emulator = emulator;
        this.world = world;
    }

    /** Sends a request as it is: nothing in the target is encoded. Header lines may be added, a host among them. */
    RawReply send(String method, String target, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("Emulator-World: " + world);
        if (lines.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))) {
            lines.add("Host: " + emulator.url().getAuthority());
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            lines.add("Content-Length: " + bytes.length);
            lines.add("Content-Type: application/json");
        }
        String head = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + bytes.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(bytes, 0, all, start.length, bytes.length);
        try (RawSocket connection = new RawSocket(emulator.url())) {
            return connection.send(all, method.equals("HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String basic(String user, String password) {
        String login = user + ":" + password;
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    /** A new token; the password of everybody is their name. */
    String login(String user) {
        return read(200, send("POST", LOGIN, "", basic(user, user)))
                .path("token")
                .asText();
    }

    /** A call of that user. */
    RawReply as(String user, String method, String target) {
        String token = tokens.computeIfAbsent(user, this::login);
        return send(method, target, "", bearer(token));
    }

    /** A call of the first user. */
    RawReply call(String method, String target) {
        return as(USER, method, target);
    }

    /** What the first user reads there. */
    JsonNode get(String target) {
        return read(200, call("GET", target));
    }

    /** The ids on a page of images that is expanded, or of URLs. */
    static List<Integer> ids(JsonNode page) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode one : page.path("data")) {
            String text = one.isTextual()
                    ? one.asText().substring(one.asText().lastIndexOf('/') + 1)
                    : one.path("id").asText();
            ids.add(Integer.parseInt(text));
        }
        return ids;
    }

    static JsonNode read(int status, RawReply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        return json(reply.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static void assertError(RawReply reply, int status, String error, String message) {
        JsonNode body = read(status, reply);
        assertThat(body.fieldNames()).toIterable().containsExactly("status", "error", "message");
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("error").asText()).isEqualTo(error);
        assertThat(body.path("message").asText()).isEqualTo(message);
        assertThat(reply.statusLine()).isEqualTo("HTTP/1.1 " + status + " " + error.toUpperCase(Locale.ROOT));
    }

    static void assertNotFound(RawReply reply) {
        assertError(reply, 404, "not found", "item not found");
    }

    static void assertUnauthorized(RawReply reply) {
        assertError(reply, 401, "unauthorized", "Please authenticate with your token.");
    }

    void advance(String by) {
        control("/clock/advance", "{\"by\":\"" + by + "\"}");
    }

    RawReply control(String path, String json) {
        RawReply reply = send("POST", "/_emulator" + path, json);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    World world() {
        return emulator.world(world);
    }

    private FileStore files() {
        return world().api(VssApi.NAME).files().orElseThrow();
    }

    void put(String path, String modified) {
        put(new StoredFile(path, Instant.parse(modified), false));
    }

    void put(StoredFile file) {
        world().settled(now -> {
            files().put(USER, file);
            return file;
        });
    }

    void remove(String path) {
        world().settled(now -> {
            files().delete(USER, path);
            return path;
        });
    }

    /** Starts a synchronization and answers its URL's path. */
    String sync() {
        String url =
                read(202, call("PATCH", PERSONAL)).at("/data/_links/request").asText();
        return url.substring(url.indexOf("/v2/"));
    }

    /** What has become of a synchronization. */
    JsonNode request(String path) {
        return get(path).path("data");
    }

    /** A synchronization that has run its course. */
    JsonNode synced() {
        String path = sync();
        advance("1m");
        return request(path);
    }

    /** From now on, synchronizations meet that fate. */
    void doom(JobFault fate) {
        world().install(new Rule("doom", "vss/user_iso.sync", new Effect.JobFaultEffect(fate)));
    }
}
