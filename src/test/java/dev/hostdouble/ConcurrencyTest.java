package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
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

    private static JsonNode create(HosterapiClient client) {
        return successful(client.call("POST", HosterapiClient.SERVERS, CREATE));
    }

    private static JsonNode successful(Seen reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
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
            HosterapiClient client = new HosterapiClient(emulator, "w");
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean mover = thread == 0;
                work.add(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        create(client);
                        if (mover) {
                            client.advance("1s");
                        }
                    }
                    return null;
                });
            }
            together(work);
            client.advance("1m");

            int created = THREADS * CALLS;
            JsonNode ids = client.result("GET", HosterapiClient.SERVERS);
            assertThat(ids).hasSize(3 + created);
            Set<String> addresses = new HashSet<>();
            Set<Integer> jobs = new HashSet<>();
            for (int job = 15; job < 15 + created; job++) {
                JsonNode output = client.result("GET", "/job/" + job).path("output");
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
            HosterapiClient even = new HosterapiClient(emulator, "even");
            HosterapiClient odd = new HosterapiClient(emulator, "odd");
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean creates = thread % 2 == 0;
                work.add(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        if (creates) {
                            create(even);
                            even.advance("10s");
                        } else {
                            assertThat(odd.servers()).isEqualTo("[4001,4002,4003]");
                        }
                    }
                    return null;
                });
            }
            together(work);

            assertThat(even.result("GET", HosterapiClient.SERVERS)).hasSize(3 + THREADS / 2 * CALLS);
            assertThat(odd.controlled("GET", "jobs", "").path("jobs")).isEmpty();
            assertThat(odd.controlled("GET", "clock", "").path("now").asText()).isEqualTo("2024-02-01T00:00:00Z");
        }
    }

    @Test
    void synchronizations_at_once_add_nothing_twice() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            VssClient client = new VssClient(emulator, "w");
            String token = client.login(VssClient.USER);
            Set<Integer> requests = ConcurrentHashMap.newKeySet();
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean mover = thread == 0;
                work.add(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        JsonNode accepted = VssClient.read(202, client.callWith(token, "PATCH", VssClient.PERSONAL));
                        assertThat(requests.add(accepted.at("/data/request/id").asInt()))
                                .isTrue();
                        client.login(VssClient.USER);
                        if (mover) {
                            client.advance("1s");
                        }
                    }
                    return null;
                });
            }
            together(work);
            client.advance("1m");

            assertThat(requests).hasSize(THREADS * CALLS);
            int added = 0;
            for (int page = 1; page <= 2; page++) {
                String list = "/v2/request/image_sync?expand=1&per_page=250&page=" + page;
                for (JsonNode request :
                        VssClient.read(200, client.callWith(token, "GET", list)).path("data")) {
                    assertThat(request.path("status").asText()).isEqualTo("PROCESSED");
                    assertThat(requests.remove(request.path("id").asInt())).isTrue();
                    added += request.path("added").size();
                }
            }
            assertThat(requests).isEmpty();
            assertThat(added).isEqualTo(1);
            assertThat(VssClient.read(200, client.callWith(token, "GET", VssClient.PERSONAL))
                            .path("data"))
                    .hasSize(3);
        }
    }
}
