package dev.hostdouble.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.effect.JobFaultEffect;
import dev.hostdouble.world.World;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A client in one world, which can also steer that world through the control API. Each call has its own connection. */
public class ProviderClient {
    private static final String CONTROL = "/_emulator/";
    private static final String YAML = "Content-Type: application/yaml";
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Hostdouble emulator;
    private final String world;
    private int timeoutMillis = TIMEOUT_MILLIS;

    public ProviderClient(Hostdouble emulator, String world) {
        this.emulator = emulator;
        this.world = world;
    }

    public final World world() {
        return emulator.world(world);
    }

    /** Connections to the HTTPS port, by the host of this world. */
    public final TlsClient tls() {
        return new TlsClient(emulator, world + ".localhost");
    }

    /** How long a connection may be silent before the client gives up and counts it as open. */
    public void timeout(int millis) {
        timeoutMillis = millis;
    }

    /**
     * Sends a request as it is, nothing in it encoded, and reads to the end of the connection.
     *
     * @param headers header lines; Host is added if it is missing, and the world unless the target or a header names one
     */
    public final Seen send(String method, String target, String body, String... headers) {
        return exchange(method, target, body, with(headers, "Connection: close"));
    }

    /** Sends a request without a body that does not ask to close the connection, and reads to its end all the same. */
    public final Seen keepAlive(String method, String target, String... headers) {
        return exchange(method, target, "", headers);
    }

    private Seen exchange(String method, String target, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        if (!has(lines, "host")) {
            lines.add("Host: " + emulator.url().getAuthority());
        }
        if (!target.startsWith("/_w/") && !has(lines, "emulator-world")) {
            lines.add("Emulator-World: " + world);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            lines.add("Content-Length: " + bytes.length);
        }
        String head = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(bytes);
        try (RawSocket connection = new RawSocket(emulator.url())) {
            connection.timeout(timeoutMillis);
            connection.write(request.toByteArray());
            return StreamedReplies.compared(method, target, connection.readToEnd());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean has(List<String> lines, String header) {
        return lines.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(header + ":"));
    }

    static String[] with(String[] headers, String... more) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.addAll(List.of(more));
        return lines.toArray(String[]::new);
    }

    /** Names that alternate with their values, as a form. */
    public static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(namesAndValues[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    /** A request for REST Assured to this world, without a credential; nothing in its path is encoded further. */
    public final RequestSpecification rest() {
        return given().baseUri(emulator.url().toString())
                .filter(StreamedReplies::compared)
                .urlEncodingEnabled(false)
                .header("Emulator-World", world);
    }

    /** Calls the control API; a body may be YAML or JSON. */
    public final Seen control(String method, String path, String body) {
        return send(method, CONTROL + path, body, YAML);
    }

    /** Calls the control API, which must succeed. */
    public final JsonNode controlled(String method, String path, String body) {
        return success(control(method, path, body));
    }

    static JsonNode success(Seen reply) {
        assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
        return reply.json();
    }

    /** Advances the world's clock: {@code 30s}, {@code 500ms}. */
    public final void advance(String by) {
        controlled("POST", "clock/advance", "{\"by\":\"" + by + "\"}");
    }

    /** Sets the date of the world's clock; no time passes. */
    public final void setDate(String date) {
        controlled("PUT", "clock", "{\"now\":\"" + date + "\"}");
    }

    /** Lets a provider change something by itself: a JSON object such as {@code {"hosterapi/vm":4001,"state":"stopped"}}. */
    public final boolean change(String json) {
        return controlled("POST", "changes", json).path("changed").asBoolean();
    }

    /** Activates rules, written as a YAML list. */
    public final void rules(String rules) {
        scenario("scenario: test\nrules:\n" + rules.indent(2));
    }

    /** Activates a scenario, written as YAML. */
    public final void scenario(String yaml) {
        Seen reply = control("POST", "scenarios", yaml);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    /** The rules of the active scenarios, as the control API lists them. */
    public final List<JsonNode> hits() {
        List<JsonNode> hits = new ArrayList<>();
        for (JsonNode scenario : controlled("GET", "scenarios", "").path("scenarios")) {
            scenario.path("rules").forEach(hits::add);
        }
        return hits;
    }

    /** Whether the rules were applied as often as their scenarios expect. */
    public final JsonNode verify() {
        return control("POST", "verify", "{}").json();
    }

    /** The calls in the journal, the latest first. */
    public final JsonNode journal() {
        return controlled("GET", "requests", "").path("requests");
    }

    /** Waits until all deliveries are noted: the client may see the end of a reply before the server has noted it. */
    public final void awaitDeliveries() {
        for (int i = 0; i < 500 && journal().findValues("delivery").stream().anyMatch(JsonNode::isNull); i++) {
            Thread.onSpinWait();
        }
    }

    /** Injects a fault into the jobs that an operation starts from now on. */
    public final void injectJobFault(String operation, JobFault fault) {
        install(new Rule("job-fault", operation, new JobFaultEffect(fault)));
    }

    /** Activates a rule, beside those that were added before. */
    protected final void install(Rule rule) {
        world().run(session -> session.install(rule));
    }

    /** Deactivates all scenarios. */
    public final void clearScenarios() {
        world().run(session -> session.deactivateAll());
    }
}
