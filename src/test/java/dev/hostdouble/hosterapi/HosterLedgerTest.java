package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.job.JobFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a session costs at HosterAPI: prices of the market, and orders of virtual servers, which have no price. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HosterLedgerTest {
    private static final String ORDER = "{\"id\":9,\"template\":\"Debian Buster\"}";
    private static final String DEDICATED = "/datacenter/dedicated/";
    private static final AtomicInteger WORLDS = new AtomicInteger();

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    HosterLedgerTest() throws Exception {}

    private HosterapiClient client() {
        return new HosterapiClient(emulator, "hoster-ledger-" + WORLDS.incrementAndGet());
    }

    private static JsonNode ledger(HosterapiClient client) {
        return client.controlled("GET", "ledger?api=hosterapi", "");
    }

    /** Each entry as kind, amount and server. */
    private static List<String> entries(HosterapiClient client) {
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : ledger(client).path("entries")) {
            entries.add(entry.path("kind").asText() + " " + entry.path("amount").asText() + " "
                    + entry.path("server").asText());
        }
        return entries;
    }

    @Test
    void a_virtual_server_has_no_price() {
        HosterapiClient client = client();
        client.order();
        assertThat(ledger(client).at("/entries/0").toString())
                .isEqualTo("{\"at\":\"2024-02-01T00:00:00Z\",\"api\":\"hosterapi\",\"account\":\"reseller\","
                        + "\"kind\":\"order\",\"what\":\"VM Debian10.0, 2 cores, 2048 MB, 10G\",\"server\":null,"
                        + "\"invoice\":null,\"amount\":null,\"paid\":null,\"currency\":\"EUR\",\"period\":null}");
        client.order();
        client.advance("1m");
        assertThat(entries(client)).containsExactly("order null 4004", "order null 4005");
        assertThat(ledger(client).path("unpriced").asInt()).isEqualTo(2);
        assertThat(ledger(client).path("totals")).isEmpty();
        client.call("POST", "/datacenter/server/4004/delete", "{\"force\":true}");
        client.call("POST", "/datacenter/server/4001/delete", "{\"force\":true}");
        assertThat(entries(client)).endsWith("deletion 0.00 4004", "deletion 0.00 4001");
        client.advance("100d");
        assertThat(ledger(client).path("unpriced").asInt()).isEqualTo(2);
    }

    @Test
    void an_order_whose_job_fails_is_taken_back() {
        HosterapiClient client = client();
        client.injectJobFault("hosterapi/server.create", new JobFault.Fail("no disk", 0.33));
        client.order();
        client.clearScenarios();
        client.order();
        client.advance("1m");
        assertThat(entries(client)).containsExactly("order null null", "order null 4004", "reversal null null");
        assertThat(ledger(client).path("unpriced").asInt()).isEqualTo(1);
    }

    @Test
    void an_order_over_the_limits_is_taken_back_and_a_refused_one_is_not_listed() {
        HosterapiClient client = client();
        client.result(
                "POST",
                HosterapiClient.SERVERS,
                "template",
                "Debian10.0",
                "cpuCores",
                "4000",
                "mem",
                "1024",
                "disk",
                "10G",
                "ipCount",
                "1");
        client.error(400, "POST", HosterapiClient.SERVERS, "template", "Debian10.0");
        client.advance("1m");
        assertThat(entries(client)).containsExactly("order null null", "reversal null null");
        assertThat(ledger(client).path("unpriced").asInt()).isZero();
    }

    @Test
    void a_dedicated_server_costs_its_price_each_month_until_it_is_terminated() {
        HosterapiClient client = client();
        client.call("POST", DEDICATED + "order", ORDER);
        assertThat(entries(client)).containsExactly("order 39.00 9");
        assertThat(ledger(client).at("/entries/0/period").asText()).isEqualTo("monthly");
        client.advance("29d");
        assertThat(entries(client)).containsExactly("order 39.00 9", "renewal 39.00 9");
        client.advance("31d");
        assertThat(ledger(client).at("/entries/2/at").asText()).isEqualTo("2024-04-01T00:00:00Z");
        assertThat(ledger(client).at("/totals").toString())
                .isEqualTo("[{\"currency\":\"EUR\",\"amount\":\"117.00\",\"paid\":\"0.00\"}]");
        client.call("POST", DEDICATED + "9/terminate");
        client.advance("100d");
        assertThat(entries(client)).hasSize(4).endsWith("deletion 0.00 9");
    }

    @Test
    void an_order_of_a_dedicated_server_that_fails_can_be_made_again() {
        HosterapiClient client = client();
        client.injectJobFault("hosterapi/dedicated.order", new JobFault.Fail("no", 0));
        client.call("POST", DEDICATED + "order", ORDER);
        client.clearScenarios();
        client.advance("1d");
        client.call("POST", DEDICATED + "order", ORDER);
        client.advance("30d");
        assertThat(entries(client))
                .containsExactly("order 39.00 9", "reversal -39.00 9", "order 39.00 9", "renewal 39.00 9");
        assertThat(ledger(client).at("/entries/3/at").asText()).isEqualTo("2024-03-02T00:00:00Z");
        assertThat(ledger(client).at("/totals/0/amount").asText()).isEqualTo("78.00");
    }

    @Test
    void nothing_is_known_of_when_the_servers_of_the_start_state_were_ordered() {
        HosterapiClient client = client();
        client.servers();
        client.advance("400d");
        assertThat(entries(client)).isEmpty();
        client.call("POST", DEDICATED + "1/terminate");
        assertThat(entries(client)).containsExactly("deletion 0.00 1");
    }
}
