package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.ProviderClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

/** The panel "Live": calls appear, are filtered, are opened, and become scenarios. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveConsoleIT {
    private static final String STATUS = "/api/v1/datacenter/server/4001/status";

    private static final String ORDER = "template=Debian10.0&cpuCores=1&mem=1024&disk=10G&ipCount=1";

    /** Rows on a screen, and those beside it. */
    private static final int MANY_ROWS = 80;

    /** The page drops its oldest calls after as many. */
    private static final int MORE_THAN_SPARE = 1_100;

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    LiveConsoleIT() throws Exception {}

    @Test
    void a_call_appears_and_shows_its_request_and_reply_side_by_side() throws Exception {
        ProviderClient client = new ProviderClient(server, "live-call");
        client.control("PUT", "scenarios/hosterapi/lost-acknowledgement", "");
        page.show("live-call", "#live");
        page.untilText(".panel-live .empty", "/_w/live-call");
        new HosterapiClient(server, "live-call").raw("POST", "/api/v1/datacenter/server?" + ORDER);
        page.untilText("#calls [aria-rowindex='2']", "hosterapi/server.create");
        page.untilText("#calls [aria-rowindex='2']", "empty");
        assertThat(page.text("#calls [aria-rowindex='2']"))
                .contains("POST", "/api/v1/datacenter/server", "200", "assumed", "hosterapi/lost-acknowledgement/lost");
        assertThat(page.count("#calls .broken")).isEqualTo(1);

        page.click("#calls [aria-rowindex='2']");
        page.untilText(".call [aria-label='Reply']", "\"jobId\": 15");
        assertThat(page.text(".call [aria-label='Request']")).contains("POST /api/v1/datacenter/server", "cpuCores=1");
        assertThat(page.text(".call .why"))
                .contains("the connection was closed without a byte", "hosterapi/lost-acknowledgement/lost", "applied");
        page.picture("live");
        page.theme("dark");
        page.look("live-dark");
        page.theme("system");
    }

    @Test
    void a_call_becomes_a_scenario_that_does_what_was_chosen() {
        ProviderClient client = new ProviderClient(server, "live-scenario");
        client.send("GET", STATUS, "");
        page.show("live-scenario", "#live/1");
        page.find(".call .body");
        page.untilText("#make-scenario", "the same error: UNAUTHORIZED");
        page.untilText("#make-scenario", "error NO_SUCH_VM");
        page.choose("#make-scenario", "a 503 of a gateway");
        page.until("return location.hash === '#failures/edit'");
    }

    @Test
    void a_call_of_none_of_the_providers_gets_no_error_of_one() {
        ProviderClient client = new ProviderClient(server, "live-nowhere");
        client.send("GET", "/nothing-here", "");
        page.show("live-nowhere", "#live/1");
        page.untilText("#make-scenario", "a 503 of a gateway");
        page.untilText(".call .why", "NOT_FOUND");
        assertThat(page.text("#make-scenario")).doesNotContain("error");
    }

    @Test
    void a_call_is_closed_when_its_log_is_gone() {
        ProviderClient client = new ProviderClient(server, "live-gone");
        client.send("GET", STATUS, "");
        page.show("live-gone", "#live/1");
        page.untilText(".call h2", STATUS);
        client.control("POST", "reset", "");
        page.until("return !document.querySelector('.call')");
        client.send("GET", "/v2/iso", "");
        page.untilText("#calls [aria-rowindex='2']", "/v2/iso");
        page.click("#calls [aria-rowindex='2']");
        page.untilText(".call h2", "/v2/iso");
    }

    @Test
    void a_body_is_shown_as_it_was_sent() throws Exception {
        String body = "{\"n\":12345678901234567890,\"f\":1.0,\"a\":1,\"a\":[],\"9\":\"\\u003c{, }\",\"1\":[true,{ }]}";
        URI address = URI.create(server.url() + "/_w/live-exact/v2/iso");
        HttpClient http = HttpClient.newHttpClient();
        http.send(
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
        http.send(
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, 'x'}))
                        .build(),
                BodyHandlers.discarding());
        page.show("live-exact", "#live/1");
        page.find(".call .body");
        assertThat(page.text(".call .body")).isEqualTo("""
                        {
                          "n": 12345678901234567890,
                          "f": 1.0,
                          "a": 1,
                          "a": [],
                          "9": "\\u003c{, }",
                          "1": [
                            true,
                            {}
                          ]
                        }""");
        page.go("#live/2");
        page.untilText(".call [aria-label='Request']", "Bytes that are not UTF-8 are shown as");
    }

    @Test
    void filters_select_calls() {
        ProviderClient client = new ProviderClient(server, "live-filter");
        client.world();
        page.show("live-filter", "#live");
        client.send("GET", STATUS, "");
        client.send("GET", "/v2/iso", "");
        client.send("GET", "/nothing-here", "");
        page.untilText(".panel-live .spring", "3 calls");
        page.choose("#calls-provider", "VSS");
        page.untilText(".panel-live .spring", "1 of 3 calls");
        assertThat(page.text("#calls")).contains("/v2/iso").doesNotContain("nothing-here");
        page.choose("#calls-provider", "all");
        page.type("#calls-filter", "nothing get");
        page.untilText("#calls", "nothing-here");
        assertThat(page.text("#calls")).doesNotContain("/v2/iso");
        page.type("#calls-filter", "no call has this");
        page.untilText(".panel-live", "No call fits the filter.");
    }

    @Test
    void the_keyboard_moves_through_the_calls_and_opens_them() {
        ProviderClient client = new ProviderClient(server, "live-keys");
        client.world();
        page.show("live-keys", "#live");
        client.send("GET", STATUS, "");
        client.send("GET", "/v2/iso", "");
        page.untilText(".panel-live .spring", "2 calls");
        page.script("document.getElementById('calls').focus()");
        page.keys(Keys.HOME);
        page.until("return document.querySelector(\"[aria-rowindex='2']\").ariaSelected === 'true'");
        assertThat(page.find("#calls").getDomAttribute("aria-activedescendant")).isEqualTo("calls-0");
        page.keys(Keys.ARROW_DOWN, Keys.ENTER);
        page.untilText(".call h2", "/v2/iso");
        page.keys(Keys.ESCAPE);
        page.until("return !document.querySelector('.call')");
        page.until("return document.activeElement.id === 'calls'");
    }

    @Test
    void ten_thousand_calls_are_a_few_elements() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/_w/live-many" + STATUS))
                .build();
        int calls = 10_000;
        for (int i = 0; i < calls; i++) {
            http.send(request, BodyHandlers.discarding());
        }
        page.show("live-many", "#live");
        page.untilText(".panel-live .spring", "10000 calls");
        page.until("return document.querySelector(\"[aria-rowindex='10001']\")");
        assertThat(page.count("#calls .row")).isLessThan(MANY_ROWS);
        page.script("document.getElementById('calls').scrollTop = 150000");
        page.until("return document.querySelector(\"[aria-rowindex='5010']\")");
        assertThat(page.count("#calls .row")).isLessThan(MANY_ROWS);
        http.send(request, BodyHandlers.discarding());
        page.untilText(".panel-live .spring", "10001 calls");
        assertThat(page.count("[aria-rowindex='5010']"))
                .as("it stays where the reader is")
                .isEqualTo(1);
        for (int i = calls; i < calls + MORE_THAN_SPARE; i++) {
            http.send(request, BodyHandlers.discarding());
        }
        page.untilText(".panel-live .spring", "the latest 10");
        page.until(
                "return [...document.querySelectorAll('#calls .row')].some(row => row.firstElementChild.textContent === '5009')");
        page.press("Latest calls");
        page.untilText("#calls", String.valueOf(calls + MORE_THAN_SPARE));
    }

    @Test
    void texts_of_clients_stay_texts() throws Exception {
        String attack = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>";
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        server.url() + "/_w/live-attack/v2/%3Cimg%20src=x%20onerror=alert(1)%3E?q=%3Cscript%3E"))
                .header("X-Attack", attack)
                .POST(HttpRequest.BodyPublishers.ofString(attack))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        page.complaints(); // those of other tests
        page.show("live-attack", "#live/1");
        page.untilText(".call .body", "<img src=x onerror=");
        page.press("Show credentials");
        page.untilText(".call .body", "<script>");
        assertThat(page.count("#main img, #main script")).isZero();
        assertThat(page.script("return document.title")).isNotEqualTo("hacked");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void it_is_accessible_in_light_and_dark_wide_and_narrow() throws Exception {
        new HosterapiClient(server, "live-axe").order();
        page.show("live-axe", "#live/1");
        page.find(".call .body");
        for (String theme : new String[] {"light", "dark"}) {
            page.theme(theme);
            assertThat(page.accessibilityProblems()).as(theme).isEmpty();
        }
        page.size(700, 900);
        assertThat(page.accessibilityProblems()).as("narrow").isEmpty();
        page.size(1280, 800);
        page.theme("system");
    }
}
