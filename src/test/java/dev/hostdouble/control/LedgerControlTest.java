package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.provider.LedgerEntry;
import dev.hostdouble.world.WorldLedger;
import java.math.BigDecimal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET ledger}: what a session would have cost, also in a copy, after a reset and from a saved state. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerControlTest {
    private static final String EMPTY =
            "{\"at\":\"2024-02-01T00:00:00Z\",\"total\":0,\"unpriced\":0,\"totals\":[],\"entries\":[]}";

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    LedgerControlTest() throws Exception {}

    private static JsonNode ledger(ProviderClient client, String query) {
        return client.controlled("GET", "ledger" + query, "");
    }

    /** A world with one of everything: an order and a cancelled one, a debt, a removed server, what has no price. */
    private HosterapiClient lived(String world) {
        HostkeyClient hostkey = new HostkeyClient(emulator, world);
        hostkey.order();
        hostkey.order();
        hostkey.change("{\"hostkey/order\":603549,\"cancelled\":true}");
        hostkey.change("{\"hostkey/server\":456,\"removed\":true}");
        HosterapiClient hoster = new HosterapiClient(emulator, world);
        hoster.order();
        hoster.call("POST", "/datacenter/dedicated/order", "{\"id\":9,\"template\":\"Debian Buster\"}");
        hoster.advance("30d");
        hoster.change("{\"hosterapi/vm\":4004,\"removed\":true}");
        return hoster;
    }

    @Test
    void a_world_in_which_nothing_was_ordered_costs_nothing() {
        VssClient vss = new VssClient(emulator, "ledger-empty");
        vss.sync();
        assertThat(ledger(vss, "").toString()).isEqualTo(EMPTY);
    }

    @Test
    void filters_select_what_is_counted_and_added_up() {
        HosterapiClient client = lived("ledger-filters");
        JsonNode all = ledger(client, "");
        assertThat(all.findValuesAsText("kind"))
                .containsExactly(
                        "order",
                        "order",
                        "reversal",
                        "deletion",
                        "order",
                        "order",
                        "renewal",
                        "renewal",
                        "renewal",
                        "deletion");
        assertThat(all.path("unpriced").asInt()).isEqualTo(1);
        assertThat(all.at("/totals/0/amount").asText()).isEqualTo("97.00");
        assertThat(ledger(client, "?api=hosterapi&kind=order")
                        .at("/totals/0/amount")
                        .asText())
                .isEqualTo("39.00");
        assertThat(ledger(client, "?kind=order").path("total").asInt()).isEqualTo(4);
        assertThat(ledger(client, "?account=reseller&kind=deletion").findValuesAsText("server"))
                .containsExactly("4004");
        assertThat(ledger(client, "?api=vss").path("total").asInt()).isZero();
        JsonNode latest = ledger(client, "?limit=2");
        assertThat(latest.findValuesAsText("kind")).containsExactly("renewal", "deletion");
        assertThat(latest.path("totals")).isEqualTo(all.path("totals"));
        assertThat(ledger(client, "?limit=0").path("entries")).isEmpty();
    }

    @Test
    void a_copy_and_a_saved_state_have_the_same_ledger_and_a_reset_has_none() {
        HosterapiClient client = lived("ledger-trunk");
        String before = ledger(client, "").toString();
        HosterapiClient copy = new HosterapiClient(emulator, "ledger-copy");
        copy.controlled("PUT", "worlds/ledger-copy", "{\"from\":\"ledger-trunk\"}");
        assertThat(ledger(copy, "").toString()).isEqualTo(before);
        String state = client.control("GET", "state", "").body();
        client.controlled("POST", "reset", "");
        assertThat(ledger(client, "").toString()).isEqualTo(EMPTY);
        assertThat(client.control("PUT", "state", state).status()).isEqualTo(200);
        assertThat(ledger(client, "").toString()).isEqualTo(before);
        client.advance("31d");
        copy.advance("31d");
        assertThat(ledger(copy, "").toString())
                .isNotEqualTo(before)
                .isEqualTo(ledger(client, "").toString());
    }

    @Test
    void a_replay_costs_the_same() {
        HosterapiClient client = lived("ledger-recorded");
        String recording = client.control("GET", "replay?secrets=keep", "").body();
        HosterapiClient other = new HosterapiClient(emulator, "ledger-played");
        assertThat(other.control("PUT", "replay", recording).status()).isEqualTo(200);
        assertThat(ledger(other, "")).isEqualTo(ledger(client, ""));
    }

    @Test
    void java_code_reads_it_in_the_process() {
        WorldLedger ledger = lived("ledger-java").world().with(WorldLedger::of);
        assertThat(ledger.total()).isEqualTo(10);
        assertThat(ledger.totals())
                .containsExactly(new WorldLedger.Total("EUR", new BigDecimal("97.00"), new BigDecimal("3.50")));
        assertThat(ledger.entries().get(0).kind()).isEqualTo(LedgerEntry.Kind.ORDER);
        assertThat(ledger.entries().get(0).amount()).contains(new BigDecimal("3.50"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ledger?api=hostky   | invalid api 'hostky': expected hostkey or hosterapi or vss; did you mean 'hostkey'?
                    ledger?kind=orders  | invalid kind 'orders': expected order or renewal or deletion or reversal; did you mean 'order'?
                    ledger?limit=10001  | invalid limit '10001': expected a whole number from 0 to 10000
                    """)
    void other_values_are_refused(String path, String error) {
        HosterapiClient client = new HosterapiClient(emulator, "ledger-refused");
        client.servers();
        Seen reply = client.control("GET", path, "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
    }

    @Test
    void an_unknown_parameter_is_refused() {
        HosterapiClient client = new HosterapiClient(emulator, "ledger-unknown");
        client.servers();
        Seen reply = client.control("GET", "ledger?acount=reseller", "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).contains("'acount'", "did you mean 'account'?");
    }

    @Test
    void looking_creates_no_world() {
        Seen reply = new HosterapiClient(emulator, "ledger-none").control("GET", "ledger", "");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("error").asText()).startsWith("unknown world 'ledger-none'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "kind":"ORDER"          | "kind":"GIFT"           | /tables/hosterapi_ledger/0: does not hold: kind is ORDER, DELETION or REVERSAL, and happened_at is not negative
                    "removed_at":0          | "removed_at":-1         | /tables/hostkey_removed_server/0: does not hold: removed_at is not negative, and created_at is a time from the year 1 to 9999
                    """)
    void a_state_with_a_wrong_row_is_refused(String right, String wrong, String error) {
        HosterapiClient client = lived("ledger-wrong");
        String state = client.control("GET", "state", "").body();
        assertThat(state).contains(right);
        Seen reply = client.control("PUT", "state", state.replaceFirst(right, wrong));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
        client.controlled("POST", "reset", "");
    }
}
