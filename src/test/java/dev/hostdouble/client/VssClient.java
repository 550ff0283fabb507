package dev.hostdouble.client;

import static dev.hostdouble.client.Credentials.basic;
import static dev.hostdouble.client.Credentials.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.FileStore.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A client of VSS, who can also put files into the users' stores. */
public final class VssClient extends ProviderClient {
    public static final String USER = Credentials.VSS_USER;
    public static final String NEIGHBOUR = Credentials.VSS_NEIGHBOUR;
    public static final String LOGIN = "/auth/request-token";
    public static final String PERSONAL = "/v2/user/image/iso";
    public static final String SYNCS = "/v2/request/image_sync";

    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public VssClient(Hostdouble emulator, String world) {
        super(emulator, world);
    }

    /** Requests a token with a JSON body, or without a body if it is empty. */
    public Seen requestToken(String json, String... headers) {
        return send("POST", LOGIN, json, json.isEmpty() ? headers : with(headers, "Content-Type: application/json"));
    }

    /** A new token for a user. */
    public String login(String user) {
        return read(200, requestToken("", basic(user, user))).path("token").asText();
    }

    /** Gets the first user a new token for the calls from now on. */
    public void loginAgain() {
        tokens.put(USER, login(USER));
    }

    /** Calls as a user, whose token is requested at the first call. */
    public Seen callAs(String user, String method, String target) {
        return callWith(tokens.computeIfAbsent(user, this::login), method, target);
    }

    /** Calls as the first user. */
    public Seen call(String method, String target) {
        return callAs(USER, method, target);
    }

    /** Calls with a token. */
    public Seen callWith(String token, String method, String target) {
        return send(method, target, "", bearer(token));
    }

    /** What the first user reads there. */
    public JsonNode get(String target) {
        return read(200, call("GET", target));
    }

    /** The ids on a page of images that is expanded, or of URLs. */
    public static List<Integer> ids(JsonNode page) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode one : page.path("data")) {
            String text = one.isTextual()
                    ? one.asText().substring(one.asText().lastIndexOf('/') + 1)
                    : one.path("id").asText();
            ids.add(Integer.parseInt(text));
        }
        return ids;
    }

    public static JsonNode read(int status, Seen reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        return reply.json();
    }

    public static void assertError(Seen reply, int status, String error, String message) {
        JsonNode body = read(status, reply);
        assertThat(body.fieldNames()).toIterable().containsExactly("error", "message", "status");
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("error").asText()).isEqualTo(error);
        assertThat(body.path("message").asText()).isEqualTo(message);
        String reason = status == 401 ? "UNAUTHORIZED" : error.toUpperCase(Locale.ROOT);
        assertThat(reply.statusLine()).isEqualTo("HTTP/1.1 " + status + " " + reason);
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
    }

    public static void assertNotFound(Seen reply) {
        assertError(reply, 404, "not found", "item not found");
    }

    public static void assertUnauthorized(Seen reply) {
        assertError(reply, 401, "authentication error", "Please authenticate with your token.");
    }

    public void put(String path, String modified) {
        put(new StoredFile(path, Instant.parse(modified), false));
    }

    /** Puts a file into the first user's store. */
    public void put(StoredFile file) {
        inStore(files -> files.put(USER, file));
    }

    public void remove(String path) {
        inStore(files -> files.delete(USER, path));
    }

    private void inStore(Consumer<FileStore> work) {
        Optional<FileStore> store = world().with(session -> session.withFiles(USER, files -> {
            work.accept(files);
            return files;
        }));
        assertThat(store).isPresent();
    }

    /** Starts a synchronization as the first user and returns the path of its request. */
    public String sync() {
        return accepted(call("PATCH", PERSONAL));
    }

    /** Starts a synchronization with a token and returns the path of its request. */
    public String sync(String token) {
        return accepted(callWith(token, "PATCH", PERSONAL));
    }

    private static String accepted(Seen reply) {
        String url = read(202, reply).at("/data/_links/request").asText();
        return url.substring(url.indexOf("/v2/"));
    }

    /** What has become of a synchronization. */
    public JsonNode request(String path) {
        return get(path).path("data");
    }

    /** Starts a synchronization and lets it run to its end. */
    public JsonNode synced() {
        String path = sync();
        advance("1m");
        return request(path);
    }
}
