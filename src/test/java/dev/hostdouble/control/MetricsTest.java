package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.EventStream;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code GET metrics} tells. */
class MetricsTest {
    private static final String STATUS = "/datacenter/server/4001/status";
    private static final String LABEL = "[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";

    /** The text format 0.0.4: a comment, or a name with labels and a value. */
    private static final Pattern LINE = Pattern.compile("# (?:HELP|TYPE) [a-z_]+ .+|([a-z_]+(?:\\{" + LABEL + "(?:,"
            + LABEL + ")*})?) (NaN|[+-]Inf|-?[0-9.]+(?:E-?[0-9]+)?)");

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private HosterapiClient client = new HosterapiClient(emulator, "metrics");

    MetricsTest() throws Exception {}

    @BeforeEach
    void ownWorld() {
        client = new HosterapiClient(emulator, "metrics");
        client.controlled("POST", "reset", "");
    }

    private Map<String, Double> samples() {
        Map<String, Double> samples = new HashMap<>();
        Seen reply = client.control("GET", "metrics", "");
        assertThat(reply.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        for (String line : reply.body().lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            if (matcher.group(1) != null) {
                assertThat(samples.put(matcher.group(1), Double.valueOf(matcher.group(2))))
                        .as(line)
                        .isNull();
            }
        }
        return samples;
    }

    @Test
    void calls_are_counted_by_operation_and_status() {
        client.call("GET", STATUS);
        client.call("GET", STATUS);
        client.call("GET", "/datacenter/server/9/status");
        client.send("GET", "/some/path/of/the/client", "");
        Map<String, Double> samples = samples();
        assertThat(samples)
                .containsEntry("hostdouble_requests_total{operation=\"hosterapi/server.status\",status=\"200\"}", 2.0)
                .containsEntry("hostdouble_requests_total{operation=\"hosterapi/server.status\",status=\"404\"}", 1.0)
                .containsEntry("hostdouble_request_duration_seconds_count{operation=\"hosterapi/server.status\"}", 3.0)
                .containsEntry("hostdouble_requests_total{operation=\"unknown\",status=\"404\"}", 1.0);
        assertThat(samples.get("hostdouble_request_duration_seconds_sum{operation=\"hosterapi/server.status\"}"))
                .isBetween(1e-6, 60.0);
        assertThat(
                        samples.get(
                                "hostdouble_request_duration_seconds_bucket{operation=\"hosterapi/server.status\",le=\"+Inf\"}"))
                .isEqualTo(3.0);
        assertThat(samples.keySet()).noneMatch(name -> name.contains("some/path"));
    }

    @Test
    void what_a_rule_delays_is_not_time_of_the_server() {
        client.rules("- { name: late, on: hosterapi/server.status, effect: { delay: 300ms } }");
        client.call("GET", STATUS);
        Map<String, Double> samples = samples();
        assertThat(samples).containsEntry("hostdouble_rules_applied_total{rule=\"test/late\"}", 1.0);
        assertThat(samples.get("hostdouble_request_duration_seconds_sum{operation=\"hosterapi/server.status\"}"))
                .isLessThan(10.0);
    }

    @Test
    void jobs_worlds_memory_streams_and_connections_have_figures() {
        int job = client.reinstall();
        client.reinstall();
        client.controlled("POST", "jobs/" + job + "/finish", "");
        emulator.client().createWorld("gone");
        emulator.client().deleteWorld("gone");
        try (EventStream events = emulator.client().world("metrics").events()) {
            Map<String, Double> samples = samples();
            assertThat(samples)
                    .containsEntry("hostdouble_jobs{state=\"ended\"}", 1.0)
                    .containsKey("hostdouble_jobs{state=\"running\"}")
                    .containsEntry("hostdouble_worlds", 2.0)
                    .containsEntry("hostdouble_world_creations_total", 3.0)
                    .containsEntry("hostdouble_world_removals_total", 1.0)
                    .containsEntry("hostdouble_event_streams", 1.0);
            assertThat(samples.get("hostdouble_connections")).isGreaterThanOrEqualTo(2.0);
            assertThat(samples.get("hostdouble_memory_used_bytes")).isPositive();
            assertThat(samples.get("hostdouble_memory_limit_bytes"))
                    .isGreaterThan(samples.get("hostdouble_memory_used_bytes"));
            assertThat(samples.keySet())
                    .anyMatch(name -> name.startsWith("jvm_memory_used_bytes{"))
                    .anyMatch(name -> name.startsWith("jvm_gc_collection_seconds_count{"))
                    .anyMatch(name -> name.startsWith("jvm_threads_live_threads"));
            assertThat(events.next(Duration.ofMillis(1))).isEmpty();
        }
    }

    @Test
    void a_job_counts_as_ended_when_its_time_has_come_although_nobody_asks_its_world() {
        client.controlled("PUT", "clock", "{\"mode\":\"manual\"}");
        client.reinstall();
        assertThat(samples()).containsEntry("hostdouble_jobs{state=\"running\"}", 1.0);
        client.controlled("PUT", "clock", "{\"mode\":\"x1000000\"}");
        Map<String, Double> later = samples();
        while (later.getOrDefault("hostdouble_jobs{state=\"running\"}", 0.0) > 0) {
            later = samples();
        }
        assertThat(later).containsEntry("hostdouble_jobs{state=\"ended\"}", 1.0);
    }

    @Test
    void a_busy_world_holds_nobody_up_and_counts_as_it_was() throws Exception {
        client.reinstall();
        assertThat(samples()).containsEntry("hostdouble_jobs{state=\"running\"}", 1.0);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Void> busy =
                CompletableFuture.runAsync(() -> client.world().run(session -> {
                    inside.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        inside.await();
        try {
            assertThat(samples()).containsEntry("hostdouble_jobs{state=\"running\"}", 1.0);
        } finally {
            leave.countDown();
            busy.join();
        }
    }

    @Test
    void the_number_of_rules_is_bounded() {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            rules.append("- { name: r")
                    .append(i)
                    .append(", on: hosterapi/server.list, calls: ")
                    .append(i + 1)
                    .append(", effect: { delay: 1ms } }\n");
        }
        client.rules(rules.toString());
        for (int i = 0; i < 250; i++) {
            client.call("GET", HosterapiClient.SERVERS);
        }
        Map<String, Double> samples = samples();
        assertThat(samples.keySet().stream().filter(name -> name.startsWith("hostdouble_rules_applied_total{")))
                .hasSize(201);
        assertThat(samples.get("hostdouble_rules_applied_total{rule=\"other\"}"))
                .isEqualTo(50.0);
    }

    @Test
    void who_prefers_text_gets_text_and_prometheus_gets_open_metrics() {
        assertThat(type("text/plain, application/openmetrics-text")).startsWith("text/plain");
        assertThat(type("application/openmetrics-text;q=0, */*")).startsWith("text/plain");
        assertThat(type("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"))
                .startsWith("application/openmetrics-text");
    }

    private String type(String accept) {
        return client.send("GET", "/_emulator/metrics", "", "Accept: " + accept).header("Content-Type");
    }

    @Test
    void who_accepts_it_gets_open_metrics() {
        Seen reply = client.send(
                "GET", "/_emulator/metrics", "", "Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertThat(reply.header("Content-Type"))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(reply.body()).endsWith("# EOF\n");
        assertThat(List.of(client.send("HEAD", "/_emulator/metrics", "").status()))
                .containsExactly(200);
    }
}
