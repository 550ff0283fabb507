package dev.hostdouble.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code order-repeated} and {@code lost-order-left}: what clients do when the reply to an order is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderAuditTest {
    private static final String LOST = "- { on: hosterapi/server.create, calls: first, effect: %s }";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    OrderAuditTest() throws Exception {}

    private HosterapiClient losing(String world, String effect) {
        HosterapiClient client = new HosterapiClient(emulator, "audit-order-" + world);
        client.rules(LOST.formatted(effect));
        client.submit("POST", HosterapiClient.SERVERS, HosterapiClient.smallServer());
        return client;
    }

    /** Orders, and follows the job to its end. */
    private static void orderAgain(HosterapiClient client) {
        String job = client.order();
        client.advance("1m");
        client.result("GET", job);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ lose_reply: true }",
                "{ transport: reset }",
                "{ transport: { kind: truncate, after: 5 } }",
                "{ gateway: 502 }",
                "{ gateway: { status: 504, performed: true } }"
            })
    void an_order_is_repeated_although_nobody_knows_whether_it_was_taken(String effect) {
        HosterapiClient client = losing("naive-" + Integer.toHexString(effect.hashCode()), effect);
        orderAgain(client);
        assertThat(AuditedWorld.wrong(client)).containsExactly("error order-repeated [1, 2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ lose_reply: true }", "{ gateway: { status: 504, performed: true } }"})
    void a_careful_client_looks_first(String effect) {
        HosterapiClient client = losing("careful-" + Integer.toHexString(effect.hashCode()), effect);
        client.servers();
        orderAgain(client);
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void the_finding_says_what_happened() {
        HosterapiClient client = losing("words", "{ lose_reply: true }");
        orderAgain(client);
        JsonNode finding = AuditedWorld.only(client, "order-repeated");
        assertThat(finding.toString())
                .isEqualTo(
                        "{\"rule\":\"order-repeated\",\"severity\":\"error\",\"operation\":\"hosterapi/server.create\","
                                + "\"calls\":[1,2],\"what\":\"call 2 repeats call 1, whose outcome the client did not know;"
                                + " call 1 had taken effect\","
                                + "\"advice\":\"Look whether the first order was taken before ordering again.\","
                                + "\"evidence\":[\"delivery of the reply to call 1: empty\","
                                + "\"no call of hosterapi/server.list in between\"]}");
    }

    @Test
    void a_look_whose_reply_is_lost_is_none() {
        HosterapiClient client = losing("blind", "{ lose_reply: true }");
        client.scenario("scenario: blind\nrules: [ { on: hosterapi/server.list, effect: { lose_reply: true } } ]");
        client.submit("GET", HosterapiClient.SERVERS);
        orderAgain(client);
        assertThat(AuditedWorld.wrong(client)).containsExactly("error order-repeated [1, 3]");
    }

    @Test
    void another_order_is_not_the_same_one() {
        HosterapiClient client = losing("other", "{ lose_reply: true }");
        client.servers();
        client.result(
                "POST",
                HosterapiClient.SERVERS,
                "template",
                "Debian10.0",
                "cpuCores",
                "1",
                "mem",
                "1024",
                "disk",
                "10G",
                "ipCount",
                "1");
        client.servers();
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void a_server_that_asks_to_wait_has_taken_nothing() {
        HosterapiClient client =
                losing("busy", "{ reply: { status: 503, headers: { Retry-After: '0' }, body: busy } }");
        orderAgain(client);
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void an_error_that_the_page_documents_is_an_answer() {
        HosterapiClient client = losing("refused", "{ error: '0xb1', name: mem }");
        orderAgain(client);
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void a_new_password_or_session_does_not_make_it_another_order() {
        HostkeyClient client = new HostkeyClient(emulator, "audit-order-hostkey");
        client.rules("- { on: hostkey/eq.order_instance, calls: first, effect: { lose_reply: true } }");
        String[] order = HostkeyClient.usualOrder();
        client.callAs(client.login(), "eq", "order_instance", order);
        order[7] = "Secret-456";
        client.advance("1m");
        client.succeed(
                client.callAs(client.login(), "eq", "order_instance", order).json());
        assertThat(AuditedWorld.wrong(client)).containsExactly("error order-repeated [2, 4]");
        assertThat(AuditedWorld.only(client, "order-repeated").toString()).doesNotContain("Secret");
    }

    @Test
    void a_client_gives_up_and_leaves_what_it_ordered() {
        HosterapiClient client = losing("left", "{ lose_reply: true }");
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning lost-order-left [1]");
        client.servers();
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void an_order_that_never_took_effect_leaves_nothing() {
        HosterapiClient client = losing("nothing", "{ gateway: 502 }");
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void a_repetition_that_is_refused_does_no_harm_but_the_next_one_does() {
        HosterapiClient client = losing("refused-again", "{ lose_reply: true }");
        client.scenario(
                "scenario: full\nrules: [ { on: hosterapi/server.create, calls: first, effect: { error: '0xb1', name: mem } } ]");
        client.submit("POST", HosterapiClient.SERVERS, HosterapiClient.smallServer());
        assertThat(AuditedWorld.wrong(client)).containsExactly("warning lost-order-left [1]");
        orderAgain(client);
        assertThat(AuditedWorld.wrong(client)).containsExactly("error order-repeated [1, 3]");
    }

    @Test
    void who_is_told_that_it_already_exists_knows_of_it() {
        HostkeyClient client = new HostkeyClient(emulator, "audit-order-snapshot");
        client.rules("- { on: hostkey/vm.create_snapshot, calls: first, effect: { lose_reply: true } }");
        client.call("vm", "create_snapshot", "id", "456", "name", "first");
        client.read("vm", "create_snapshot", "id", "456", "name", "first");
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }

    @Test
    void who_cannot_look_because_the_provider_is_down_may_give_up() {
        HosterapiClient client = losing("down", "{ lose_reply: true }");
        client.scenario("scenario: down\nrules: [ { on: hosterapi/server.list, effect: { gateway: 502 } } ]");
        client.submit("GET", HosterapiClient.SERVERS);
        assertThat(AuditedWorld.wrong(client)).isEmpty();
    }
}
