package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.http.RawSocket;
import dev.hostdouble.http.RawSocket.RawReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client of all providers in one world, who hides nothing of what comes back. */
final class ScenarioClient {
    static final String SERVERS = "/datacenter/server";
    static final String PERSONAL = "/v2/user/image/iso";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TOKEN = "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hostdouble emulator;
    private final String world;

    ScenarioClient(Hostdouble emulator, String world) {
        this.emulator = emulator;
        this.world = world;
    }

    /** All that came over a connection, and whether it ended. */
    record Seen(String bytes, boolean ended) {}

    private String request(String method, String target, String type, String body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: "
                + emulator.url().getAuthority() + "\r\nEmulator-World: " + world + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            head.append("Content-Type: ").append(type).append("\r\n");
            head.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return head.append("\r\n").append(body).toString();
    }

    private RawReply send(String method, String target, String type, String body, String... headers)
            throws IOException {
        try (RawSocket connection = new RawSocket(emulator.url())) {
            byte[] bytes = request(method, target, type, body, headers).getBytes(StandardCharsets.UTF_8);
            return connection.send(bytes, method.equals("HEAD"));
        }
    }

    static JsonNode json(RawReply reply) throws IOException {
        return JSON.readTree(reply.body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    private static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(namesAndValues[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    /** Puts a scenario into the world, through the control API. */
    void activate(String name, String text) throws IOException {
        RawReply reply = send("PUT", "/_emulator/scenarios/" + name, "application/yaml", text);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    void advance(String by) throws IOException {
        RawReply reply = send("POST", "/_emulator/clock/advance", "application/json", "{\"by\":\"" + by + "\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    /** Whether the rules struck as often as the scenario expects them to, and none was idle. */
    JsonNode verify() throws IOException {
        return json(send("POST", "/_emulator/verify", "application/json", "{}"));
    }

    RawReply open(String target) throws IOException {
        return send("GET", target, "", "");
    }

    /** Calls HosterAPI. */
    RawReply hoster(String method, String path, String... parameters) throws IOException {
        return send(method, "/api/v1" + path, FORM, form(parameters), "Authorization: Bearer " + TOKEN);
    }

    /** What comes over the wire when the servers are listed, to its end or till nothing has come for a while. */
    Seen wire() throws IOException {
        try (Socket socket = new Socket(emulator.url().getHost(), emulator.url().getPort())) {
            socket.setSoTimeout(300);
            String request = request("GET", "/api/v1" + SERVERS, "", "", "Authorization: Bearer " + TOKEN);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            boolean ended = true;
            try {
                InputStream in = socket.getInputStream();
                for (int read = in.read(); read >= 0; read = in.read()) {
                    bytes.write(read);
                }
            } catch (SocketTimeoutException e) {
                ended = false;
            }
            return new Seen(bytes.toString(StandardCharsets.ISO_8859_1), ended);
        }
    }

    String servers() throws IOException {
        return result("GET", SERVERS).toString();
    }

    /** What HosterAPI answers where all goes well. */
    JsonNode result(String method, String path, String... parameters) throws IOException {
        RawReply reply = hoster(method, path, parameters);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return json(reply).path("result");
    }

    /** What HosterAPI says where it does not. */
    String refusal(int status, String method, String path, String... parameters) throws IOException {
        RawReply reply = hoster(method, path, parameters);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return json(reply).path("error").asText();
    }

    static String[] wish() {
        return new String[] {"template", "Debian10.0", "cpuCores", "2", "mem", "2048", "disk", "10G", "ipCount", "2"};
    }

    /** Orders a server; its job. */
    String order() throws IOException {
        return "/job/" + result("POST", SERVERS, wish()).path("jobId").asText();
    }

    /** Calls HOSTKEY as the first client. */
    JsonNode hostkey(String module, String action, String... parameters) throws IOException {
        return hostkeyAs("HOSTKEY_TOKEN", module, action, parameters);
    }

    JsonNode hostkeyAs(String token, String module, String action, String... parameters) throws IOException {
        return json(php(token, module, action, parameters));
    }

    RawReply php(String token, String module, String action, String... parameters) throws IOException {
        String own = form("action", action, "token", token) + (parameters.length == 0 ? "" : "&" + form(parameters));
        RawReply reply = send("POST", "/" + module + ".php", FORM, own);
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    /** A new session at HOSTKEY. */
    String session() throws IOException {
        RawReply reply =
                send("POST", "/auth.php", FORM, form("action", "login", "key", "0123456789abcdef-0123456789abcdef"));
        return json(reply).path("result").path("token").asText();
    }

    JsonNode check(String key) throws IOException {
        return json(send("POST", "/eq_callback.php", FORM, form("action", "check", "key", key)));
    }

    /** Asks VSS for a token. */
    RawReply login(String body) throws IOException {
        String basic = Base64.getEncoder().encodeToString("josem:josem".getBytes(StandardCharsets.UTF_8));
        return send("POST", "/auth/request-token", "application/json", body, "Authorization: Basic " + basic);
    }

    String token() throws IOException {
        return json(login("")).path("token").asText();
    }

    /** Calls VSS. */
    RawReply vss(String token, String method, String target) throws IOException {
        return send(method, target, "", "", "Authorization: Bearer " + token);
    }

    /** Starts a synchronization; the path of its request. */
    String sync(String token) throws IOException {
        RawReply reply = vss(token, "PATCH", PERSONAL);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        String url = json(reply).at("/data/_links/request").asText();
        return url.substring(url.indexOf("/v2/"));
    }
}
