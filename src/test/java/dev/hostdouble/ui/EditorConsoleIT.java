package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The editor of scenarios: it says what is wrong and where, proposes what can stand at the cursor, and activates. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditorConsoleIT {
    private static final String CHECK = "#scenario-check";
    private static final String RULE = "scenario: mine\nrules:\n  - on: hosterapi/server.start\n    ";

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    @TempDir
    Path folder = Path.of("");

    EditorConsoleIT() throws Exception {}

    private AllProviders shown(String world) {
        AllProviders client = new AllProviders(server, world);
        client.controlled("PUT", "worlds/" + world, "");
        page.show(world, "#failures/edit");
        page.untilText(CHECK, "Valid.");
        return client;
    }

    /** Replaces the text, as somebody who pastes it. */
    private void write(String text) {
        page.script(
                "const f = document.getElementById('scenario-text'); f.focus(); f.select();"
                        + "document.execCommand('insertText', false, arguments[0])",
                text);
    }

    private void untilWritten(String text) {
        page.until("return document.getElementById('scenario-text')?.value === arguments[0]", text);
    }

    private boolean canActivate() {
        return page.find(".toolbar .primary").isEnabled();
    }

    @Test
    void a_new_scenario_is_valid_and_is_activated() {
        AllProviders client = shown("editor-new");
        page.press("Activate");
        page.untilText("#notices", "my-scenario is active.");
        page.untilText(".toolbar", "active");
        assertThat(client.controlled("GET", "scenarios", "").findValuesAsText("name"))
                .contains("my-scenario");
        page.press("‹ All scenarios");
        page.untilText(".card", "my-scenario");
    }

    @Test
    void problems_are_on_their_lines_and_lead_there() {
        AllProviders client = shown("editor-problems");
        write(RULE + "effect: { error: NO_SUCH }\n");
        page.untilText(CHECK, "1 problem.");
        page.untilText(".number.problem", "4");
        page.untilText(".marks .found", "unknown error 'NO_SUCH'");
        assertThat(canActivate()).isFalse();
        page.click(".findings li button");
        page.until("const f = document.activeElement; return f.id === 'scenario-text'"
                + " && f.value.slice(f.selectionStart).startsWith('NO_SUCH }')");
        page.keys("_VM,", Keys.DELETE);
        write(RULE + "effect: { error: NO_SUCH_VM }\n");
        page.untilText(CHECK, "Valid.");
        assertThat(canActivate()).isTrue();
        assertThat(page.count(".number.problem")).isZero();
        assertThat(client.controlled("GET", "scenarios", "").path("scenarios")).isEmpty();
    }

    @Test
    void warnings_do_not_hinder() {
        shown("editor-warnings");
        write(
                "scenario: mine\nrules:\n  - on: hosterapi/server.create\n    when: { body.cpuCore: 1 }\n    effect: { delay: 1ms }\n");
        page.untilText(CHECK, "Valid, with 1 warning.");
        page.untilText(".number.warning", "4");
        page.untilText(".findings li", "cpuCores");
        page.press("Activate");
        page.untilText("#notices", "mine is active.");
    }

    @Test
    void proposals_come_while_typing_and_are_taken_by_keys() {
        shown("editor-proposals");
        write("scenario: mine\n");
        page.keys("ru");
        page.untilText("#proposals", "rules");
        page.keys(Keys.ENTER);
        untilWritten("scenario: mine\nrules:\n  - ");
        page.keys("on: server.reb");
        page.untilText("#proposals", "hosterapi/server.reboot");
        page.keys(Keys.ARROW_DOWN);
        page.until(
                "return document.getElementById('scenario-text').getAttribute('aria-activedescendant') === 'proposal-1'");
        page.keys(Keys.ARROW_UP);
        page.keys(Keys.TAB);
        untilWritten("scenario: mine\nrules:\n  - on: hosterapi/server.reboot");
        page.keys(Keys.ENTER);
        page.keys("eff");
        page.find("#proposal-0");
        page.keys(Keys.ENTER);
        untilWritten("scenario: mine\nrules:\n  - on: hosterapi/server.reboot\n    effect: {  }");
        page.keys("err");
        page.find("#proposal-0[aria-selected=true]");
        page.keys(Keys.ENTER);
        page.untilText("#proposals", "SIGNAL_FAILED");
        assertThat(page.text("#proposals")).contains("NO_SUCH_VM").doesNotContain("JOB_NOT_FOUND");
        page.keys("sig", Keys.ENTER, ", ");
        page.untilText("#proposals", "signal");
        page.keys(Keys.ESCAPE);
        page.until("return !document.getElementById('proposals')");
        page.keys("signal: reboot");
        page.untilText(CHECK, "Valid.");
        page.keys(Keys.chord(Keys.CONTROL, "z"));
        page.until("return !document.getElementById('scenario-text').value.includes('signal: reboot')");
    }

    @Test
    void control_and_space_asks_and_tab_leaves_where_no_list_is_open() {
        shown("editor-asked");
        write(RULE);
        page.keys(Keys.chord(Keys.CONTROL, Keys.SPACE));
        page.untilText("#proposals", "effect");
        assertThat(page.text("#proposals")).doesNotContain("an operation id");
        page.untilText(CHECK, "problem");
        page.keys(Keys.ESCAPE, Keys.TAB);
        page.until("return document.activeElement.closest('.findings')");
        untilWritten(RULE);
    }

    @Test
    void a_world_that_was_created_late_has_proposals() {
        page.load("editor-late", "#failures/edit");
        page.press("Create it");
        page.untilText(CHECK, "Valid.");
        write("scenario: mine\nrules:\n  - on: ");
        page.keys("vss/iso");
        page.keys(Keys.chord(Keys.CONTROL, Keys.SPACE));
        page.untilText("#proposals", "vss/iso.list");
    }

    /** The whole vocabulary: whatever the shipped scenarios say is proposed at its place. */
    @Test
    void each_key_and_operation_of_the_shipped_scenarios_is_proposed_at_its_place() {
        shown("editor-places");
        page.script("""
                (async () => {
                  const { placeOf, proposalsAt, schemasAt } = await import(new URL('completion.js', document.baseURI));
                  const read = async (path) => (await fetch('../' + path)).json();
                  const catalogue = await read('scenarios/catalogue');
                  const known = { schema: await read('scenario.schema.json'), ...await read('operations'), ...catalogue,
                    ...await read('changes') };
                  const missing = [];
                  let checked = 0;
                  for (const { name } of catalogue.scenarios) {
                    const text = await (await fetch('../scenarios/' + name)).text();
                    for (const found of text.matchAll(/(?<=[\\s{,])[a-z_]+(?=: )|(?<=[\\s\\[])(hosterapi|hostkey|vss)[/]\\w+[.]\\w+(?=\\s|,|])/g)) {
                      const place = placeOf(text, found.index);
                      const isFree = () => place.isKey && !schemasAt(known.schema, place.path).some((one) => one.properties);
                      if (place !== null && !isFree()) {
                        checked++;
                        if (!proposalsAt(text, found.index, known).proposals.some((one) => one.label === found[0])) {
                          missing.push(name + ': ' + found[0]);
                        }
                      }
                    }
                  }
                  window.places = { checked, missing };
                })()""");
        page.until("return window.places");
        assertThat(String.valueOf(page.script("return window.places.missing.join('; ')")))
                .isEmpty();
        assertThat((Long) page.script("return window.places.checked")).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "purpose: ¦ ~ lost-replies",
                "use: [any/slow-p¦ ~ any/slow-provider",
                "rules:\\n- on:\\n    - ¦ ~ vss/iso.list",
                "rules:\\n- on: hosterapi/server.start\\n  when: { ¦ ~ path.sid",
                "rules:\\n- on: hosterapi/server.start\\n  when:\\n    path.sid:\\n      ¦ ~ matches",
                "rules:\\n- on: hosterapi/server.create\\n  effect: { job: { fail: ¦ ~ JOB_NOT_FOUND",
                "events:\\n- at: 1s\\n  do: { ¦ ~ hosterapi/vm",
                "events:\\n- at: 1s\\n  do: { hosterapi/vm: 4001, state: ¦ ~ suspended",
                "{\"scenario\":\"a\",\"rules\":[{\"on\":\"vss/iso.list\",\"effect\":{\"error\":\"¦ ~ TOKEN_REQUIRED",
                "description: |\\n  text\\n  ¦ ~ ",
                "# ¦ ~ ",
            })
    void a_place_has_its_proposals(String text, @Nullable String proposed) {
        page.show("default", "#failures/edit");
        page.untilText(CHECK, "Valid.");
        write(text.replace("\\n", "\n").replace("¦", ""));
        page.keys(Keys.chord(Keys.CONTROL, Keys.SPACE));
        page.untilText("#proposals", proposed == null ? "Nothing is known for this place." : proposed);
    }

    @Test
    void a_changed_text_is_kept_and_can_be_brought_back() {
        AllProviders client = shown("editor-kept");
        String text = RULE + "effect: { delay: 1ms }";
        write(text);
        page.go("#live");
        page.find(".panel-live");
        page.go("#failures/edit");
        untilWritten(text);
        client.send("GET", "/v2/iso", "");
        page.go("#live/1");
        page.choose("#make-scenario", "a 503 of a gateway");
        page.untilText(CHECK, "Valid.");
        page.until("return document.getElementById('scenario-text')?.value.includes('status: 503')");
        page.press("Bring back the previous text");
        untilWritten(text);
    }

    @Test
    void a_file_is_opened_and_saved() throws Exception {
        shown("editor-files");
        String text = "scenario: my/own\nrules: [{ on: vss/*, effect: { delay: 1ms } }] # \u00e4\ud83d\ude00\n";
        Path file = Files.writeString(folder.resolve("x.yaml"), text);
        page.find("#scenario-file").sendKeys(file.toString());
        untilWritten(text);
        page.untilText(".toolbar h2", "my/own");
        page.script(
                "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return 'blob:x'; };"
                        + "HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; }");
        page.press("Save as file");
        page.until("return window.saved === arguments[0] && window.savedAs === 'own.yaml'", text);
    }

    @Test
    void it_is_accessible_in_light_and_dark_and_when_narrow() throws Exception {
        shown("editor-accessible");
        write(RULE + "calls: frist\n    effect: { delay: 2s }\n  - on: hosterapi/server.stop\n    effect: { error:  }");
        page.untilText(CHECK, "2 problems");
        page.keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.chord(Keys.CONTROL, Keys.SPACE));
        page.untilText("#proposals", "SIGNAL_FAILED");
        page.theme("light");
        assertThat(page.accessibilityProblems()).isEmpty();
        page.picture("editor");
        page.theme("dark");
        assertThat(page.accessibilityProblems()).isEmpty();
        page.size(700, 800);
        assertThat(page.accessibilityProblems()).isEmpty();
        assertThat(page.script("const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth"))
                .isEqualTo(true);
        page.size(1280, 800);
        page.theme("system");
    }

    @Test
    void a_text_that_is_nowhere_else_is_not_lost_by_leaving_the_page() {
        shown("editor-leave");
        String isAsked =
                "const e = new Event('beforeunload', { cancelable: true }); dispatchEvent(e); return e.defaultPrevented";
        assertThat(page.script(isAsked)).isEqualTo(false);
        write(RULE + "effect: { delay: 1ms }\n");
        assertThat(page.script(isAsked)).isEqualTo(true);
        page.untilText(CHECK, "Valid.");
        page.press("Activate");
        page.untilText("#notices", "mine is active.");
        assertThat(page.script(isAsked)).isEqualTo(false);
    }

    @Test
    void files_have_any_line_ends_but_are_texts() throws Exception {
        shown("editor-line-ends");
        String text = RULE + "effect: { delay: 1ms }\n";
        Path file = Files.writeString(folder.resolve("crlf.yaml"), text.replace("\n", "\r\n"));
        page.find("#scenario-file").sendKeys(file.toString());
        untilWritten(text);
        Path binary =
                Files.write(folder.resolve("image.yaml"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff});
        page.find("#scenario-file").sendKeys(binary.toString());
        page.untilText("#notices .notice-error", "image.yaml cannot be read as a text in UTF-8.");
        untilWritten(text);
    }

    @Test
    void what_cannot_be_checked_is_no_problem_of_the_text_and_is_checked_later() {
        shown("editor-unchecked");
        page.script(
                "window.sent = fetch; window.fetch = (url, o) => String(url).endsWith('/check') ? Promise.reject(new Error('away')) : sent(url, o)");
        write(RULE + "effect: { delay: 1ms }\n");
        page.untilText(CHECK, "Not checked:");
        assertThat(page.count(".findings li")).isZero();
        page.script("window.fetch = sent");
        page.untilText(CHECK, "Valid.");
    }
}
