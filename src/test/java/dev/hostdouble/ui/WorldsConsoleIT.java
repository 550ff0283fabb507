package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.WorldClient;
import dev.hostdouble.client.WorldInfo;
import dev.hostdouble.world.Worlds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The panel "Worlds": worlds are made, copied, reset and deleted there, and give and take files. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorldsConsoleIT {
    private static final String RESULT = "#import-result";

    @TempDir
    private Path folder = Path.of("");

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    WorldsConsoleIT() throws Exception {}

    private WorldClient world(String name) {
        return server.client().world(name);
    }

    private List<String> names() {
        return server.client().worlds().stream().map(WorldInfo::name).toList();
    }

    private HosterapiClient busy(String world) {
        HosterapiClient client = new HosterapiClient(server, world);
        client.servers();
        client.order();
        client.advance("1s");
        client.servers();
        return client;
    }

    private void show(String world) {
        page.show(world, "#worlds");
        page.find("#worlds-table tbody tr");
    }

    private String row(String world) {
        page.find("[aria-label='Fork " + world + "']");
        return page.find("[aria-label='Fork " + world + "']")
                .findElement(By.xpath("ancestor::tr"))
                .getText();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private void choose(Path file) {
        page.find("#import-file").sendKeys(file.toAbsolutePath().toString());
    }

    /** What the page saves from now on, instead of a download. */
    private void catchFiles() {
        page.script("window.saved = []; const made = URL.createObjectURL;"
                + "URL.createObjectURL = blob => { saved.push(blob); return made.call(URL, blob); };"
                + "HTMLAnchorElement.prototype.click = function () { saved.at(-1).fileName = this.download; };");
    }

    private String saved(String button, String name) {
        page.script(
                "saved.length = 0; [...document.querySelectorAll('.files button')].find(b => b.textContent === arguments[0]).click()",
                button);
        page.until("return saved.at(-1)?.fileName === arguments[0]", name);
        page.until("saved.at(-1).text().then(text => window.savedText = text); return window.savedText !== undefined");
        String text =
                String.valueOf(page.script("const text = window.savedText; delete window.savedText; return text"));
        assertThat(text).isNotEmpty();
        return text;
    }

    @Test
    void a_world_shows_its_clock_its_calls_and_its_scenarios() {
        busy("shown").controlled("PUT", "scenarios/any/slow-provider", "");
        show("default");
        assertThat(row("shown")).contains("2024-02-01 00:00:01", "manual", "3", "any/slow-provider", "KiB");
        busy("shown");
        page.until(
                "return document.querySelector('[aria-label=\"Fork shown\"]').closest('tr').cells[2].textContent === '6'");
    }

    @Test
    void the_console_of_another_world_is_one_click_away() {
        busy("other-side");
        show("default");
        page.press("Open other-side");
        page.until("return location.pathname === '/_w/other-side/_emulator/ui/' && location.hash === '#worlds'");
        page.untilText(".world", "other-side");
        page.press("Open default");
        page.until("return location.pathname === '/_emulator/ui/'");
    }

    @Test
    void a_world_is_made_and_what_is_wrong_with_its_name_stands_at_the_field() {
        show("default");
        page.type("#new-world", "no spaces");
        page.press("Create");
        page.untilText("#new-world-error", "invalid world name: expected 1 to 64 of A-Z a-z 0-9 . _ -");
        assertThat(page.find("#new-world").getDomAttribute("aria-invalid")).isEqualTo("true");
        page.type("#new-world", "default");
        page.press("Create");
        page.untilText("#new-world-error", "the world 'default' exists already");
        page.type("#new-world", "brand-new");
        page.press("Create");
        row("brand-new");
        assertThat(names()).contains("brand-new");
        assertThat(page.text("#new-world-error")).isEmpty();
    }

    @Test
    void the_names_that_the_page_takes_are_those_of_the_server() {
        show("default");
        for (String name : List.of(
                "a", "A.b_c-9", "x".repeat(64), "...", ".", "..", "", "x".repeat(65), "a/b", "a b", "é", "a%20b")) {
            boolean isTaken = Boolean.TRUE.equals(
                    page.script("return import('./worlds.js').then(m => m.nameProblem(arguments[0]) === '')", name));
            boolean isAllowed = isAllowed(name);
            assertThat(isTaken).as(name).isEqualTo(isAllowed);
        }
    }

    private static boolean isAllowed(String name) {
        try {
            return !Worlds.requireName(name).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void a_world_is_forked_and_deleted_after_a_question() {
        busy("trunk");
        show("default");
        row("trunk");
        page.press("Fork trunk");
        page.until("return document.querySelector('#new-world').value === 'trunk-copy'");
        page.press("Create");
        row("trunk-copy");
        assertThat(world("trunk-copy").state()).isEqualTo(world("trunk").state());
        page.press("Delete trunk");
        page.untilText("#dialog", "Its journal with 3 calls will be gone");
        page.press("Cancel");
        assertThat(names()).contains("trunk");
        page.press("Delete trunk");
        page.press("Delete the world");
        page.until("return document.querySelector('[aria-label=\"Fork trunk\"]') === null");
        assertThat(names()).doesNotContain("trunk").contains("trunk-copy");
    }

    @Test
    void a_world_is_reset() {
        busy("worn");
        show("default");
        row("worn");
        page.press("Reset worn");
        page.press("Reset the world");
        page.until(
                "return document.querySelector('[aria-label=\"Fork worn\"]').closest('tr').cells[2].textContent === '0'");
        assertThat(world("worn").jobs().list()).isEmpty();
    }

    @Test
    void a_world_is_saved_in_every_form_with_credentials_only_if_asked_for() {
        busy("kept");
        show("kept");
        catchFiles();
        String token = "qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6";
        assertThat(saved("Recording", "kept-recording.json"))
                .contains("\"secrets\": \"mask\"")
                .doesNotContain(token);
        assertThat(saved("Report, HTML", "kept-report.html"))
                .startsWith("<!DOCTYPE html>")
                .doesNotContain(token);
        assertThat(saved("Report, Markdown", "kept-report.md"))
                .startsWith("# Hostdouble report")
                .doesNotContain(token);
        assertThat(saved("HTTP Archive", "kept-calls.har")).contains("\"log\"").doesNotContain(token);
        assertThat(saved("curl script", "kept-calls.sh")).contains("curl -sS").doesNotContain(token);
        assertThat(saved("State", "kept-state.json")).isEqualTo(world("kept").state());
        page.choose("#files-secrets", "as they are");
        page.untilText("[aria-labelledby=export-title]", "Do not share them");
        assertThat(saved("Recording", "kept-recording.json"))
                .isEqualTo(world("kept").replayWithCredentials());
        assertThat(saved("curl script", "kept-calls.sh")).contains(token);
    }

    @Test
    void a_recording_is_played_in_a_new_world() throws Exception {
        busy("recorded");
        show("default");
        page.type("#import-world", "replayed");
        choose(file("mine.json", world("recorded").replayWithCredentials()));
        page.untilText(RESULT, "mine.json is played in the world replayed");
        page.untilText(RESULT, "0 of 3 replies differ.");
        assertThat(world("replayed").state()).isEqualTo(world("recorded").state());
        page.press("Open replayed");
        page.until("return location.pathname === '/_w/replayed/_emulator/ui/'");
        page.go("#live");
        page.untilText("#calls [aria-rowindex='4']", "/api/v1/datacenter/server");
    }

    @Test
    void a_recording_that_comes_out_otherwise_is_shown_call_by_call() throws Exception {
        busy("honest");
        show("default");
        String altered = world("honest").replay().replaceAll("\"status\": 200", "\"status\": 418");
        page.type("#import-world", "doubtful");
        choose(file("altered.json", altered));
        page.untilText(RESULT, "3 of 3 replies differ.");
        List<WebElement> problems = page.find(RESULT).findElements(By.tagName("li"));
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0).getText())
                .contains("call 1 (hosterapi/server.list GET")
                .contains("status 200, was 418");
    }

    @Test
    void a_state_is_loaded_after_a_question_if_the_world_exists() throws Exception {
        busy("source");
        busy("taken");
        Path state = file("source.json", world("source").state());
        show("taken");
        choose(state);
        page.untilText("#dialog", "Its journal with 3 calls will be gone");
        page.press("Cancel");
        assertThat(world("taken").requests().list().total()).isEqualTo(3);
        choose(state);
        page.press("Replace the world");
        page.untilText(RESULT, "source.json is loaded: the world taken goes on from its state");
        assertThat(world("taken").state()).isEqualTo(world("source").state());
    }

    @Test
    void a_report_is_dropped_and_used_for_its_recording_or_its_state() {
        busy("reported");
        String report = world("reported").report();
        show("default");
        for (String[] use : new String[][] {
            {"from-recording", "its recording: play all calls", "0 of 3 replies differ"},
            {"from-state", "its state: without the calls", "is loaded"}
        }) {
            page.type("#import-world", use[0]);
            drop("<i>report</i>.html", report);
            page.choose("#dialog select", use[1]);
            page.press("Go on");
            page.untilText(RESULT, use[2]);
            assertThat(names()).contains(use[0]);
        }
        assertThat(page.text(RESULT)).as("the name of a file stays text").contains("<i>report</i>.html");
    }

    private void drop(String name, String text) {
        page.script(
                "const data = new DataTransfer(); data.items.add(new File([arguments[1]], arguments[0]));"
                        + "document.querySelector('.takes').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))",
                name,
                text);
    }

    @Test
    void a_file_that_cannot_be_used_leaves_everything_as_it_is() throws Exception {
        busy("intact");
        String recording = world("intact").replay();
        show("default");
        page.type("#import-world", "nothing");
        choose(file("photo.json", "{\"photo\":1}"));
        page.untilText(RESULT, "expected a state, a recording or a report");
        choose(file("half.json", recording.substring(0, recording.length() / 2)));
        page.untilText(RESULT, "half.json:");
        page.untilText(RESULT, "invalid JSON");
        page.type("#import-world", "no way");
        page.untilText("#import-world-error", "invalid world name");
        assertThat(names()).doesNotContain("nothing");
    }

    @Test
    void a_world_that_does_not_exist_yet_can_take_a_file() throws Exception {
        busy("known");
        page.load("unborn", "#worlds");
        choose(file("known.json", world("known").replay()));
        page.untilText(RESULT, "0 of 3 replies differ.");
        page.untilText("#export-title", "Save unborn as a file");
    }

    @Test
    void what_the_documentation_shows() throws Exception {
        try (Hostdouble fresh = Hostdouble.start(Settings.forTests());
                ConsolePage shown = ConsolePage.open(fresh.url())) {
            HosterapiClient client = new HosterapiClient(fresh, "checkout-test");
            client.order();
            client.controlled("PUT", "scenarios/any/slow-provider", "{\"parameters\":{\"delay\":\"1ms\"}}");
            client.advance("1m");
            client.servers();
            Path bug = file(
                    "bug-report.html", fresh.client().world("checkout-test").report());
            shown.show("default", "#worlds");
            shown.theme("light");
            shown.type("#import-world", "bug-report");
            shown.find("#import-file").sendKeys(bug.toAbsolutePath().toString());
            shown.press("Go on");
            shown.untilText(RESULT, "0 of 2 replies differ.");
            shown.find("[aria-label='Fork bug-report']");
            shown.picture("worlds");
        }
    }

    @Test
    void everybody_can_use_it() throws Exception {
        busy("accessible");
        List<String> earlier = page.complaints();
        for (int width : new int[] {1280, 700}) {
            page.size(width, 900);
            show("accessible");
            page.type("#new-world", "not valid");
            page.press("Create");
            for (String theme : List.of("light", "dark")) {
                page.theme(theme);
                assertThat(page.accessibilityProblems()).as(theme + width).isEmpty();
            }
            assertThat(page.script("const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth"))
                    .as("nothing is cut off at " + width)
                    .isEqualTo(true);
        }
        page.size(1280, 800);
        assertThat(page.complaints()).as("after " + earlier).isEmpty();
    }
}
