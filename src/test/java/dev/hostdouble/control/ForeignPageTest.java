package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser opens pages of somebody else, which try to steer this server. */
class ForeignPageTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EVIL = "evil.example";
    private static final long PATIENCE_SECONDS = 120;

    /** The pages, in the order in which the browser opens them. */
    private static final String NEIGHBOUR = "neighbour";

    private static final String STRANGER = "stranger";
    private static final String REBOUND = "rebound";

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, CompletableFuture<JsonNode>> results = new ConcurrentHashMap<>();
    private int pagesPort;
    private int serverPort;

    @Test
    void nothing_happens_whatever_a_page_tries() throws Exception {
        Path program = Browser.find().orElse(null);
        if (program == null) {
            System.err.println("SKIPPED: ForeignPageTest needs Chromium or Chrome in PATH; no real browser was tried");
        }
        Assumptions.assumeTrue(program != null, "no Chromium or Chrome in PATH");
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        pages.setExecutor(threads);
        pages.createContext("/", this::serve);
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            pagesPort = pages.getAddress().getPort();
            serverPort = emulator.port();
            pages.start();
            AllProviders client = new AllProviders(emulator, "default");
            client.hosterapi().call("GET", "/datacenter/server");
            String before = state(client);
            String first = "http://127.0.0.1:" + pagesPort + "/" + NEIGHBOUR;
            try (Browser browser = Browser.open(Objects.requireNonNull(program), folder, EVIL, first)) {
                assertThat(browser).isNotNull();
                assertAttempts(NEIGHBOUR);
                assertAttempts(STRANGER);
                JsonNode rebound = result(REBOUND);
                assertThat(rebound.path("provider").asText()).startsWith("404 ");
                for (String attempt : new String[] {"journal", "health", "clock", "world", "reset"}) {
                    assertThat(rebound.path(attempt).asText())
                            .as(attempt)
                            .startsWith("403 {\"error\":\"foreign Host '" + EVIL + ":" + pagesPort + "'");
                }
            }
            assertThat(state(client)).isEqualTo(before);
            assertThat(client.controlled("GET", "worlds", "").path("worlds").findValuesAsText("name"))
                    .containsExactlyInAnyOrder("default", NEIGHBOUR, STRANGER, REBOUND);
        } finally {
            pages.stop(0);
            threads.shutdownNow();
        }
    }

    private static String state(AllProviders client) {
        return client.controlled("GET", "clock", "") + "" + client.controlled("GET", "scenarios", "")
                + client.controlled("GET", "requests", "").findValuesAsText("path");
    }

    private CompletableFuture<JsonNode> of(String page) {
        return results.computeIfAbsent(page, none -> new CompletableFuture<>());
    }

    private JsonNode result(String page) throws Exception {
        return of(page).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What the page saw: its requests were made, and it could read none of the replies. */
    private void assertAttempts(String page) throws Exception {
        JsonNode seen = result(page);
        assertThat(seen.path("provider").asText()).as(page).startsWith("opaque 0");
        assertThat(seen.path("image").asText()).as(page).isEqualTo("error");
        assertThat(seen.path("post").asText()).as(page).startsWith("opaque 0");
        assertThat(seen.path("form").asText()).as(page).isEqualTo("loaded");
        assertThat(seen.path("socket").asText()).as(page).isEqualTo("error");
        for (String attempt : new String[] {"cors", "put", "delete"}) {
            assertThat(seen.path(attempt).asText()).as(page + " " + attempt).contains("Failed to fetch");
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.startsWith("/results/")) {
                of(path.substring("/results/".length())).complete(MAPPER.readTree(body));
                reply(exchange, 204, "");
            } else if (path.startsWith("/_")) {
                forward(exchange, body);
            } else if (path.equals("/" + REBOUND)) {
                reply(exchange, 200, page("rebound.html"));
            } else if (path.equals("/" + NEIGHBOUR) || path.equals("/" + STRANGER)) {
                String name = path.substring(1);
                String next = name.equals(NEIGHBOUR) ? STRANGER : REBOUND;
                reply(
                        exchange,
                        200,
                        page("foreign.html")
                                .replace("SERVER", "127.0.0.1:" + serverPort)
                                .replace("NAME", name)
                                .replace("NEXT", "http://" + EVIL + ":" + pagesPort + "/" + next));
            } else {
                reply(exchange, 404, "");
            }
        }
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/pages", name));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** After the rebinding, requests to the name of the page reach the server as the browser sent them. */
    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        StringBuilder head =
                new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " HTTP/1.1\r\n");
        exchange.getRequestHeaders().forEach((name, values) -> values.stream()
                .filter(value -> !name.equalsIgnoreCase("Connection"))
                .forEach(value -> head.append(name).append(": ").append(value).append("\r\n")));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        try (RawSocket connection = RawSocket.local(serverPort)) {
            Seen seen = connection.send(request.toByteArray(), false);
            reply(exchange, seen.status(), seen.body());
        }
    }
}
