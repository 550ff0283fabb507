package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A client of all providers in one world, who also steers it; each call has a connection of its own. */
final class ProviderCaller {
    static final String TOKEN = "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";
    static final String HOSTKEY_TOKEN = "HOSTKEY_TOKEN";
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Hostdouble emulator;
    private final String world;
    private String vssToken = "";
    private int timeout = TIMEOUT_MILLIS;

    ProviderCaller(Hostdouble emulator, String world) {
        this.emulator = emulator;
        this.world = world;
    }

    /** A client that takes a connection for open after so long a silence. */
    ProviderCaller patientFor(int millis) {
        ProviderCaller other = new ProviderCaller(emulator, world);
        other.vssToken = vssToken;
        other.timeout = millis;
        return other;
    }

    World world() {
        return emulator.world(world);
    }

    /** Sends a request as it is and reads to the end of the connection. */
    Seen send(String method, String target, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("Host: test");
        lines.add("Connection: close");
        lines.add("Emulator-World: " + world);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            lines.add("Content-Length: " + bytes.length);
        }
        String head = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        try (Socket socket = new Socket(emulator.url().getHost(), emulator.port())) {
            socket.setSoTimeout(timeout);
            socket.setTcpNoDelay(true);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(bytes);
            request.writeTo(socket.getOutputStream());
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seen read(InputStream in) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        Seen.End end = Seen.End.CLOSED;
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                seen.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException e) {
            end = Seen.End.OPEN;
        } catch (SocketException e) {
            end = Seen.End.RESET;
        }
        return new Seen(seen.toString(StandardCharsets.ISO_8859_1), end);
    }

    Seen hoster(String method, String path, String json, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("Authorization: Bearer " + TOKEN);
        lines.add("Content-Type: application/json");
        return send(method, "/api/v1" + path, json, lines.toArray(String[]::new));
    }

    Seen hoster(String method, String path) {
        return hoster(method, path, "");
    }

    /** Starts a job and answers its number. */
    int reinstall() {
        return hoster("PUT", "/datacenter/server/4001/reinstall")
                .json()
                .at("/result/jobId")
                .asInt();
    }

    JsonNode job(int id) {
        return hoster("GET", "/job/" + id).json();
    }

    /** Calls an action of HOSTKEY with the client's token; parameters alternate with their values. */
    Seen hostkey(String module, String action, String... parameters) {
        return hostkeyAs(HOSTKEY_TOKEN, module, action, parameters);
    }

    Seen hostkeyAs(String token, String module, String action, String... parameters) {
        StringBuilder form = new StringBuilder("action=" + action);
        if (!token.isEmpty()) {
            form.append("&token=").append(token);
        }
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=');
            form.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return send("POST", "/" + module + ".php", form.toString(), "Content-Type: application/x-www-form-urlencoded");
    }

    /** Starts a task of HOSTKEY and answers its key. */
    String stats() {
        return hostkey("vm", "load_stats", "id", "456").json().path("callback").asText();
    }

    JsonNode task(String key) {
        return hostkey("eq_callback", "check", "key", key).json();
    }

    /** A call of VSS with a token that is had at the first of them. */
    Seen vss(String method, String target) {
        if (vssToken.isEmpty()) {
            loginToVss();
        }
        return send(method, target, "", "Authorization: Bearer " + vssToken);
    }

    /** From now on calls of VSS have a new token. */
    void loginToVss() {
        String login = Base64.getEncoder().encodeToString("josem:josem".getBytes(StandardCharsets.UTF_8));
        vssToken = send("POST", "/auth/request-token", "", "Authorization: Basic " + login)
                .json()
                .path("token")
                .asText();
        assertThat(vssToken).isNotEmpty();
    }

    /** Starts a synchronization and answers the path of its request. */
    String sync() {
        int id =
                vss("PATCH", "/v2/user/image/iso").json().at("/data/request/id").asInt();
        return "/v2/request/image_sync/" + id;
    }

    Seen control(String method, String path, String body) {
        return send(method, "/_emulator/" + path, body, "Content-Type: application/yaml");
    }

    void advance(String by) {
        assertThat(control("POST", "clock/advance", "{\"by\":\"" + by + "\"}").status())
                .isEqualTo(200);
    }

    /** Makes rules active, which are given as YAML. */
    void rules(String rules) {
        scenario("scenario: test\nrules:\n" + rules.indent(2));
    }

    void scenario(String yaml) {
        Seen reply = control("POST", "scenarios", yaml);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    /** The rules of the active scenarios, as the control API lists them. */
    List<JsonNode> hits() {
        List<JsonNode> hits = new ArrayList<>();
        for (JsonNode scenario : control("GET", "scenarios", "").json().path("scenarios")) {
            scenario.path("rules").forEach(hits::add);
        }
        return hits;
    }

    /** The calls in the journal, the latest first. */
    JsonNode journal() {
        return control("GET", "requests", "").json().path("requests");
    }
}
