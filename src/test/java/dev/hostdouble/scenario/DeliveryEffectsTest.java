package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.Seen;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects on how a reply travels: delays, lost replies, failing connections, wrong content. */
class DeliveryEffectsTest extends EffectStory {
    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void a_client_waits_for_the_delay(String api) {
        read(api);
        client.rules("""
                - { on: "*", calls: 1, effect: { delay: 300ms } }
                - { on: "*", calls: 2, effect: { delay: { from: 200ms, to: 250ms } } }
                - { on: "*", calls: 3, effect: { delay: { median: 200ms, sigma: 0.0001 } } }
                - { on: "*", calls: 4, effect: { delay: 100ms } }
                - { on: "*", calls: 4, effect: { delay: 150ms } }
                """);
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(300);
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(200);
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(190);
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void a_slow_body_comes_no_faster_than_its_rate(String api) {
        Seen fast = read(api);
        int speed = Math.max(20, fast.raw().length() * 2);
        effect("\"*\"", "{ slow_body: " + speed + " }");
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void a_reply_that_is_lost_took_effect(String api) {
        read(api);
        effect("\"*\"", "{ lose_reply: true }");
        assertThat(start(api)).isEqualTo(new Seen("", Seen.End.CLOSED));
        assertThat(jobs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void connections_fail_in_every_way(String api) {
        String whole = read(api).raw();
        client.rules("""
                - { on: "*", calls: 1, effect: { transport: reset } }
                - { on: "*", calls: 2, effect: { transport: empty } }
                - { on: "*", calls: 3, effect: { transport: garbage } }
                - { on: "*", calls: 4, effect: { transport: { kind: reset, after: 5 } } }
                - { on: "*", calls: 5, effect: { transport: { kind: truncate, after: 5 } } }
                - { on: "*", calls: 6, effect: { transport: { kind: malformed_chunk, after: 5 } } }
                - { on: "*", calls: 7, effect: { transport: { kind: stall, after: 5 } } }
                - { on: "*", calls: 8, effect: { transport: close } }
                """);
        String start = whole.substring(0, 5);
        assertThat(read(api)).isEqualTo(new Seen("", Seen.End.RESET));
        assertThat(read(api)).isEqualTo(new Seen("", Seen.End.CLOSED));
        Seen garbage = read(api);
        assertThat(garbage.bytes()).contains("this is not HTTP").doesNotContain("HTTP/1.1");
        Seen reset = read(api);
        assertThat(reset.end()).isEqualTo(Seen.End.RESET);
        assertThat(reset.raw()).isEqualTo(start);
        Seen cut = read(api);
        assertThat(cut.end()).isEqualTo(Seen.End.CLOSED);
        assertThat(cut.raw()).isEqualTo(start);
        assertThat(Integer.parseInt(cut.header("Content-Length"))).isEqualTo(whole.length());
        Seen chunk = read(api);
        assertThat(chunk.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(chunk.raw()).isEqualTo("5\r\n" + start + "\r\nZZ\r\n");
        client.timeout(500);
        Seen stalled = read(api);
        assertThat(stalled.end()).isEqualTo(Seen.End.OPEN);
        assertThat(stalled.raw()).isEqualTo(start);
        assertThat(read(api).raw()).isEqualTo(whole);
    }

    @Test
    void a_call_takes_effect_only_if_its_connection_fails_after_the_first_byte() {
        client.rules("""
                - { on: "*reinstall", calls: 1, effect: { transport: reset } }
                - { on: "*reinstall", calls: 2, effect: { transport: empty } }
                - { on: "*reinstall", calls: 3, effect: { transport: garbage } }
                - { on: "*reinstall", calls: 4, effect: { transport: { kind: reset, after: 1 } } }
                """);
        start("hosterapi");
        start("hosterapi");
        start("hosterapi");
        assertThat(jobs()).isEmpty();
        start("hosterapi");
        assertThat(jobs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void a_body_comes_with_another_content_type_charset_or_byte_order_mark(String api) {
        String right = read(api).body();
        client.rules("""
                - { on: "*", calls: 1, effect: { content: { type: text/html; charset=latin1 } } }
                - { on: "*", calls: 2, effect: { content: { charset: UTF-16LE } } }
                - { on: "*", calls: 3, effect: { content: { bom: true } } }
                - { on: "*", calls: 4, effect: { content: { type: application/xml, charset: UTF-16LE, bom: true } } }
                """.replace("text/html; charset=latin1", "\"text/html; charset=latin1\""));
        Seen html = read(api);
        assertThat(html.header("Content-Type")).isEqualTo("text/html; charset=latin1");
        assertThat(html.body()).isEqualTo(right);
        Seen wide = read(api);
        assertThat(wide.header("Content-Type")).isEqualTo("application/json");
        assertThat(new String(wide.raw().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_16LE))
                .isEqualTo(right);
        assertThat(read(api).body()).isEqualTo("\uFEFF" + right);
        Seen all = read(api);
        assertThat(all.header("Content-Type")).isEqualTo("application/xml");
        assertThat(all.raw()).startsWith("\u00FF\u00FE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset",
                "empty",
                "garbage",
                "truncate",
                "malformed_chunk",
                "stall",
                "close",
                "{ kind: reset, after: 5 }",
                "{ kind: reset, after: 100000 }",
                "{ kind: truncate, after: 5 }",
                "{ kind: truncate, after: 100000 }",
                "{ kind: malformed_chunk, after: 5 }",
                "{ kind: malformed_chunk, after: 100000 }",
                "{ kind: stall, after: 5 }",
                "{ kind: stall, after: 100000 }",
            })
    void a_connection_that_fails_counts_if_and_only_if_the_client_notices(String transport) {
        read("vss");
        client.timeout(400);
        for (String method : List.of("GET", "HEAD")) {
            Seen whole = client.vss().call(method, "/v2/iso");
            client.control(
                    "PUT",
                    "scenarios/test",
                    "{ scenario: test, rules: [ { on: vss/*, effect: { transport: " + transport + " } } ] }");
            Seen seen = client.vss().call(method, "/v2/iso");
            boolean differs = seen.end() != whole.end()
                    || !seen.raw().equals(whole.raw())
                    || !seen.statusLine().equals(whole.statusLine());
            int applied = client.hits().get(0).path("applied").asInt();
            String delivery = delivery();
            assertThat(applied).as(method + ": " + seen).isEqualTo(differs ? 1 : 0);
            assertThat(delivery.equals("complete")).as(method + ": " + delivery).isEqualTo(!differs);
            client.control("DELETE", "scenarios/test", "");
        }
    }

    /** How the journal says the last delivery ended, which it may not know yet when the client has the reply. */
    private String delivery() {
        long begun = NanoTime.now();
        while (client.journal().get(0).path("delivery").isNull()) {
            assertThat(NanoTime.secondsSince(begun)).isLessThan(10);
        }
        return client.journal().get(0).path("delivery").asText();
    }
}
