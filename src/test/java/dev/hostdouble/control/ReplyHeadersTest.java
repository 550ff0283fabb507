package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The headers that join the log of a client with the journal, where they are wanted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplyHeadersTest {
    private static final String STATUS = "/datacenter/server/4001/status";
    private static final String REQUEST = "Emulator-Request";
    private static final String EVIDENCE = "Emulator-Evidence";

    @AutoClose
    private final Hostdouble both = start(true, true);

    @AutoClose
    private final Hostdouble request = start(true, false);

    @AutoClose
    private final Hostdouble neither = start(false, false);

    ReplyHeadersTest() throws Exception {}

    private static Hostdouble start(boolean number, boolean evidence) throws Exception {
        return Hostdouble.start(Settings.forTests().withReplyHeaders(number, evidence));
    }

    @Test
    void a_reply_has_the_number_of_its_call_and_its_mark() {
        HosterapiClient client = new HosterapiClient(both, "both");
        client.call("GET", STATUS);
        Seen second = client.call("GET", "/nothing");
        assertThat(second.header(REQUEST)).isEqualTo("2");
        assertThat(second.header(EVIDENCE))
                .isEqualTo(client.journal().get(0).path("evidence").asText());
        assertThat(new HosterapiClient(both, "other").call("GET", STATUS).header(REQUEST))
                .isEqualTo("1");
        client.controlled("POST", "reset", "");
        assertThat(client.call("GET", STATUS).header(REQUEST)).isEqualTo("1");
    }

    @Test
    void the_journal_shows_them_because_they_were_sent() {
        HosterapiClient client = new HosterapiClient(both, "journal");
        client.call("GET", STATUS);
        JsonNode headers =
                client.controlled("GET", "requests/1", "").path("reply").path("headers");
        assertThat(headers.toString())
                .contains("{\"name\":\"Emulator-Request\",\"value\":\"1\"}", "\"Emulator-Evidence\"");
    }

    @Test
    void a_reply_that_a_rule_makes_has_them_too() {
        HosterapiClient client = new HosterapiClient(both, "rule");
        client.rules(
                "- { on: hosterapi/server.status, effect: { reply: { status: 503, headers: { Emulator-Request: 9 } } } }");
        Seen reply = client.call("GET", STATUS);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().stream().filter(line -> line.startsWith(REQUEST)))
                .containsExactly(REQUEST + ": 1");
    }

    @Test
    void each_can_be_wanted_alone_and_by_default_neither_is() {
        Seen one = new HosterapiClient(request, "one").call("GET", STATUS);
        assertThat(one.header(REQUEST)).isEqualTo("1");
        assertThat(one.header(EVIDENCE)).isEmpty();
        Seen none = new HosterapiClient(neither, "none").call("GET", STATUS);
        assertThat(none.bytes()).doesNotContain("Emulator-");
    }

    @Test
    void replies_of_the_control_api_have_neither() {
        assertThat(new HosterapiClient(both, "both").control("GET", "clock", "").bytes())
                .doesNotContain("Emulator-");
    }
}
