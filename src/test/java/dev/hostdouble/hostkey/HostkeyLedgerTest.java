package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session costs at HOSTKEY. The worlds start on 2024-02-01; both servers of the start state began on 2024-01-15. */
class HostkeyLedgerTest extends HostkeyStory {
    private static final String MONTH_LATER = "2024-03-01T00:";
    private static final String TOTAL = "/totals/0/amount";
    private static final String PAID = "/totals/0/paid";

    private JsonNode ledger(String query) {
        return hostkey.controlled("GET", "ledger?account=client@example.com&" + query, "");
    }

    /** Each entry as kind, amount, amount paid, server and invoice. */
    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : ledger("").path("entries")) {
            entries.add(entry.path("kind").asText() + " " + entry.path("amount").asText() + " "
                    + entry.path("paid").asText() + " " + entry.path("server").asText() + " "
                    + entry.path("invoice").asText());
        }
        return entries;
    }

    private String at(int place) {
        return ledger("").at("/entries/" + place + "/at").asText();
    }

    private static String[] order(String preset, String period) {
        String[] order = HostkeyClient.usualOrder();
        order[1] = preset;
        order[11] = period;
        return order;
    }

    @Test
    void an_order_costs_what_its_invoice_says() {
        hostkey.order();
        assertThat(entries()).containsExactly("order 3.50 3.50 null 603548");
        JsonNode entry = ledger("").at("/entries/0");
        assertThat(entry.toString())
                .isEqualTo("{\"at\":\"2024-02-01T00:00:00Z\",\"api\":\"hostkey\",\"account\":\"client@example.com\","
                        + "\"kind\":\"order\",\"what\":\"vm.pico NL - web-1.example.com (monthly)\",\"server\":null,"
                        + "\"invoice\":\"603548\",\"amount\":\"3.50\",\"paid\":\"3.50\",\"currency\":\"EUR\","
                        + "\"period\":\"monthly\"}");
        hostkey.advance("1h");
        assertThat(entries()).containsExactly("order 3.50 3.50 1001 603548");
    }

    @Test
    void who_orders_again_after_a_lost_reply_pays_twice() {
        hostkey.rules("- { on: hostkey/eq.order_instance, calls: first, effect: { lose_reply: true } }");
        assertThat(hostkey.call("eq", "order_instance", HostkeyClient.usualOrder())
                        .bytes())
                .isEmpty();
        hostkey.order();
        assertThat(entries()).hasSize(2);
        assertThat(ledger("").at(TOTAL).asText()).isEqualTo("7.00");
        JsonNode credit = call(CLIENT, "whmcs", "get_client").at("/client/credit");
        assertThat(credit.asText()).as("500.00 less what is paid").isEqualTo("493.00");
    }

    @Test
    void an_order_that_is_refused_costs_nothing() {
        String[] order = order("vm.none", "monthly");
        HostkeyClient.assertError(hostkey.read("eq", "order_instance", order), "invalid instance name");
        assertThat(entries()).isEmpty();
        assertThat(ledger("").path("totals")).isEmpty();
    }

    @Test
    void an_order_that_the_credit_does_not_cover_is_a_debt() {
        hostkey.change("{\"hostkey/credit\":\"client@example.com\",\"spent\":true}");
        hostkey.order();
        assertThat(entries()).containsExactly("order 3.50 0.00 null 603548");
        assertThat(ledger("").at(TOTAL).asText()).isEqualTo("3.50");
        assertThat(ledger("").at(PAID).asText()).isEqualTo("0.00");
        hostkey.change("{\"hostkey/order\":603548,\"paid\":true}");
        assertThat(entries()).containsExactly("order 3.50 3.50 null 603548");
    }

    @Test
    void an_unpaid_order_that_is_cancelled_is_no_longer_owed() {
        hostkey.change("{\"hostkey/credit\":\"client@example.com\",\"spent\":true}");
        hostkey.order();
        hostkey.advance("1m");
        hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}");
        assertThat(entries()).containsExactly("order 3.50 0.00 null 603548", "reversal -3.50 0.00 null 603548");
        assertThat(at(1)).isEqualTo("2024-02-01T00:01:00Z");
        assertThat(ledger("").at(TOTAL).asText()).isEqualTo("0.00");
    }

    @Test
    void a_paid_order_that_is_cancelled_is_paid_back() {
        hostkey.order();
        hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}");
        assertThat(entries()).containsExactly("order 3.50 3.50 null 603548", "reversal -3.50 -3.50 null 603548");
        assertThat(ledger("").at(PAID).asText()).isEqualTo("0.00");
        assertThat(ledger("kind=reversal").at(TOTAL).asText()).isEqualTo("-3.50");
    }

    @Test
    void an_order_that_fails_stays_paid_until_it_is_cancelled() {
        String key = hostkey.order().path("callback").asText();
        hostkey.controlled("POST", "jobs/" + key + "/fail", "{\"output\":\"no disk\"}");
        assertThat(entries()).containsExactly("order 3.50 3.50 null 603548");
        hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}");
        assertThat(ledger("").at(TOTAL).asText()).isEqualTo("0.00");
    }

    @Test
    void the_next_period_of_a_server_is_a_debt_when_it_begins() {
        hostkey.order();
        hostkey.advance("29d"); // the server came ten minutes after the order, so its month is not over
        assertThat(ledger("kind=renewal").path("total").asInt()).isZero();
        hostkey.advance("1h");
        assertThat(entries()).containsExactly("order 3.50 3.50 1001 603548", "renewal 3.50 0.00 1001 null");
        assertThat(at(1)).startsWith(MONTH_LATER);
        hostkey.advance("61d");
        assertThat(ledger("kind=renewal").findValuesAsText("amount"))
                .as(
                        "the sum, and the months that began: the start state has an invoice for the first one of server 456")
                .containsExactly("22.50", "3.50", "6.00", "3.50", "6.00", "3.50");
    }

    @Test
    void a_renewal_that_is_billed_ahead_is_listed_once() {
        hostkey.change("{\"hostkey/invoice\":603547,\"paid\":true}");
        hostkey.order();
        hostkey.advance("1d");
        String invoice = call(CLIENT, "whmcs", "generate_due_invoice", "id", "1001")
                .path("invoice")
                .asText();
        assertThat(entries().get(1)).isEqualTo("renewal 3.50 0.00 1001 " + invoice);
        call(CLIENT, "whmcs", "apply_credit", "invoice_id", invoice, "amount", "1.25");
        assertThat(entries().get(1)).isEqualTo("renewal 3.50 1.25 1001 " + invoice);
        call(CLIENT, "whmcs", "apply_credit", "invoice_id", invoice, "amount", "50");
        hostkey.advance("32d");
        assertThat(entries()).containsExactly("order 3.50 3.50 1001 603548", "renewal 3.50 3.50 1001 " + invoice);
        hostkey.advance("31d");
        assertThat(entries()).contains("renewal 3.50 0.00 1001 null");
    }

    @Test
    void the_ledger_and_the_billing_agree_about_the_credit() {
        hostkey.order();
        hostkey.read("eq", "order_instance", order("vm.mini", "annually"));
        hostkey.change("{\"hostkey/order\":603548,\"cancelled\":true}");
        assertThat(ledger("").at(PAID).asText()).isEqualTo("72.00");
        assertThat(call(CLIENT, "whmcs", "get_client").at("/client/credit").asText())
                .isEqualTo("428.00");
    }

    @Test
    void invoices_of_the_start_state_and_those_that_add_to_the_credit_do_not_count() {
        call(CLIENT, "whmcs", "apply_credit", "invoice_id", "603547", "amount", "6");
        call(CLIENT, "whmcs", "create_addfunds", "amount", "20");
        assertThat(entries()).isEmpty();
    }

    @Test
    void nothing_falls_due_for_a_server_that_is_gone() {
        hostkey.order();
        hostkey.advance("10d");
        call(CLIENT, "whmcs", "request_cancellation", "id", "1001", "cancellation_type", "1");
        call(CLIENT, "whmcs", "request_cancellation", "id", "456", "cancellation_type", "1");
        hostkey.advance("100d");
        assertThat(entries())
                .containsExactly(
                        "order 3.50 3.50 1001 603548", "deletion 0.00 0.00 456 null", "deletion 0.00 0.00 1001 null");
        assertThat(at(2)).isEqualTo("2024-02-11T00:00:10Z");
    }

    @Test
    void a_server_that_is_cancelled_for_the_end_of_its_period_is_not_renewed() {
        hostkey.order();
        hostkey.advance("1d");
        call(CLIENT, "whmcs", "request_cancellation", "id", "1001");
        call(CLIENT, "whmcs", "request_cancellation", "id", "456", "cancellation_type", "1");
        hostkey.advance("60d");
        assertThat(entries()).doesNotContain("renewal 3.50 0.00 1001 null").contains("deletion 0.00 0.00 1001 null");
        assertThat(at(2)).startsWith(MONTH_LATER);
    }

    @Test
    void fifty_years_by_the_hour_are_added_up_and_the_latest_are_listed() {
        hostkey.read("eq", "order_instance", order("vm.pico", "hourly"));
        hostkey.advance("1h");
        call(CLIENT, "whmcs", "request_cancellation", "id", "456", "cancellation_type", "1");
        for (int decade = 0; decade < 5; decade++) {
            hostkey.advance("3650d");
        }
        JsonNode ledger = ledger("limit=2");
        assertThat(ledger.path("total").asLong()).isEqualTo(5 * 3650 * 24 + 2);
        assertThat(ledger.at(TOTAL).asText()).isEqualTo("4380.01");
        assertThat(ledger.findValuesAsText("kind")).containsExactly("renewal", "renewal");
    }

    @Test
    void setting_the_date_makes_nothing_fall_due() {
        hostkey.order();
        hostkey.advance("1h");
        hostkey.setDate("2090-01-01T12:00:00Z");
        assertThat(entries()).containsExactly("order 3.50 3.50 1001 603548");
    }

    @Test
    void servers_of_others_have_their_own_accounts() {
        hostkey.advance("15d");
        JsonNode all = hostkey.controlled("GET", "ledger", "");
        assertThat(all.findValuesAsText("account")).containsExactly("neighbour@example.com");
        assertThat(all.at(TOTAL).asText()).as("a month of vm.small").isEqualTo("12.00");
        assertThat(entries()).isEmpty();
    }
}
