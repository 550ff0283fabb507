package dev.hostdouble.hostkey;

import static dev.hostdouble.client.HostkeyClient.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.yaml.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What start states say about the billing. */
class BillingStateTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private HostkeyClient start(Hostdouble emulator) {
        return new HostkeyClient(emulator, "billing");
    }

    private Settings world(String state) throws Exception {
        Files.writeString(folder.resolve("hostkey.yaml"), state);
        return Settings.forTests().withWorld(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ id: 603548, owner: a, total: 1, created-at: \"2024-01-01T00:00:00Z\" }|/invoices/0/id: must be below"
                        + " next.invoice, 603548",
                "{ id: 1, owner: a, total: 1, created-at: yesterday }|/invoices/0/created-at: invalid time",
                "{ id: 1, owner: a, total: 1, status: paid, created-at: \"2024-01-01T00:00:00Z\" }|needs paid-at",
                "{ id: 1, owner: a, total: 1, created-at: \"2024-01-01T00:00:00Z\", paid-at: \"2024-01-01T00:00:00Z\" }|has no"
                        + " paid-at",
                "{ id: 1, owner: a, total: -1, created-at: \"2024-01-01T00:00:00Z\" }|/invoices/0/total",
                "{ id: 1, owner: a, total: 1.005, created-at: \"2024-01-01T00:00:00Z\" }|/invoices/0/total",
                "{ id: 1, owner: a, total: 1, status: open, created-at: \"2024-01-01T00:00:00Z\" }|/invoices/0/status"
            })
    void what_an_invoice_cannot_be_is_named_with_its_place(String invoice, String problem) throws Exception {
        Settings settings = world("invoices: [" + invoice + "]");
        assertThatThrownBy(() -> Hostdouble.start(settings).close())
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: \"2\", monthly: { EUR: 1 }|/catalogue/presets/0/name: is the id of another preset",
                "name: a, prices: { US: { EUR: 1 } }|/catalogue/presets/0/prices/US: a price for a location in which it is not sold"
            })
    void what_a_preset_cannot_be_is_named_with_its_place(String preset, String problem) throws Exception {
        Settings settings = world(
                "catalogue: { presets: [{ id: 1, cpu: 1, ram: 1, disk-gb: 10, stock: { NL: 1 }, " + preset
                        + " }, { id: 2, name: b, cpu: 1, ram: 1, disk-gb: 10, monthly: { EUR: 1 }, stock: { NL: 1 } }] }");
        assertThatThrownBy(() -> Hostdouble.start(settings).close())
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_file_with_other_accounts_needs_no_other_invoices() throws Exception {
        Settings settings = world("""
                accounts: [{ login: me@example.com, role: client, customer-id: 7, tokens: [T], currency: USD, credit: 12.5 }]
                servers: []
                isos: []
                """);
        try (Hostdouble emulator = Hostdouble.start(settings)) {
            HostkeyClient hostkey = start(emulator);
            assertThat(hostkey.readAs("T", "whmcs", "get_invoices")
                            .path("totalresults")
                            .asInt())
                    .isZero();
            assertThat(hostkey.readAs("T", "whmcs", "get_client").path("client").toString())
                    .isEqualTo(
                            "{\"id\":7,\"email\":\"me@example.com\",\"companyname\":\"\",\"status\":\"Active\",\"currency_code\":\"USD\","
                                    + "\"credit\":\"12.50\"}");
        }
    }

    /** A gateway asks for the client first, and for the session if that is refused. */
    @Test
    void an_account_without_access_is_known_by_its_session_alone() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld("rich"))) {
            HostkeyClient hostkey = start(emulator);
            String token = hostkey.callAs("", "auth", "login", "key", "5555555555555555-5555555555555555")
                    .json()
                    .at("/result/token")
                    .asText();
            assertError(hostkey.readAs(token, "whmcs", "get_client"), HostkeyError.ACCESS_DENIED.template());
            assertError(
                    hostkey.readAs(token, "whmcs", "create_addfunds", "amount", "1"),
                    HostkeyError.ACCESS_DENIED.template());
            JsonNode session = hostkey.readAs(token, "auth", "info").path("result");
            assertThat(session.path("whmcs_id").asText()).isEqualTo("1005");
            assertThat(hostkey.readAs(token, "eq", "list").path("servers").toString())
                    .isEqualTo("[470]");
        }
    }

    @Test
    void the_credit_of_every_account_is_the_sum_of_its_history() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withWorld("rich"))) {
            HostkeyClient hostkey = start(emulator);
            for (String token : new String[] {"HOSTKEY_TOKEN", "HOSTKEY_NEIGHBOUR_TOKEN", "HOSTKEY_RESELLER_TOKEN"}) {
                double sum = 0;
                for (JsonNode entry :
                        hostkey.readAs(token, "whmcs", "getcredits").at("/message/credits/credit")) {
                    sum += entry.path("amount").asDouble();
                }
                assertThat(sum)
                        .isEqualTo(hostkey.readAs(token, "whmcs", "get_client")
                                .at("/client/credit")
                                .asDouble());
            }
            assertThat(hostkey.readAs("HOSTKEY_RESELLER_TOKEN", "whmcs", "get_billing_data", "id", "459")
                            .path("billing_cycle")
                            .asText())
                    .isEqualTo("Quarterly");
        }
    }
}
