package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The console for people who use the keyboard, a screen reader, or a page that is enlarged. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityConsoleIT {
    private static final List<String> PLACES =
            List.of("live", "state", "failures", "failures/edit", "worlds", "operations");

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    AccessibilityConsoleIT() throws Exception {}

    private AllProviders shown(String world, String place) {
        AllProviders client = new AllProviders(server, world);
        client.controlled("PUT", "worlds/" + world, "");
        page.show(world, place);
        return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "state", "failures", "worlds", "operations"})
    void the_link_to_the_content_stays_on_the_panel(String panel) {
        shown("skip-" + panel, "#" + panel);
        page.script("document.querySelector('.skip').focus()");
        page.keys(Keys.ENTER);
        page.until("return document.activeElement.id === 'main'");
        page.find(".panel-" + panel);
    }

    @Test
    void the_focus_stays_near_what_has_gone() {
        AllProviders client = shown("focus", "#failures");
        client.controlled("PUT", "scenarios/any/slow-provider", "");
        client.controlled("PUT", "scenarios/any/outage", "");
        String off = "[id='active:any/slow-provider'] [role=switch]";
        page.find(off);
        page.script("document.querySelector(arguments[0]).focus()", off);
        page.keys(Keys.SPACE);
        page.until("return !document.querySelector(arguments[0])", off);
        page.until("return document.activeElement.matches('section.group ul')");
        page.press("Write a scenario");
        page.find("#scenario-text");
        page.script("document.querySelector('.panel-failures .toolbar a').focus()");
        page.keys(Keys.ENTER);
        page.find("#scenario-search");
        page.until("return document.activeElement.id === 'main'");
    }

    @Test
    void nothing_is_wider_than_a_page_at_400_percent() throws Exception {
        AllProviders client = shown("narrow", "#live");
        client.controlled("PUT", "scenarios/any/slow-provider", "{\"parameters\":{\"delay\":\"1ms\"}}");
        client.send("GET", "/v2/iso", "");
        page.viewport(320, 256);
        try {
            for (String place : PLACES) {
                page.go("#" + place);
                page.find(".panel-" + place.replaceFirst("/.*", "") + " .toolbar");
                page.until("return document.querySelector('main').scrollWidth <= 320");
                page.until("return document.querySelector('main').clientHeight >= 200");
                assertThat(page.accessibilityProblems()).as(place).isEmpty();
            }
        } finally {
            page.viewport(0, 0);
        }
    }

    @Test
    void a_screen_reader_does_not_speak_at_every_call() {
        AllProviders client = shown("silent", "#live");
        client.send("GET", "/v2/iso", "");
        page.untilText("#calls", "/v2/iso");
        page.script("window.said = []; new MutationObserver(all => all.forEach(one => {"
                + " const at = (one.target.nodeType === 1 ? one.target : one.target.parentElement)?.closest('[role=status], [role=alert], [aria-live]');"
                + " if (at) { said.push(at.textContent.trim()); } }))"
                + ".observe(document.body, { subtree: true, childList: true, characterData: true })");
        client.send("GET", "/v2/iso/1", "");
        page.untilText("#calls", "/v2/iso/1");
        page.untilText(".spring", "2 calls");
        assertThat(page.script("return said")).isEqualTo(List.of());
        page.type("#calls-filter", "iso/1");
        page.until("return said.includes('1 call')");
    }
}
