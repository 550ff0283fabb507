package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What HosterAPI changes by itself, as its clients see it. */
@ExtendWith(EmulatorExtension.class)
class HosterChangesTest {
    private static final String VM = HosterapiClient.SERVERS + "/4001";
    private static final String MARKET = "/datacenter/dedicated/market";
    private static final String ORDER = "/datacenter/dedicated/order";
    private static final String SUSPEND = "{\"hosterapi/vm\":4001,\"state\":\"suspended\"}";
    private static final String NO_TEMPLATE = "0xb1: Missing required parameter template";

    private final HosterapiClient api;

    HosterChangesTest(HosterapiClient api) {
        this.api = api;
    }

    private String state() {
        return api.result("GET", VM + "/status").path("state").asText();
    }

    @Test
    void a_server_stops_and_starts() {
        assertThat(api.change("{\"hosterapi/vm\":4001,\"state\":\"running\"}")).isFalse();
        assertThat(api.change("{\"hosterapi/vm\":4001,\"state\":\"stopped\"}")).isTrue();
        assertThat(state()).isEqualTo("stopped");
        assertThat(api.change("{\"hosterapi/vm\":4001,\"state\":\"stopped\"}")).isFalse();

        api.advance("1m");
        assertThat(api.change("{\"hosterapi/vm\":4001,\"state\":\"running\"}")).isTrue();
        assertThat(state()).isEqualTo("running");
        assertThat(api.result("GET", VM + "/status").path("uptime").asInt()).isZero();
    }

    @Test
    void a_suspended_server_is_off_and_its_customer_cannot_start_it() {
        int reinstall = api.reinstall();
        assertThat(api.change(SUSPEND)).isTrue();
        assertThat(api.change(SUSPEND)).isFalse();
        api.advance("1m");
        assertThat(api.job(reinstall).at("/result/status").asText()).isEqualTo("finished");
        assertThat(state()).isEqualTo("stopped");
        for (String signal : List.of("start", "shutdown", "stop", "reboot")) {
            assertThat(api.error(500, "PUT", VM + "/" + signal))
                    .isEqualTo("0xa1: failed to send " + signal + " signal to vm");
        }
        assertThat(api.error(500, "PUT", VM + "/reinstall")).isEqualTo("0xa3: timeout");

        assertThat(api.change("{\"hosterapi/vm\":4001,\"state\":\"stopped\"}")).isTrue();
        api.result("PUT", VM + "/start");
        api.advance("1m");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void a_start_that_is_under_way_does_not_end_a_suspension() {
        api.change("{\"hosterapi/vm\":4001,\"state\":\"stopped\"}");
        api.result("PUT", VM + "/start");
        assertThat(api.change(SUSPEND)).isTrue();
        api.advance("1m");
        assertThat(state()).isEqualTo("stopped");
        assertThat(api.change("{\"hosterapi/vm\":4001,\"state\":\"running\"}")).isTrue();
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void a_change_comes_after_the_jobs_that_are_due() {
        api.result("PUT", VM + "/stop");
        api.advance("5s");
        assertThat(api.change("{\"hosterapi/vm\":4001,\"state\":\"stopped\"}")).isFalse();
    }

    @Test
    void a_server_is_gone_and_its_jobs_fail() {
        int job = api.reinstall();
        assertThat(api.change("{\"hosterapi/vm\":4001,\"removed\":true}")).isTrue();
        assertThat(api.servers()).isEqualTo("[4002,4003]");
        assertThat(api.error(404, "GET", VM + "/status")).isEqualTo("0x01: no vm with id 4001 found");
        assertThat(api.job(job).at("/result/status").asText()).isEqualTo("failed");
        assertThat(api.change("{\"hosterapi/vm\":4001,\"removed\":true}")).isFalse();
        assertThat(api.change("{\"hosterapi/vm\":4001,\"state\":\"running\"}")).isFalse();
    }

    @Test
    void a_token_is_revoked_in_both_spellings() {
        api.servers();
        assertThat(api.change("{\"hosterapi/token\":2,\"revoked\":true}")).isFalse();
        assertThat(api.change("{\"hosterapi/token\":1,\"revoked\":true}")).isTrue();
        assertThat(api.error(401, "GET", HosterapiClient.SERVERS)).isEqualTo("0x03: unauthorized");
        String bare = Credentials.bearer(Credentials.HOSTERAPI_SECRET);
        assertThat(api.send("GET", "/api/v1" + HosterapiClient.SERVERS, "", bare)
                        .status())
                .isEqualTo(401);
        assertThat(api.change("{\"hosterapi/token\":1,\"revoked\":true}")).isFalse();
    }

    @Test
    void a_template_is_withdrawn_and_comes_back() {
        String order = api.order();
        assertThat(api.change("{\"hosterapi/template\":\"Debian10.0\",\"available\":false}"))
                .isTrue();
        assertThat(api.change("{\"hosterapi/template\":\"Debian10.0\",\"available\":false}"))
                .isFalse();
        assertThat(api.result("GET", "/datacenter/templates").toString()).isEqualTo("[]");
        assertThat(api.error(400, "POST", HosterapiClient.SERVERS, HosterapiClient.smallServer()))
                .isEqualTo(NO_TEMPLATE);
        assertThat(api.error(400, "PUT", VM + "/reinstall", "template", "Debian10.0"))
                .isEqualTo(NO_TEMPLATE);
        api.advance("1m");
        assertThat(api.result("GET", order).path("status").asText()).isEqualTo("finished");

        assertThat(api.change("{\"hosterapi/template\":\"Debian10.0\",\"available\":true}"))
                .isTrue();
        api.order();
        assertThat(api.change("{\"hosterapi/template\":\"Debian10.1\",\"available\":false}"))
                .isFalse();
    }

    @Test
    void a_template_of_dedicated_servers_is_withdrawn() {
        assertThat(api.change("{\"hosterapi/template\":\"Debian Buster\",\"available\":false}"))
                .isTrue();
        assertThat(api.error(400, "POST", ORDER, "id", "9", "template", "Debian Buster"))
                .isEqualTo(NO_TEMPLATE);
        assertThat(api.result("GET", "/datacenter/dedicated/templates").toString())
                .doesNotContain("Debian Buster");
    }

    @Test
    void an_offer_sells_out_and_comes_back() {
        assertThat(api.change("{\"hosterapi/market\":9,\"available\":false}")).isTrue();
        assertThat(api.change("{\"hosterapi/market\":9,\"available\":false}")).isFalse();
        assertThat(api.result("GET", MARKET).findValuesAsText("id"))
                .doesNotContain("9")
                .contains("84");
        assertThat(api.error(404, "POST", ORDER, "id", "9", "template", "Debian Buster"))
                .isEqualTo("0x01: no vm with id 9 found");

        assertThat(api.change("{\"hosterapi/market\":9,\"available\":true}")).isTrue();
        api.result("POST", ORDER, "id", "9", "template", "Debian Buster");
        assertThat(api.change("{\"hosterapi/market\":9,\"available\":false}")).isFalse();
        assertThat(api.change("{\"hosterapi/market\":1,\"available\":false}")).isFalse();
    }

    @Test
    void a_backup_is_gone() {
        assertThat(api.change("{\"hosterapi/backup\":1606685300,\"removed\":true,\"vm\":4002}"))
                .isFalse();
        assertThat(api.change("{\"hosterapi/backup\":1606685300,\"removed\":true,\"vm\":4001}"))
                .isTrue();
        assertThat(api.change("{\"hosterapi/backup\":1606585800,\"removed\":true}"))
                .isTrue();
        assertThat(api.result("GET", VM + "/backups/list").toString()).isEqualTo("[1606575200]");
        assertThat(api.change("{\"hosterapi/backup\":1606585800,\"removed\":true}"))
                .isFalse();
    }
}
