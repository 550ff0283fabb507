package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Sixteen threads at once: worlds never see each other, and one world never loses or doubles anything. */
class ConcurrencyTest {
    private static final int THREADS = 16;
    private static final int CALLS = 20;
    private static final String CREATE =
            "{\"template\":\"Debian10.0\",\"cpuCores\":1,\"mem\":512,\"disk\":\"10G\",\"ipCount\":2}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private JsonNode call(Hostdouble emulator, String world, String method, String path, String body) throws Exception {
        return call(emulator, world, "Bearer 1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6", method, path, body, 200);
    }

    private JsonNode call(
            Hostdouble emulator, String world, String login, String method, String path, String body, int status)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.url() + path))
                .header("Emulator-World", world)
                .header("Authorization", login)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        return json.readTree(reply.body());
    }

    private static void together(List<Callable<Void>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void one_world_never_loses_or_doubles_anything() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean mover = thread == 0;
                work.add(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        call(emulator, "w", "POST", "/api/v1/datacenter/server", CREATE);
                        if (mover) {
                            call(emulator, "w", "POST", "/_emulator/clock/advance", "{\"by\":\"1s\"}");
                        }
                    }
                    return null;
                });
            }
            together(work);
            call(emulator, "w", "POST", "/_emulator/clock/advance", "{\"by\":\"1m\"}");

            int created = THREADS * CALLS;
            JsonNode ids =
                    call(emulator, "w", "GET", "/api/v1/datacenter/server", "").path("result");
            assertThat(ids).hasSize(3 + created);
            Set<String> addresses = new HashSet<>();
            Set<Integer> jobs = new HashSet<>();
            for (int job = 15; job < 15 + created; job++) {
                JsonNode output = call(emulator, "w", "GET", "/api/v1/job/" + job, "")
                        .path("result")
                        .path("output");
                assertThat(jobs.add(output.path("vmid").asInt())).isTrue();
                output.path("ips")
                        .forEach(ip -> assertThat(addresses.add(ip.asText())).isTrue());
            }
            assertThat(addresses).hasSize(2 * created);
        }
    }

    @Test
    void two_worlds_never_see_each_other() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String world = thread % 2 == 0 ? "even" : "odd";
                work.add(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        if (world.equals("even")) {
                            call(emulator, world, "POST", "/api/v1/datacenter/server", CREATE);
                            call(emulator, world, "POST", "/_emulator/clock/advance", "{\"by\":\"10s\"}");
                        } else {
                            JsonNode list = call(emulator, world, "GET", "/api/v1/datacenter/server", "");
                            assertThat(list.path("result").toString()).isEqualTo("[4001,4002,4003]");
                        }
                    }
                    return null;
                });
            }
            together(work);

            assertThat(call(emulator, "even", "GET", "/api/v1/datacenter/server", "")
                            .path("result"))
                    .hasSize(3 + THREADS / 2 * CALLS);
            assertThat(call(emulator, "odd", "GET", "/_emulator/jobs", "").path("jobs"))
                    .isEmpty();
            assertThat(call(emulator, "odd", "GET", "/_emulator/clock", "")
                            .path("now")
                            .asText())
                    .isEqualTo("2024-02-01T00:00:00Z");
        }
    }

    @Test
    void synchronizations_at_once_add_nothing_twice() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            String login = "Basic am9zZW06am9zZW0="; // josem:josem
            String token = "Bearer "
                    + call(emulator, "w", login, "POST", "/auth/request-token", "", 200)
                            .path("token")
                            .asText();
            Set<Integer> requests = ConcurrentHashMap.newKeySet();
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean mover = thread == 0;
                work.add(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        JsonNode accepted = call(emulator, "w", token, "PATCH", "/v2/user/image/iso", "", 202);
                        assertThat(requests.add(accepted.at("/data/request/id").asInt()))
                                .isTrue();
                        call(emulator, "w", login, "POST", "/auth/request-token", "", 200);
                        if (mover) {
                            call(emulator, "w", "POST", "/_emulator/clock/advance", "{\"by\":\"1s\"}");
                        }
                    }
                    return null;
                });
            }
            together(work);
            call(emulator, "w", "POST", "/_emulator/clock/advance", "{\"by\":\"1m\"}");

            assertThat(requests).hasSize(THREADS * CALLS);
            int added = 0;
            for (int page = 1; page <= 2; page++) {
                String list = "/v2/request/image_sync?expand=1&per_page=250&page=" + page;
                for (JsonNode request :
                        call(emulator, "w", token, "GET", list, "", 200).path("data")) {
                    assertThat(request.path("status").asText()).isEqualTo("PROCESSED");
                    assertThat(requests.remove(request.path("id").asInt())).isTrue();
                    added += request.path("added").size();
                }
            }
            assertThat(requests).isEmpty();
            assertThat(added).isEqualTo(1);
            assertThat(call(emulator, "w", token, "GET", "/v2/user/image/iso", "", 200)
                            .path("data"))
                    .hasSize(3);
        }
    }
}
