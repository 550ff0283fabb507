package dev.hostdouble.hostkey;

import static dev.hostdouble.client.HostkeyClient.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders in a world that has five addresses, and not everything in rubles; and saved states that no order leads to. */
class ScarceOrdersTest extends HostkeyStory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RICH = "RICH";
    private static final String RUBLES = "RUBLES";

    ScarceOrdersTest() {
        super(settings());
    }

    private static Settings settings() {
        try {
            Path folder = Files.createTempDirectory("hostkey-scarce");
            Files.writeString(folder.resolve("hostkey.yaml"), """
                    addresses: [198.51.100.0/29]
                    accounts:
                      - { login: a@example.com, role: client, customer-id: 7, tokens: [RICH], credit: 10000 }
                      - { login: b@example.com, role: client, customer-id: 8, tokens: [RUBLES], credit: 900000, currency: RUB }
                    servers:
                      - { id: 456, owner: a@example.com, name: web, preset: both, ip: 203.0.113.1, location: NL,
                          created-at: "2024-01-15T10:30:00Z", memory: 2048, disk: 25, state: running }
                    isos: []
                    invoices:
                      - { id: 9, owner: a@example.com, status: paid, total: 30, server: 456, description: "web (annually)",
                          created-at: "2024-01-15T10:30:00Z", paid-at: "2024-01-15T10:30:00Z" }
                    catalogue:
                      presets:
                        - { id: 1, name: both, cpu: 1, ram: 2, disk-gb: 25, monthly: { EUR: 3, RUB: 300 }, stock: { NL: 25 } }
                        - { id: 2, name: euros, cpu: 1, ram: 2, disk-gb: 25, monthly: { EUR: 3, RUB: -1 }, stock: { NL: 25 } }
                      operating-systems:
                        - { id: 10, name: Free, ram: 1024, disk: 10 }
                        - { id: 11, name: Euros, ram: 1024, disk: 10, price: { EUR: 5 } }
                      traffic-plans:
                        - { id: 20, name: Free, locations: [NL], limit: 0, rate: 1000 }
                        - { id: 21, name: Euros, locations: [NL], limit: 0, rate: 1000, price: { EUR: 5 } }
                      software:
                        - { id: 30, name: Euros, price: { EUR: 5 } }
                    """);
            return Settings.forTests().withWorld(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode order(String token, String preset, String... more) {
        String[] order = new String[12 + more.length];
        String[] usual = {
            "preset", preset, "location_name", "NL", "os_id", "10", "root_pass", "Secret-123", "traffic_plan", "20"
        };
        System.arraycopy(usual, 0, order, 0, usual.length);
        order[10] = "deploy_period";
        order[11] = "monthly";
        System.arraycopy(more, 0, order, 12, more.length);
        return call(token, "eq", "order_instance", order);
    }

    @Test
    void what_has_no_price_in_the_currency_of_the_account_cannot_be_ordered() {
        String none = "not available in RUB";
        assertError(order(RUBLES, "euros"), none);
        assertError(order(RUBLES, "both", "soft_id", "30"), none);
        assertError(replaced("os_id", "11"), none);
        assertError(replaced("traffic_plan", "21"), none);
        assertThat(order(RUBLES, "both").path("status").asText()).isEqualTo("Paid");
        assertThat(order(RICH, "euros", "soft_id", "30").path("status").asText())
                .isEqualTo("Paid");
        assertThat(call(RUBLES, "whmcs", "get_client").at("/client/credit").asText())
                .isEqualTo("899700.00");
    }

    private JsonNode replaced(String name, String value) {
        return call(
                RUBLES,
                "eq",
                "order_instance",
                "preset",
                "both",
                "location_name",
                "NL",
                "root_pass",
                "Secret-123",
                "os_id",
                name.equals("os_id") ? value : "10",
                "traffic_plan",
                name.equals("traffic_plan") ? value : "20");
    }

    @Test
    void an_order_for_which_no_address_is_left_is_refused_before_it_is_paid() {
        String none = HostkeyError.NO_FREE_ADDRESS.template();
        assertError(order(RICH, "both", "ipv4_amount", "5"), none);
        assertThat(order(RICH, "both", "ipv4_amount", "2").path("status").asText())
                .isEqualTo("Paid");
        assertError(order(RICH, "both", "ipv4_amount", "2"), none);
        assertError(call(RICH, "net", "add_ipv4", "id", "456", "amount", "3"), none);
        assertThat(order(RICH, "both").path("status").asText()).isEqualTo("Paid");
        hostkey.advance("1m");
        assertError(order(RICH, "both", "ipv4_amount", "1"), none);
        assertThat(order(RICH, "both").path("status").asText()).isEqualTo("Paid");
        assertError(order(RICH, "both"), none);
        hostkey.advance("1m");
        assertThat(call(RICH, "eq", "list").path("servers")).hasSize(4);
        assertThat(call(RICH, "whmcs", "get_client").at("/client/credit").asText())
                .isEqualTo("9991.00");
        hostkey.change("{\"hostkey/server\":1001,\"removed\":true}");
        assertThat(order(RICH, "both", "ipv4_amount", "2").path("status").asText())
                .isEqualTo("Paid");
    }

    @Test
    void a_server_that_the_start_state_bills_annually_goes_after_a_year() {
        assertThat(call(RICH, "whmcs", "get_billing_data", "id", "456")
                        .path("next_due_date")
                        .asText())
                .isEqualTo("2025-01-15");
        call(RICH, "whmcs", "request_cancellation", "id", "456");
        hostkey.advance("340d");
        assertThat(call(RICH, "eq", "list").path("servers")).hasSize(1);
        hostkey.advance("20d");
        assertThat(call(RICH, "eq", "list").path("servers")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hostkey_account, credit, -5",
        "hostkey_account, credit, 4611686018427387904",
        "hostkey_account, currency, '\"XXX\"'",
        "hostkey_account, customer, 0",
        "hostkey_order, preset, 9999",
        "hostkey_order, location, '\"US\"'",
        "hostkey_order, server, 0",
        "hostkey_order, server, 1002",
        "hostkey_order, state, '\"DEPLOYING\"'",
        "hostkey_order, state, '\"AWAITING_PAYMENT\"'",
        "hostkey_invoice, item_type, '\"Z\"'",
        "hostkey_invoice, currency, '\"XXX\"'",
        "hostkey_invoice, total, 4611686018427387904",
        "hostkey_invoice, paid_at, null",
        "hostkey_invoice, status, '\"UNPAID\"'",
    })
    void a_saved_state_that_nothing_leads_to_is_refused(String table, String column, String value) throws IOException {
        order(RICH, "both");
        hostkey.advance("1m");
        ObjectNode state =
                (ObjectNode) JSON.readTree(hostkey.control("GET", "state", "").body());
        assertThat(hostkey.control("PUT", "state", state.toString()).status()).isEqualTo(200);
        JsonNode rows = state.path("tables").path(table);
        ((ObjectNode) rows.path(rows.size() - 1)).set(column, JSON.readTree(value));
        Seen refused = hostkey.control("PUT", "state", state.toString());
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("/tables/" + table).contains("does not hold");
    }
}
