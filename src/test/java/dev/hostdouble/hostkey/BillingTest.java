package dev.hostdouble.hostkey;

import static dev.hostdouble.client.HostkeyClient.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The billing as clients see it: invoices, and the credit that pays them. */
class BillingTest extends HostkeyStory {
    private static final String UNPAID = "603547";
    private static final String PAID = "603546";

    private JsonNode whmcs(String action, String... parameters) {
        return call(CLIENT, "whmcs", action, parameters);
    }

    private String credit() {
        return whmcs("get_client").at("/client/credit").asText();
    }

    private JsonNode invoice(String id) {
        return whmcs("get_invoice", "invoice_id", id);
    }

    private static long sum(JsonNode credits) {
        long cents = 0;
        for (JsonNode entry : credits.at("/message/credits/credit")) {
            cents += Money.cents(new java.math.BigDecimal(entry.path("amount").asText()));
        }
        return cents;
    }

    /** What a gateway does with the invoice of an order. */
    @Test
    void a_client_finds_an_invoice_by_the_name_of_its_server_and_pays_the_balance() {
        JsonNode list = whmcs("get_invoices", "limitstart", "0", "limitnum", "100");
        assertThat(list.path("totalresults").asInt())
                .isEqualTo(list.at("/invoices/invoice").size())
                .isEqualTo(2);
        JsonNode found = invoice(list.at("/invoices/invoice/0/id").asText());
        assertThat(found.path("userid")).isEqualTo(whmcs("get_client").at("/client/id"));
        assertThat(found.at("/items/item/0/type").asText()).isEqualTo("Hosting");
        assertThat(found.at("/items/item/0/description").asText()).contains("web-456");

        JsonNode paid = whmcs(
                "apply_credit",
                "invoice_id",
                UNPAID,
                "amount",
                found.path("balance").asText());
        assertThat(paid.path("invoicepaid").asText()).isEqualTo("true");
        assertThat(invoice(UNPAID).path("status").asText()).isEqualTo("Paid");
        assertThat(invoice(UNPAID).path("balance").asText()).isEqualTo("0.00");
        assertThat(credit()).isEqualTo("494.00");
        assertError(
                whmcs("apply_credit", "invoice_id", UNPAID, "amount", "6.00"),
                HostkeyError.INVOICE_NOT_UNPAID.template());
        assertThat(credit()).isEqualTo("494.00");
    }

    @Test
    void an_invoice_is_paid_in_parts_and_never_more_than_its_balance() {
        assertThat(whmcs("apply_credit", "invoice_id", UNPAID, "amount", "2.5")
                        .path("invoicepaid")
                        .asText())
                .isEqualTo("false");
        assertThat(invoice(UNPAID).path("balance").asText()).isEqualTo("3.50");
        assertThat(invoice(UNPAID).path("status").asText()).isEqualTo("Unpaid");
        JsonNode rest = whmcs("apply_credit", "invoice_id", UNPAID, "amount", "999999999.99");
        assertThat(rest.path("amount").asText()).isEqualTo("3.50");
        assertThat(credit()).isEqualTo("494.00");
        assertThat(sum(whmcs("getcredits"))).isEqualTo(49400);
    }

    @Test
    void funds_are_added_when_their_invoice_is_paid() {
        String id = whmcs("create_addfunds", "amount", "20.00").path("invoice").asText();
        assertThat(invoice(id).at("/items/item/0/type").asText()).isEqualTo("AddFunds");
        assertThat(credit()).isEqualTo("500.00");
        assertError(
                whmcs("apply_credit", "invoice_id", id, "amount", "20.00"), HostkeyError.CREDIT_BY_CREDIT.template());

        hostkey.advance("5m");
        String pay = "{\"hostkey/invoice\":" + id + ",\"paid\":true}";
        assertThat(hostkey.change(pay)).isTrue();
        assertThat(hostkey.change(pay)).isFalse();
        assertThat(credit()).isEqualTo("520.00");
        assertThat(sum(whmcs("getcredits"))).isEqualTo(52000);
        JsonNode payments = whmcs("transactions", "invoice_id", id).path("transactions");
        assertThat(payments).hasSize(1);
        assertThat(payments.at("/0/date").asText()).isEqualTo("2024-02-01 00:05:00");
        assertThat(payments.at("/0/amountin").asText()).isEqualTo("20.00");
        assertThat(whmcs("transactions").at("/transactions/0/invoiceid").asText())
                .isEqualTo(id);
    }

    @Test
    void a_client_sees_no_invoice_of_another_one() {
        String unknown = HostkeyError.INVOICE_NOT_FOUND.template();
        assertError(call(NEIGHBOUR, "whmcs", "get_invoice", "invoice_id", PAID), unknown);
        assertError(call(NEIGHBOUR, "whmcs", "getpaymentgw", "invoice_id", UNPAID), unknown);
        assertError(call(NEIGHBOUR, "whmcs", "apply_credit", "invoice_id", UNPAID, "amount", "6"), unknown);
        assertError(
                call(NEIGHBOUR, "whmcs", "get_related_invoices", "id", "456"),
                HostkeyError.SERVER_NOT_FOUND.template());
        assertThat(call(NEIGHBOUR, "whmcs", "transactions", "invoice_id", PAID).path("transactions"))
                .isEmpty();
        assertThat(credit()).isEqualTo("500.00");
    }

    @Test
    void a_payment_above_the_credit_is_refused_and_changes_nothing() {
        String id = call(NEIGHBOUR, "whmcs", "generate_due_invoice", "id", "457")
                .path("invoice")
                .asText();
        for (int i = 0; i < 9; i++) {
            if (i > 0) {
                hostkey.advance("32d");
                id = call(NEIGHBOUR, "whmcs", "generate_due_invoice", "id", "457")
                        .path("invoice")
                        .asText();
            }
            JsonNode paid = call(NEIGHBOUR, "whmcs", "apply_credit", "invoice_id", id, "amount", "12.00");
            if (i == 8) {
                assertError(paid, HostkeyError.NOT_ENOUGH_CREDIT.template());
            } else {
                assertThat(paid.path("result").asText()).isEqualTo("success");
            }
        }
        assertThat(call(NEIGHBOUR, "whmcs", "get_client").at("/client/credit").asText())
                .isEqualTo("4.00");
        assertThat(call(NEIGHBOUR, "whmcs", "get_invoice", "invoice_id", id)
                        .path("balance")
                        .asText())
                .isEqualTo("12.00");
    }

    @Test
    void the_next_invoice_of_a_server_is_made_once() {
        assertError(whmcs("generate_due_invoice", "id", "456"), HostkeyError.UNPAID_INVOICES.template());
        hostkey.change("{\"hostkey/invoice\":603547,\"paid\":true}");
        assertError(whmcs("generate_due_invoice", "id", "456"), HostkeyError.NOT_DUE.template());
        assertThat(whmcs("get_billing_data", "id", "456").path("next_due_date").asText())
                .isEqualTo("2024-03-15");
        hostkey.advance("15d");
        String id = whmcs("generate_due_invoice", "id", "456").path("invoice").asText();
        assertThat(whmcs("get_related_invoices", "id", "456")
                        .at("/invoices/invoice/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(invoice(id).at("/items/item/0/inv_id").asInt()).isEqualTo(456);
    }

    @Test
    void an_account_has_a_limited_number_of_unpaid_invoices() {
        for (int i = 1; i < Invoicing.MOST_UNPAID; i++) {
            assertThat(whmcs("create_addfunds", "amount", "1").path("result").asText())
                    .isEqualTo("OK");
        }
        assertError(whmcs("create_addfunds", "amount", "1"), HostkeyError.TOO_MANY_INVOICES.template());
        JsonNode page = whmcs("get_invoices", "limitstart", "45", "limitnum", "100");
        assertThat(page.path("totalresults").asInt()).isEqualTo(Invoicing.MOST_UNPAID + 1);
        assertThat(page.at("/invoices/invoice")).hasSize(6);
        assertThat(call(NEIGHBOUR, "whmcs", "create_addfunds", "amount", "1")
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    @Test
    void a_suspended_server_is_billed_and_one_that_is_gone_is_not() {
        hostkey.change("{\"hostkey/server\":456,\"state\":\"suspended\"}");
        assertThat(whmcs("get_billing_data", "id", "456").path("billing_status").asText())
                .isEqualTo("Suspended");
        hostkey.change("{\"hostkey/server\":456,\"removed\":true}");
        assertError(whmcs("get_billing_data", "id", "456"), HostkeyError.SERVER_NOT_FOUND.template());
        assertThat(invoice(UNPAID).at("/items/item/0/relid").asInt()).isEqualTo(456);
    }
}
