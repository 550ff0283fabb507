package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.ProviderClient;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What all panels of the console share: the clock, the world, the token, the connection. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
    private static final List<String> PANELS = List.of("live", "state", "failures", "worlds", "operations");

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    ConsoleIT() throws Exception {}

    private static Settings with(int port, Optional<String> token) {
        Settings test = Settings.forTests();
        return new Settings("127.0.0.1", port, test.world(), test.clock(), 1, false, false, 10, token, false)
                .withNow(Instant.parse("2024-02-01T00:00:00Z"));
    }

    @Test
    void the_clock_moves_as_its_buttons_say() {
        HosterapiClient client = new HosterapiClient(server, "console-clock");
        client.order();
        page.show("console-clock", "#live");
        page.untilText("#clock-date", "2024-02-01 00:00:00");
        page.click("#clock-1s");
        page.untilText("#clock-date", "2024-02-01 00:00:01");
        page.click("#clock-next");
        page.untilText("#notices", "Job 15 has ended.");
        page.untilText("#clock-date", "2024-02-01 00:00:06");
        page.click("#clock-1m");
        page.untilText("#clock-date", "2024-02-01 00:01:06");
        page.click("#clock-next");
        page.untilText("#notices .notice-error", "No job is running.");
        page.press("Close this message");
        page.choose("#clock-mode", "x60");
        page.until("return document.getElementById('clock-date').textContent > '2024-02-01 00:01:30'");
        page.choose("#clock-mode", "manual");
        page.click("#clock-reset");
        page.press("Cancel");
        page.untilText(".panel-live .spring", "1 call");
        page.click("#clock-reset");
        page.press("Reset the world");
        page.untilText("#clock-date", "2024-02-01 00:00:00");
        page.untilText(".panel-live", "No calls yet");
    }

    @Test
    void a_clock_that_a_test_moves_is_shown() {
        ProviderClient client = new ProviderClient(server, "console-moved");
        client.world();
        page.show("console-moved", "#live");
        client.advance("1h");
        page.untilText("#clock-date", "2024-02-01 01:00:00");
        client.control("PUT", "clock", "{\"mode\":\"step:2s\"}");
        page.until("return document.getElementById('clock-mode').value === 'step:2s'");
        client.send("GET", "/v2/iso", "");
        page.untilText("#clock-date", "2024-02-01 01:00:02");
    }

    @Test
    void no_request_leaves_the_server() {
        page.complaints(); // those of other tests
        page.show("default", "#live");
        for (String panel : PANELS) {
            page.go("#" + panel);
            page.until("return document.querySelector('.panel-' + arguments[0])", panel);
        }
        List<String> requests = page.requests();
        assertThat(requests).hasSizeGreaterThan(10).contains(server.url() + "/_emulator/ui/app.js");
        assertThat(requests)
                .allMatch(url ->
                        url.startsWith(server.url() + "/") || url.startsWith("data:") || url.equals("about:blank"));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void the_keyboard_reaches_the_panels_and_the_content() {
        page.show("default", "#live");
        page.script("document.querySelector('.skip').focus()");
        page.keys(Keys.ENTER);
        page.until("return document.activeElement.id === 'main'");
        page.script("document.querySelector('.tabs a').focus()");
        for (String panel : PANELS) {
            page.keys(Keys.ENTER);
            page.until("return document.querySelector('.panel-' + arguments[0])", panel);
            page.keys(Keys.ARROW_RIGHT);
        }
    }

    @Test
    void a_world_that_does_not_exist_is_shown_as_soon_as_it_does() {
        page.load("console-later", "#live");
        page.untilText("#main", "The world console-later does not exist yet");
        ProviderClient client = new ProviderClient(server, "default");
        assertThat(client.control("GET", "worlds", "").body())
                .as("looking creates no world")
                .doesNotContain("console-later");
        new ProviderClient(server, "console-later").send("GET", "/v2/iso", "");
        page.untilText("#calls", "/v2/iso");
        page.load("console-made", "#live");
        page.press("Create it");
        page.untilText(".panel-live", "No calls yet");
    }

    @Test
    void it_comes_back_when_the_server_does() throws Exception {
        Hostdouble first = Hostdouble.start(with(0, Optional.empty()));
        URI url = first.url();
        try (ConsolePage other = ConsolePage.open(url)) {
            other.show("default", "#live");
            new ProviderClient(first, "default").send("GET", "/v2/iso", "");
            other.untilText("#calls", "/v2/iso");
            first.close();
            other.untilText(".feed", "no connection");
            other.click("#clock-1s");
            other.untilText("#notices .notice-error", "The server does not answer");
            try (Hostdouble second = Hostdouble.start(with(url.getPort(), Optional.empty()))) {
                other.find(".feed-live");
                other.untilText(".panel-live", "No calls yet");
                new ProviderClient(second, "default").send("GET", "/api/v1/job/1", "");
                other.untilText("#calls", "/api/v1/job/1");
            }
        }
    }

    @Test
    void a_hidden_page_keeps_no_connection_and_catches_up() {
        ProviderClient client = new ProviderClient(server, "console-hidden");
        client.world();
        page.show("console-hidden", "#live");
        page.script(
                "window.hide = hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });"
                        + "document.dispatchEvent(new Event('visibilitychange')); }; window.hide(true)");
        page.find(".feed-connecting");
        client.send("GET", "/v2/iso", "");
        page.untilText(".panel-live .spring", "0 calls");
        page.script("window.hide(false)");
        page.untilText(".panel-live .spring", "1 call");
        client.send("GET", "/v2/iso", "");
        page.untilText(".panel-live .spring", "2 calls");
    }

    @Test
    void the_control_token_is_asked_for_once_and_stays_in_the_tab() throws Exception {
        try (Hostdouble closed = Hostdouble.start(with(0, Optional.of("se-cret")));
                ConsolePage other = ConsolePage.open(closed.url())) {
            other.load("default", "#live");
            other.type("dialog[open] input", "wrong");
            other.press("Use it");
            other.untilText("dialog[open]", "That was not the token.");
            other.press("Cancel");
            other.untilText(".feed", "refused");
            other.untilText(".refused", "the control API needs the header Authorization");
            other.go("#state");
            other.untilText("#main", "The state cannot be read");
            other.click("#give-token");
            other.type("dialog[open] input", "se-cret");
            other.press("Use it");
            other.find(".feed-live");
            other.untilText("#state-hosterapi", "HosterAPI");
            other.click("#clock-1s");
            other.untilText("#clock-date", "2024-02-01 00:00:01");
            assertThat(other.count("dialog[open]")).isZero();
            other.load("default", "#live");
            other.find(".feed-live");
            assertThat(other.script("return localStorage.length + document.cookie.length"))
                    .isEqualTo(0L);
            assertThat(other.requests()).noneMatch(url -> url.contains("cret"));
            other.complaints(); // 401 is one
        }
    }

    @Test
    void a_browser_that_wants_it_dark_gets_it() {
        page.show("default", "#live");
        String before = String.valueOf(page.script("return getComputedStyle(document.body).backgroundColor"));
        page.press("Theme: system");
        page.press("Theme: light");
        page.untilText(".top", "Theme: dark");
        assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(before);
        page.show("default", "#live");
        assertThat(page.find(".top").findElements(By.tagName("button")))
                .anyMatch(button -> button.getText().equals("Theme: dark"));
        page.press("Theme: dark");
    }
}
