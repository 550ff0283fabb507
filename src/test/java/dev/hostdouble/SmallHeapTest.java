package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a server with a heap of 128 MiB endures. It would end at the first OutOfMemoryError. The tests follow each other,
 * because one server starts faster than many, and because each then finds the memory as the others leave it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SmallHeapTest {
    private static final String HEAP = "-Xmx128m";
    private static final int MEBIBYTE = 1 << 20;
    private static final String TOKEN = "Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";
    private static final String BODY = "x".repeat(MEBIBYTE - 1000);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Process process;

    @SuppressWarnings("NullAway.Init")
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port",
                        "0")
                .redirectError(folder.resolve("log").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String ready = Objects.requireNonNull(out.readLine());
        url = ready.replaceAll(".* on (http\\S+) .*", "$1");
    }

    @AfterAll
    static void stop() throws Exception {
        process.destroyForcibly();
        process.waitFor();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", TOKEN);
    }

    private static int call(String method, String path, String body) throws Exception {
        return CLIENT.send(
                        to(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String get(String path) throws Exception {
        return CLIENT.send(to(path).build(), BodyHandlers.ofString()).body();
    }

    private static void deleteFirstWorlds() throws Exception {
        for (int i = 0; i < 20; i++) {
            call("DELETE", "/_emulator/worlds/w" + i, "");
        }
    }

    private static boolean isFine() throws Exception {
        return process.isAlive() && get("/_emulator/health").contains("\"status\":\"ok\"");
    }

    private static List<String> logged() throws IOException {
        return Files.readAllLines(folder.resolve("log")).stream()
                .filter(line -> line.contains("ERROR") || line.contains("OutOfMemory"))
                .toList();
    }

    @Test
    @Order(1)
    void large_bodies_in_many_worlds() throws Exception {
        for (int i = 0; i < 120; i++) {
            assertThat(call("POST", "/_w/w" + i % 20 + "/api/v1/datacenter/server", BODY))
                    .isEqualTo(400);
        }
        assertThat(isFine()).isTrue();
        // Each world has its share.
        for (int world = 0; world < 20; world++) {
            assertThat(get("/_w/w" + world + "/_emulator/requests")).contains("\"total\":");
            assertThat(get("/_w/w" + world + "/_emulator/requests")).doesNotContain("\"total\":0,");
        }
    }

    @Test
    @Order(2)
    void recordings_of_a_full_journal() throws Exception {
        deleteFirstWorlds();
        for (int i = 0; i < 90; i++) {
            call("POST", "/_w/full/api/v1/datacenter/server", BODY);
        }
        for (String report :
                List.of("replay", "requests?as=har", "requests?limit=100000", "report?as=markdown", "report")) {
            HttpResponse<InputStream> reply =
                    CLIENT.send(to("/_w/full/_emulator/" + report).build(), BodyHandlers.ofInputStream());
            assertThat(reply.statusCode()).isEqualTo(200);
            long bytes = 0;
            byte last = 0;
            try (InputStream in = reply.body()) {
                byte[] buffer = new byte[MEBIBYTE];
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    bytes += read;
                    last = buffer[read - 1];
                }
            }
            assertThat(bytes).as(report).isGreaterThan(report.contains("limit") ? 1000 : 40 * MEBIBYTE);
            assertThat(last).isEqualTo((byte) '\n');
        }
        assertThat(get("/_w/full/_emulator/replay").substring(0, 300))
                .contains("\"complete\": false", "the log was full", "MiB of this heap");
        assertThat(isFine()).isTrue();
    }

    @Test
    @Order(3)
    void large_scenarios_again_and_again() throws Exception {
        String text = ("          " + "x".repeat(99) + "\n").repeat(9400);
        String scenario = """
                scenario: n
                rules:
                  - name: r
                    on: hosterapi/server.list
                    effect:
                      reply:
                        body: |
                """ + text;
        // The journals are full already: what is put takes the place of their events.
        for (int i = 0; i < 30; i++) {
            assertThat(call("PUT", "/_w/m/_emulator/scenarios/n", scenario)).isIn(200, 201);
        }
        assertThat(isFine()).isTrue();
    }

    @Test
    @Order(4)
    void five_hundred_idle_worlds() throws Exception {
        call("DELETE", "/_emulator/worlds/m", "");
        call("DELETE", "/_emulator/worlds/full", "");
        for (int i = 0; i < 500; i++) {
            assertThat(call("GET", "/_w/idle" + i + "/api/v1/datacenter/server", ""))
                    .as("world %s", i)
                    .isEqualTo(200);
        }
        assertThat(isFine()).isTrue();
    }

    @Test
    @Order(5)
    void one_world_too_many_is_refused_in_time() throws Exception {
        int status = 200;
        for (int i = 500; i < 900 && status == 200; i++) {
            status = call("GET", "/_w/idle" + i + "/api/v1/datacenter/server", "");
        }
        assertThat(status).isEqualTo(503);
        assertThat(get("/_w/another/api/v1/datacenter/server"))
                .startsWith("{\"error\":\"no memory for a new world: the worlds keep ")
                .contains("--evict-worlds");
        assertThat(call("GET", "/_w/idle1/api/v1/datacenter/server", "")).isEqualTo(200);
        call("DELETE", "/_emulator/worlds/idle0", "");
        call("DELETE", "/_emulator/worlds/idle2", "");
        assertThat(call("GET", "/_w/another/api/v1/datacenter/server", "")).isEqualTo(200);
        assertThat(isFine()).isTrue();
        assertThat(logged()).isEmpty();
    }
}
