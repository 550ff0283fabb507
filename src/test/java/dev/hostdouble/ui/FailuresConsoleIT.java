package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.scenario.Catalogue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The panel "Failures": scenarios are found, switched on and off, and their counts move. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresConsoleIT {
    private static final String START = "/api/v1/datacenter/server/4001/start";
    private static final String OWN = """
            # my own
            scenario: own
            description: <img src=x onerror=alert(1)> fails.
            rules:
              - name: never
                on: hosterapi/server.start
                effect: { error: SIGNAL_FAILED, signal: start }
                expect: 1
            events:
              - at: 30s
                do: { hosterapi/vm: 4001, state: stopped }
            """;

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    FailuresConsoleIT() throws Exception {}

    private AllProviders shown(String world) {
        AllProviders client = new AllProviders(server, world);
        client.controlled("PUT", "worlds/" + world, "");
        page.show(world, "#failures");
        page.untilText(row("known", "any/slow-provider"), "Every reply is slow: usually about 200 ms");
        return client;
    }

    private static String row(String where, String scenario) {
        return "[id='" + where + ":" + scenario + "']";
    }

    private static String count(String kind) {
        return "[data-rule] td:nth-child(" + (kind.equals("matched") ? 2 : kind.equals("chosen") ? 3 : 4) + ")";
    }

    @ParameterizedTest
    @CsvSource({
        "a job gets stuck, hosterapi/job-stuck",
        "session expires, vss/session-expires",
        "page shifts, vss/pages-shift-back",
        "out of stock, hostkey/out-of-stock"
    })
    void a_scenario_is_found_by_the_words_of_people(String words, String scenario) {
        shown("failures-words");
        page.type("#scenario-search", words);
        page.until("return document.querySelectorAll('.scenario').length < 10");
        page.find(row("known", scenario));
        page.type("#scenario-search", "");
    }

    private void untilSwitched(String where, String scenario, boolean on) {
        page.find(row(where, scenario) + " [role=switch][aria-checked=" + on + "]");
    }

    @Test
    void a_scenario_is_switched_on_and_its_counts_move() throws Exception {
        AllProviders client = shown("failures-counts");
        page.press("hosterapi/flaky-start is active");
        untilSwitched("active", "hosterapi/flaky-start", true);
        untilSwitched("known", "hosterapi/flaky-start", true);
        page.untilText(".tabs [aria-current] .count", "1");
        page.untilText("[data-rule] td:last-child", "1 or more not met");
        client.send("PUT", START, "");
        page.untilText(count("matched"), "1");
        page.untilText(count("applied"), "0");
        assertThat(client.hosterapi().put(START.substring(7)).statusCode()).isEqualTo(500);
        page.untilText(count("matched"), "2");
        page.untilText(count("applied"), "1");
        page.untilText("[data-rule] td:last-child", "1 or more met");
        page.untilText(row("known", "hosterapi/flaky-start"), "active, applied 1×");
        page.press("Why did rules of hosterapi/flaky-start not apply?");
        page.untilText(".why", "Call 1");
        page.untilText(".why", "PUT " + START);
        page.until("return document.querySelectorAll('.moved').length === 0");
        page.picture("failures");
        page.press("hosterapi/flaky-start is active");
        untilSwitched("known", "hosterapi/flaky-start", false);
        assertThat(page.count(".card")).isZero();
        assertThat(client.controlled("GET", "scenarios", "").path("scenarios")).isEmpty();
    }

    @Test
    void parameters_are_a_form_with_their_defaults() {
        AllProviders client = shown("failures-parameters");
        page.press("any/slow-provider");
        page.untilText(row("known", "any/slow-provider") + " .details", "A robust client has timeouts");
        String delay = "#known-any\\/slow-provider-delay";
        String sigma = "#known-any\\/slow-provider-sigma";
        assertThat(page.find(delay).getDomProperty("value")).isEqualTo("200ms");
        assertThat(page.find(sigma).getDomProperty("type")).isEqualTo("number");
        page.type(delay, "soon");
        page.press("Activate with these values");
        page.until("return document.querySelector(arguments[0])?.matches(':invalid')", delay);
        assertThat(client.controlled("GET", "scenarios", "").path("scenarios")).isEmpty();
        page.type(delay, "1ms");
        page.type(sigma, "0.1");
        page.keys(Keys.ENTER);
        untilSwitched("active", "any/slow-provider", true);
        assertThat(parameters(client)).isEqualTo("{\"delay\":\"1ms\",\"sigma\":\"0.1\"}");
        client.controlled("PUT", "scenarios/any/slow-provider", "{\"parameters\":{\"delay\":\"2ms\"}}");
        page.until("return document.querySelector(arguments[0])?.value === '2ms'", delay);
        assertThat(page.find(sigma).getDomProperty("value")).isEqualTo("0.4");
        page.press("Activate again with these values");
        page.until("return document.querySelector(arguments[0])?.value === '2ms'", delay);
        assertThat(parameters(client)).isEqualTo("{\"delay\":\"2ms\"}");
    }

    private static String parameters(AllProviders client) {
        return client.controlled("GET", "scenarios", "")
                .path("scenarios")
                .path(0)
                .path("parameters")
                .toString();
    }

    @Test
    void a_scenario_of_no_file_can_be_switched_on_again() {
        AllProviders client = shown("failures-own");
        client.scenario(OWN);
        untilSwitched("active", "own", true);
        page.untilText(".events", "hosterapi/vm 4001 after 30s: not yet");
        client.advance("30s");
        page.untilText(".events", "has happened");
        page.press("own is active");
        untilSwitched("off", "own", false);
        page.press("own is active");
        untilSwitched("active", "own", true);
        assertThat(client.control("GET", "scenarios/own", "").body()).isEqualTo(OWN);
        page.press("own");
        page.untilText(row("active", "own") + " .details", "<img src=x onerror=alert(1)> fails.");
        assertThat(page.count("main img")).isZero();
        page.press("Edit the text of own");
        page.until("return document.getElementById('scenario-text')?.value === arguments[0]", OWN);
    }

    @ParameterizedTest
    @CsvSource({
        "rate limit, any/rate-limit-storm, hosterapi/job-stuck",
        "orders hostkey, hostkey/unpaid-order, hosterapi/order-vanishes",
        "deadline, hosterapi/job-stuck, any/outage",
    })
    void scenarios_are_searched_by_name_description_and_purpose(String text, String found, String other) {
        shown("failures-search");
        page.type("#scenario-search", text);
        page.until("return !document.getElementById('known:' + arguments[0])", other);
        assertThat(page.count(row("known", found))).isEqualTo(1);
        page.type("#scenario-search", "zzz");
        page.untilText(".panel-failures", "No scenario fits the search.");
        page.untilText(
                ".toolbar .spring",
                "0 of " + new Catalogue(Providers.ALL).names().size() + " scenarios");
        page.type("#scenario-search", " ");
    }

    @Test
    void the_catalogue_is_grouped_by_provider_and_purpose() {
        shown("failures-groups");
        page.choose("#scenario-provider", "VSS");
        page.until("return document.querySelectorAll('.group').length === 1");
        assertThat(page.text(".group h2")).isEqualTo("VSS");
        assertThat(page.text(".group")).contains("Jobs and tasks", "Lists and pages", "Tokens and logins");
        page.choose("#scenario-purpose", "Jobs and tasks");
        page.until("return document.querySelectorAll('.group h3').length === 1");
        page.choose("#scenario-purpose", "all");
        page.choose("#scenario-provider", "all");
        page.until("return document.querySelectorAll('.group').length === 4");
    }

    @Test
    void an_address_opens_a_scenario() {
        shown("failures-address");
        page.go("#failures/vss/sync-stuck");
        page.untilText(row("known", "vss/sync-stuck") + " .details", "A robust client");
    }

    @Test
    void the_keyboard_switches_a_scenario() {
        shown("failures-keys");
        page.script("document.getElementById('scenario-search').focus()");
        page.keys("stalled-reply");
        page.until("return document.querySelectorAll('.scenario').length === 1");
        page.keys(Keys.TAB, Keys.TAB);
        page.until("return document.activeElement.id === 'scenario-purpose'");
        page.keys(Keys.TAB);
        page.keys(Keys.TAB);
        page.keys(Keys.SPACE);
        untilSwitched("active", "any/stalled-reply", true);
        page.until("return document.activeElement.getAttribute('aria-label') === 'any/stalled-reply is active'");
        page.keys(Keys.TAB);
        page.keys(Keys.ENTER);
        page.untilText(row("known", "any/stalled-reply") + " .details", "A robust client");
    }

    @Test
    void it_is_accessible_in_light_and_dark_and_when_narrow() throws Exception {
        AllProviders client = shown("failures-accessible");
        client.scenario(OWN);
        client.controlled("PUT", "scenarios/any/slow-provider", "");
        client.controlled("PUT", "scenarios/hosterapi/job-stuck", "");
        client.controlled("PUT", "scenarios/any/slow-provider", "{\"parameters\":{\"delay\":\"1ms\"}}");
        client.hosterapi().put(START.substring(7));
        page.untilText(row("active", "any/slow-provider"), "any/slow-provider");
        page.press("Why did rules of hosterapi/job-stuck not apply?");
        page.press("any/slow-provider");
        page.untilText(".why", "No call of these operations");
        page.until("return document.querySelectorAll('.moved').length === 0");
        page.theme("light");
        assertThat(page.accessibilityProblems()).isEmpty();
        page.theme("dark");
        assertThat(page.accessibilityProblems()).isEmpty();
        page.size(700, 800);
        assertThat(page.accessibilityProblems()).isEmpty();
        assertThat(page.script("const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth"))
                .isEqualTo(true);
        page.size(1280, 800);
        page.theme("system");
    }
}
