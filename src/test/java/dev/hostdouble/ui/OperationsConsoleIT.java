package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.OperationInfo;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

/** The panel "Operations": what there is, how well it is known, and what the client has met of it. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsConsoleIT {
    private static final String OPERATION = ".operation";

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    OperationsConsoleIT() throws Exception {}

    private HosterapiClient shown(String world) {
        HosterapiClient client = new HosterapiClient(server, world);
        client.servers();
        page.show(world, "#operations");
        page.untilText(".provider", "HOSTKEY");
        return client;
    }

    private void open(String id) {
        page.until(
                "const one = [...document.querySelectorAll('.operation')].find(o => o.querySelector('.id').textContent === arguments[0]);"
                        + "if (one && !one.open) { one.querySelector('summary').click(); } return one?.querySelector('table')",
                id);
    }

    private String answers(String id) {
        return String.valueOf(page.script(
                "return [...document.querySelectorAll('.operation')].find(o => o.querySelector('.id').textContent === arguments[0]).innerText",
                id));
    }

    @Test
    void every_operation_is_there_with_every_answer() {
        shown("all");
        List<OperationInfo> all = server.client().world("all").operations();
        page.untilText(".toolbar", all.size() + " operations");
        page.type("#operations-filter", "e");
        page.until("return document.querySelectorAll('.operation').length === arguments[0]", all.size());
        for (OperationInfo one : List.of(all.get(0), all.get(all.size() - 1))) {
            open(one.operation());
            one.answers().forEach(answer -> assertThat(answers(one.operation()))
                    .contains(answer.answer(), answer.text(), answer.evidence(), answer.note()));
        }
    }

    @Test
    void what_the_client_meets_moves_as_it_calls() {
        HosterapiClient client = shown("meets");
        page.choose("#operations-only", "used by this world");
        page.until("return document.querySelectorAll('.operation').length === 1");
        page.untilText(OPERATION, "1 of 3 met, 1 call");
        open("hosterapi/server.list");
        assertThat(answers("hosterapi/server.list")).contains("met 1×", "not met");
        client.send("GET", "/api/v1" + HosterapiClient.SERVERS, "");
        page.untilText(OPERATION, "2 of 3 met, 2 calls");
        page.untilText(".provider .bar", "2 of 3 documented answers met; 1 of ");
        client.submit("PUT", HosterapiClient.SERVERS + "/4001/start");
        page.until("return document.querySelectorAll('.operation').length === 2");
        client.controlled("DELETE", "coverage", "");
    }

    @Test
    void the_command_that_brings_an_answer_about_is_copied_and_does_so() {
        HosterapiClient client = shown("commands");
        page.script("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
        page.choose("#operations-only", "used by this world");
        open("hosterapi/server.list");
        page.press("Copy the command for UNAUTHORIZED");
        page.until("return window.copied !== undefined");
        String copied = String.valueOf(page.script("return window.copied"));
        assertThat(copied).startsWith("curl -s ").contains(server.url() + "/_w/commands/");
        client.scenario(copied.substring(copied.indexOf(" -d '") + 5, copied.lastIndexOf('\'')));
        assertThat(client.error(401, "GET", HosterapiClient.SERVERS)).isNotEmpty();
    }

    @Test
    void filters_select() {
        shown("filters");
        page.type("#operations-filter", "SIGNAL_FAILED server.reboot");
        page.until("const ids = [...document.querySelectorAll('.operation .id')].map(e => e.textContent);"
                + "return ids.length > 0 && ids.every(id => id.includes('reboot'))");
        page.type("#operations-filter", "nobody has this");
        page.untilText(".providers", "No operation fits the filter");
        page.find("#operations-filter").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        page.choose("#operations-provider", "VSS");
        page.until("return document.querySelectorAll('.provider').length === 1");
        page.choose("#operations-provider", "all");
        for (String only :
                List.of("not used", "with answers not met", "only assumed answers", "all documented answers met")) {
            page.choose("#operations-only", only);
            page.until("return document.querySelector('.toolbar [role=status]').textContent.includes(' of ')");
        }
        page.choose("#operations-only", "only assumed answers");
        page.until("const m = [...document.querySelectorAll('.operation > summary .mark')];"
                + "return m.length > 0 && m.every(e => e.textContent === 'assumed')");
    }

    @Test
    void it_is_folded_until_somebody_opens_it_by_mouse_or_keyboard() {
        shown("folded");
        assertThat(page.count(".provider")).isGreaterThan(3);
        assertThat(page.count("table")).isZero();
        page.script("document.querySelector('.provider summary').focus()");
        assertThat(page.count(".provider:first-of-type .section")).isZero();
        page.keys(Keys.ENTER);
        page.find(".provider:first-of-type .section");
    }

    @Test
    void the_coverage_is_saved() {
        shown("saved");
        page.script("window.saved = []; const made = URL.createObjectURL;"
                + "URL.createObjectURL = blob => { saved.push(blob); return made.call(URL, blob); };"
                + "HTMLAnchorElement.prototype.click = function () { saved.at(-1).fileName = this.download; };");
        page.press("HTML");
        page.until("return saved.at(-1)?.fileName === 'saved-coverage.html'");
        page.press("Coverage as JUnit report");
        page.until("return saved.at(-1)?.fileName === 'saved-coverage.xml' && saved.at(-1).type.includes('xml')");
    }

    @Test
    void what_the_documentation_shows() throws Exception {
        try (Hostdouble fresh = Hostdouble.start(Settings.forTests());
                ConsolePage shown = ConsolePage.open(fresh.url())) {
            HosterapiClient client = new HosterapiClient(fresh, "default");
            client.servers();
            client.submit("PUT", HosterapiClient.SERVERS + "/4001/start");
            client.order();
            shown.show("default", "#operations");
            shown.theme("light");
            shown.choose("#operations-only", "used by this world");
            shown.until("return document.querySelectorAll('.operation').length === 3");
            shown.script("document.querySelector('.operation').open = true");
            shown.find(".operation .command");
            shown.picture("operations");
        }
    }

    @Test
    void everybody_can_use_it() throws Exception {
        shown("accessible");
        page.choose("#operations-only", "used by this world");
        open("hosterapi/server.list");
        page.script("document.querySelector('.facts').open = true");
        page.find(".facts li");
        for (int width : new int[] {1280, 700}) {
            page.size(width, 900);
            for (String theme : List.of("light", "dark")) {
                page.theme(theme);
                assertThat(page.accessibilityProblems()).as(theme + width).isEmpty();
            }
            assertThat(page.script("const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth"))
                    .as("nothing is cut off at " + width)
                    .isEqualTo(true);
        }
        page.size(1280, 800);
        assertThat(page.complaints()).isEmpty();
    }
}
