package dev.hostdouble.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.world.ClockMode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules about time: {@code retry-after-ignored} and {@code polled-too-fast}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeAuditTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    TimeAuditTest() throws Exception {}

    private HosterapiClient client(String world) {
        return new HosterapiClient(emulator, "audit-time-" + world);
    }

    private static List<String> rules(List<AuditFinding> findings) {
        return findings.stream().map(AuditFinding::rule).toList();
    }

    /** The first call is asked to wait, by seconds or by a date 30 s after the start of the world. */
    private HosterapiClient asked(String world, String header) {
        HosterapiClient client = client(world);
        client.rules(
                "- { on: hosterapi/server.list, calls: first, effect: { reply: { status: 429, headers: { Retry-After: '"
                        + header + "' }, body: wait } } }");
        client.submit("GET", HosterapiClient.SERVERS);
        client.servers();
        return client;
    }

    @ParameterizedTest
    @CsvSource({"seconds,30", "date,'Thu, 01 Feb 2024 00:00:30 GMT'"})
    void a_client_comes_back_too_early(String world, String header) {
        HosterapiClient client = asked(world, header);
        AuditFinding finding = AuditedWorld.timed(client, 0, 2000).get(0);
        assertThat(finding.rule()).isEqualTo("retry-after-ignored");
        assertThat(finding.what()).isEqualTo("call 2 came 2 s after call 1, whose reply asked the client to wait 30 s");
        assertThat(finding.evidence())
                .containsExactly("reply of call 1: Retry-After: " + header, "call 2 came 2 s later");
        assertThat(AuditedWorld.timed(client, 0, 30_000)).isEmpty();
    }

    @Test
    void another_operation_need_not_wait() {
        HosterapiClient client = client("other");
        client.rules(
                "- { on: hosterapi/server.list, effect: { reply: { status: 429, headers: { Retry-After: '30' }, body: x } } }");
        client.submit("GET", HosterapiClient.SERVERS);
        client.result("GET", "/datacenter/templates");
        assertThat(AuditedWorld.timed(client, 0, 10)).isEmpty();
    }

    @Test
    void a_call_that_was_under_way_could_not_wait() {
        HosterapiClient client = client("parallel");
        client.rules(
                "- { on: hosterapi/job.info, effect: { reply: { status: 429, headers: { Retry-After: '30' }, body: x } } }");
        client.submit("GET", "/job/1");
        client.submit("GET", "/job/2");
        assertThat(AuditedWorld.timed(client, 0, 10)).isEmpty();
        assertThat(rules(AuditedWorld.timed(client, 0, 1000))).containsExactly("retry-after-ignored");
    }

    @Test
    void a_header_that_is_neither_seconds_nor_a_date_says_nothing() {
        assertThat(AuditedWorld.timed(asked("invalid", "soon"), 0, 1)).isEmpty();
    }

    /** Twelve reads of a job that goes on, and one of its end. */
    private HosterapiClient polling(String world) {
        HosterapiClient client = client(world);
        String job = client.order();
        for (int i = 0; i < 12; i++) {
            client.result("GET", job);
        }
        client.advance("1m");
        client.result("GET", job);
        return client;
    }

    @Test
    void a_client_polls_without_a_pause() {
        HosterapiClient client = polling("fast");
        long[] every20Millis = LongStream.range(0, 14).map(i -> i * 20).toArray();
        assertThat(rules(AuditedWorld.timed(client, every20Millis))).containsExactly("polled-too-fast");
        long[] twiceASecond = LongStream.range(0, 14).map(i -> i * 500).toArray();
        assertThat(AuditedWorld.timed(client, twiceASecond)).isEmpty();
    }

    @Test
    void a_clock_that_is_steered_says_nothing_about_the_client() {
        JsonNode report = polling("manual").controlled("GET", "audit", "");
        assertThat(report.path("notJudged").findValuesAsText("rule"))
                .containsExactly("retry-after-ignored", "polled-too-fast");
        assertThat(report.at("/notJudged/0/reason").asText())
                .isEqualTo("the clock is in mode manual, so its time is not that of the client");
    }

    @Test
    void a_clock_in_real_time_says_how_fast_the_client_is() throws Exception {
        try (Hostdouble real = Hostdouble.start(Settings.forTests().withClock(ClockMode.REAL))) {
            HosterapiClient client = new HosterapiClient(real, "audit-time-real");
            client.rules(
                    "- { on: hosterapi/server.list, effect: { reply: { status: 429, headers: { Retry-After: '3000' }, body: x } } }");
            client.submit("GET", HosterapiClient.SERVERS);
            client.submit("GET", HosterapiClient.SERVERS);
            assertThat(AuditedWorld.wrong(client)).containsExactly("warning retry-after-ignored [1, 2]");
            client.advance("1h");
            assertThat(AuditedWorld.wrong(client)).containsExactly("warning retry-after-ignored [1, 2]");
            client.controlled("PUT", "clock", "{\"mode\":\"manual\"}");
            client.controlled("PUT", "clock", "{\"mode\":\"real\"}");
            assertThat(client.controlled("GET", "audit", "").path("notJudged").findValuesAsText("reason"))
                    .containsOnly("the clock may have been in another mode than real during some of the calls");
        }
    }

    @Test
    void calls_that_were_played_have_no_times() throws Exception {
        try (Hostdouble real = Hostdouble.start(Settings.forTests().withClock(ClockMode.REAL))) {
            HosterapiClient played = new HosterapiClient(real, "audit-time-played");
            played.controlled(
                    "PUT",
                    "replay",
                    polling("recorded").control("GET", "replay", "").body());
            assertThat(played.controlled("GET", "audit", "").path("notJudged").findValuesAsText("reason"))
                    .containsOnly("the calls were played from a recording");
        }
    }
}
