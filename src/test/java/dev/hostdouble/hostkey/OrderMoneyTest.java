package dev.hostdouble.hostkey;

import static dev.hostdouble.client.HostkeyClient.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What orders cost, until when servers are paid, and where the money goes when an order is cancelled. */
class OrderMoneyTest extends HostkeyStory {
    private static final String BEFORE = "{\"id\":0,\"description\":\"Balance brought forward\",\"amount\":\"";

    private JsonNode whmcs(String action, String... parameters) {
        return call(CLIENT, "whmcs", action, parameters);
    }

    private static String[] order(String preset, String period) {
        String[] order = HostkeyClient.usualOrder();
        order[1] = preset;
        order[11] = period;
        return order;
    }

    private String due(String id) {
        return whmcs("get_billing_data", "id", id).path("next_due_date").asText();
    }

    private String endOfCancellation(String id) {
        assertThat(whmcs("request_cancellation", "id", id).path("result").asText())
                .isEqualTo("OK");
        for (JsonNode job : hostkey.controlled("GET", "jobs", "").path("jobs")) {
            if (job.path("target").asText().equals("cancellation/" + id)) {
                return job.path("endsAt").asText().substring(0, "2024-01-15".length());
            }
        }
        throw new AssertionError("no cancellation of " + id);
    }

    private int free(String preset, String location) {
        return call(CLIENT, "presets", "search", "name", preset, "location", location)
                .path("servers")
                .size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"monthly", "quarterly", "semi-annually", "annually", "hourly"})
    void a_cancelled_server_goes_on_the_day_until_which_it_is_paid(String period) {
        hostkey.change("{\"hostkey/invoice\":603547,\"paid\":true}");
        hostkey.read("eq", "order_instance", order("vm.pico", period));
        hostkey.advance("1m");
        assertThat(endOfCancellation("1001")).isEqualTo(due("1001"));
        hostkey.read("eq", "order_instance", order("vm.pico", period));
        hostkey.advance("1m");
        String before = due("1002");
        String ahead =
                whmcs("generate_due_invoice", "id", "1002").path("invoice").asText();
        whmcs("apply_credit", "invoice_id", ahead, "amount", "50");
        assertThat(endOfCancellation("1002")).isEqualTo(due("1002"));
        assertThat(due("1002")).isGreaterThanOrEqualTo(before);
    }

    @Test
    void a_clock_that_is_set_back_changes_nothing_about_that() {
        hostkey.setDate("2150-01-01T00:00:00Z");
        hostkey.read("eq", "order_instance", order("vm.pico", "monthly"));
        hostkey.advance("1m");
        assertThat(due("1001")).isEqualTo("2150-02-01");
        hostkey.setDate("2000-01-01T00:00:00Z");
        assertThat(due("1001")).isEqualTo("2150-02-01");
        assertThat(endOfCancellation("1001")).isEqualTo("2150-02-01");
    }

    @Test
    void an_unpaid_order_that_is_cancelled_gives_back_the_part_that_was_paid() {
        String token = call("", "auth", "whmcslogin", "user", "newcomer@example.com", "password", "newcomer")
                .at("/result/token")
                .asText();
        String invoice = call(token, "eq", "order_instance", order("vm.mini", "annually"))
                .path("invoice")
                .asText();
        call(token, "whmcs", "apply_credit", "invoice_id", invoice, "amount", "15");
        assertThat(call(token, "whmcs", "get_client").at("/client/credit").asText())
                .isEqualTo("5.00");
        hostkey.change("{\"hostkey/order\":" + invoice + ",\"cancelled\":true}");
        assertThat(call(token, "whmcs", "get_client").at("/client/credit").asText())
                .isEqualTo("20.00");
        assertThat(call(token, "whmcs", "getcredits").at("/message/credits/credit"))
                .hasToString("[" + BEFORE + "20.00\"}]");
        JsonNode shown = call(token, "whmcs", "get_invoice", "invoice_id", invoice);
        assertThat(shown.path("status").asText()).isEqualTo("Cancelled");
        assertThat(shown.path("credit").asText()).isEqualTo("0.00");
        assertThat(shown.path("balance").asText()).isEqualTo("0.00");
        assertThat(call(token, "whmcs", "transactions").path("transactions")).isEmpty();
    }

    @Test
    void an_order_that_fails_by_itself_is_paid_back_in_the_panel_once() {
        String key = hostkey.order().path("callback").asText();
        hostkey.controlled("POST", "jobs/" + key + "/fail", "{\"output\":\"no disk\"}");
        assertThat(whmcs("get_client").at("/client/credit").asText()).isEqualTo("496.50");
        assertThat(hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}"))
                .isTrue();
        assertThat(whmcs("get_client").at("/client/credit").asText()).isEqualTo("500.00");
        assertThat(hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}"))
                .isFalse();
        assertThat(whmcs("get_client").at("/client/credit").asText()).isEqualTo("500.00");
    }

    @Test
    void a_refund_shows_in_the_transactions() {
        hostkey.read("eq", "order_instance", order("vm.pico", "monthly"));
        hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}");
        JsonNode refunded = whmcs("transactions", "invoice_id", "603548").path("transactions");
        assertThat(refunded).hasSize(1);
        assertThat(refunded.at("/0/amountin").asText()).isEqualTo("3.50");
        assertThat(refunded.at("/0/amountout").asText()).isEqualTo("3.50");
        assertThat(whmcs("transactions", "invoice_id", "603546")
                        .at("/transactions/0/amountout")
                        .asText())
                .isEqualTo("0.00");
    }

    /** Whatever is ordered, paid in parts, paid in the panel or cancelled, what the account had before stays the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_credit_is_what_it_was_at_the_start_and_the_sum_of_what_happened_since(long seed) {
        Random random = new Random(seed);
        int last = 603547;
        for (int step = 0; step < 40; step++) {
            int invoice = 603547 + random.nextInt(last - 603547 + 1);
            switch (random.nextInt(5)) {
                case 0 ->
                    last = Math.max(
                            last,
                            hostkey.read("eq", "order_instance", order("vm.small", "annually"))
                                    .path("invoice")
                                    .asInt(last));
                case 1 ->
                    last = Math.max(
                            last,
                            whmcs("create_addfunds", "amount", "7.25")
                                    .path("invoice")
                                    .asInt(last));
                case 2 -> whmcs("apply_credit", "invoice_id", "" + invoice, "amount", "" + (1 + random.nextInt(99)));
                case 3 -> hostkey.change("{\"hostkey/invoice\":" + invoice + ",\"paid\":true}");
                default -> hostkey.change("{\"hostkey/order\":" + invoice + ",\"cancelled\":true}");
            }
            JsonNode history = whmcs("getcredits").at("/message/credits/credit");
            assertThat(history.path(0)).hasToString(BEFORE + "500.00\"}");
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode entry : history) {
                sum = sum.add(new BigDecimal(entry.path("amount").asText()));
            }
            assertThat(whmcs("get_client").at("/client/credit").asText())
                    .as("step " + step)
                    .isEqualTo(sum.toPlainString());
        }
        assertThat(last).isGreaterThan(603550);
    }

    @Test
    void only_a_server_that_was_ordered_goes_back_to_the_stock() {
        int before = free("vm.pico", "NL");
        whmcs("request_cancellation", "id", "456", "cancellation_type", "1");
        hostkey.advance("10s");
        assertThat(free("vm.pico", "NL")).isEqualTo(before);
        hostkey.read("eq", "order_instance", order("vm.pico", "monthly"));
        hostkey.read("eq", "order_instance", order("vm.pico", "monthly"));
        hostkey.advance("1m");
        assertThat(free("vm.pico", "NL")).isEqualTo(before - 2);
        hostkey.change("{\"hostkey/server\":1001,\"removed\":true}");
        assertThat(free("vm.pico", "NL")).isEqualTo(before - 1);
        whmcs("request_cancellation", "id", "1002", "cancellation_type", "1");
        hostkey.change("{\"hostkey/server\":1002,\"removed\":true}");
        hostkey.advance("1m");
        assertThat(free("vm.pico", "NL")).isEqualTo(before);
    }

    @Test
    void bare_metal_takes_no_snapshots() {
        hostkey.succeed(hostkey.read("eq", "order_instance", order("bm.v1-small", "monthly")));
        assertError(
                hostkey.read("vm", "create_snapshot", "id", "1001", "name", "first"),
                "failed to request snapshot creation for 1001 - server is not virtual");
    }

    @Test
    void lists_of_the_catalogue_take_locations_with_commas_between_them() {
        assertThat(call(CLIENT, "presets", "list", "location", "us,FI").path("presets"))
                .hasSize(4);
        assertThat(call(CLIENT, "presets", "list", "location", "XX").path("presets"))
                .isEmpty();
        assertThat(call(CLIENT, "traffic_plans", "list", "location", "NL,US").path("traffic_plans"))
                .hasSize(4);
        assertThat(call(CLIENT, "presets", "search", "name", "vm.pico", "location", "US,FI")
                        .path("servers"))
                .hasSize(15);
    }

    @Test
    void the_currency_of_an_order_is_a_known_one() {
        String[] order = HostkeyClient.usualOrder();
        order[12] = "currency_code";
        order[13] = "XXX";
        assertError(call(Credentials.HOSTKEY_CLIENT, "eq", "order_instance", order), "invalid argument currency_code");
    }
}
