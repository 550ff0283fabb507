package dev.hostdouble.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.VssClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The panel "State": what there is, how it changes, and what people do with jobs and servers. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateConsoleIT {
    private static final String VM = "#kind-hosterapi-vm ";

    @AutoClose
    private final Hostdouble server = Hostdouble.start(Settings.forTests());

    @AutoClose
    private final ConsolePage page = ConsolePage.open(server.url());

    StateConsoleIT() throws Exception {}

    @AfterEach
    void nothing_to_complain_about() {
        assertThat(page.complaints()).isEmpty();
    }

    /** The console of a world in which somebody has used each provider, with jobs that run and jobs that have ended. */
    private HostkeyClient usedWorld(String world) {
        HosterapiClient hosterapi = new HosterapiClient(server, world);
        HostkeyClient hostkey = new HostkeyClient(server, world);
        VssClient vss = new VssClient(server, world);
        hostkey.read("eq", "reboot", "id", "456");
        String stats = hostkey.stats();
        hosterapi.order();
        vss.login(VssClient.USER);
        vss.put("isos/new.iso", "2024-01-31T00:00:00Z");
        vss.sync();
        hosterapi.advance("1m");
        hostkey.check(stats);
        hostkey.order();
        hosterapi.reinstall();
        hosterapi.advance("2s");
        return hostkey;
    }

    private void bar(String job, double from, double to) {
        page.until(
                "const bar = document.querySelector(arguments[0] + ' progress'); return bar && bar.value >= arguments[1] && bar.value <= arguments[2]",
                "#job-" + job,
                from,
                to);
    }

    @Test
    void everything_of_a_world_is_there_in_light_and_dark_wide_and_narrow() throws Exception {
        usedWorld("all");
        page.show("all", "#state");
        page.untilText("#kind-hostkey-server", "web-456");
        page.untilText(VM, "4004");
        page.untilText("#kind-hostkey-callback-key", "delivered");
        page.untilText("#kind-hostkey-order", "deploying");
        page.untilText("#kind-vss-request", "finished");
        assertThat(page.text(".panel-state [role=status]")).contains("2 jobs running");
        page.press("Ended jobs 3");
        page.untilText(".panel-state .ended tbody", "\"password\":\"***\"");
        page.press("Ended jobs 3");
        for (String theme : new String[] {"light", "dark"}) {
            page.theme(theme);
            assertThat(page.accessibilityProblems()).isEmpty();
            page.look("state-" + theme);
        }
        page.theme("light");
        page.picture("state");
        page.size(700, 900);
        assertThat(page.script("return document.documentElement.scrollWidth"))
                .isEqualTo(page.script("return innerWidth"));
        page.size(1280, 800);
    }

    @Test
    void a_bar_moves_with_the_clock_until_the_job_ends() {
        HosterapiClient client = new HosterapiClient(server, "bars");
        client.servers();
        page.show("bars", "#state");
        page.untilText(".panel-state .jobs", "No job is running.");
        client.reinstall();
        bar("1", 0, 0);
        client.advance("3s");
        bar("1", 0.5, 0.5);
        page.untilText("#job-1", "executing, 66 %, 3 s left");
        page.untilText(VM, "server.reinstall");
        page.press("Run the clock until the end of hosterapi/server.reinstall on 4001");
        page.untilText(".panel-state .jobs", "No job is running.");
        page.press("Ended jobs 1");
        page.untilText(".panel-state .ended tbody", "finished");
    }

    @Test
    void a_job_without_an_end_is_no_end_to_run_to() {
        HosterapiClient client = new HosterapiClient(server, "stuck");
        client.control("PUT", "scenarios/hosterapi/job-stuck", "");
        client.reinstall();
        page.show("stuck", "#state");
        page.untilText("#job-1", "end not known");
        page.click("#clock-next");
        page.untilText("#notices", "No running job ends by itself.");
    }

    @Test
    void a_running_clock_moves_bars_by_itself() {
        HosterapiClient client = new HosterapiClient(server, "runs");
        client.servers();
        page.show("runs", "#state");
        client.reinstall();
        bar("1", 0, 0);
        client.controlled("PUT", "clock", "{\"mode\":\"real\"}");
        bar("1", 0.05, 1);
        page.untilText("#job-1", "executing");
    }

    @Test
    void a_job_is_finished_or_fails_with_the_output_that_was_chosen() {
        HosterapiClient client = new HosterapiClient(server, "steer");
        client.servers();
        client.reinstall();
        client.call("PUT", "/datacenter/server/4002/reinstall");
        page.show("steer", "#state");
        page.press("Finish hosterapi/server.reinstall on 4001");
        page.until("return !document.querySelector('#job-1')");
        page.press("Fail hosterapi/server.reinstall on 4002");
        page.until(
                "return [...document.querySelectorAll('#job-outputs option')].some(o => o.value === '0xa3: timeout')");
        page.type("dialog input", "0xa3: timeout");
        page.press("Fail the job");
        page.until("return !document.querySelector('#job-2')");
        assertThat(client.controlled("GET", "jobs", "").at("/jobs/0/status").asText())
                .isEqualTo("finished");
        assertThat(client.controlled("GET", "jobs", "").at("/jobs/1/output").asText())
                .isEqualTo("0xa3: timeout");
    }

    @Test
    void the_provider_stops_and_removes_a_server() {
        HosterapiClient client = new HosterapiClient(server, "changes");
        client.servers();
        page.show("changes", "#state");
        page.find(VM + "[aria-label='Change 4002']").sendKeys(Keys.ENTER);
        assertThat(page.text(VM + ".menu[open]"))
                .contains("Stop", "Suspend", "Remove")
                .doesNotContain("Start");
        page.keys(Keys.TAB, Keys.ENTER);
        page.untilText(VM + ".card:nth-child(2)", "stopped");
        page.untilText(VM + ".card:nth-child(2)", "changed");
        assertThat(page.count(VM + ".marked")).isEqualTo(1);
        page.click(VM + "[aria-label='Change 4003']");
        page.press("Remove");
        page.untilText("dialog", "Only a reset takes it back.");
        page.click("dialog .danger");
        page.until("return document.querySelectorAll(arguments[0]).length === 2", VM + ".card");
        assertThat(client.servers()).isEqualTo("[4001,4002]");
        page.click(VM + "[aria-label='Change 4001']");
        page.keys(Keys.ESCAPE);
        assertThat(page.count(VM + ".menu[open]")).isZero();
    }

    @Test
    void what_becomes_new_is_marked() {
        HostkeyClient client = new HostkeyClient(server, "marks");
        client.read("eq", "list");
        page.show("marks", "#state");
        page.untilText("#kind-hostkey-server", "web-456");
        client.order();
        page.untilText("#kind-hostkey-order tbody", "new");
        client.advance("1h");
        page.untilText("#kind-hostkey-server .marked", "web-1.example.com");
        page.untilText("#kind-hostkey-callback-key tbody", "ready");
    }

    @Test
    void a_filter_finds_what_is_folded_and_a_provider_can_be_chosen() {
        VssClient client = new VssClient(server, "filter");
        client.login(VssClient.USER);
        page.show("filter", "#state");
        assertThat(page.text("#kind-vss-image summary")).contains("224");
        assertThat(page.count("#kind-vss-image tbody")).isZero();
        page.type("#state-filter", "MS_Win2000_Server_SP4");
        page.untilText("#kind-vss-image tbody", "[vss-ISOs] Windows/Win2000/MS_Win2000_Server_SP4.iso");
        page.untilText(".panel-state [role=status]", "1 found");
        assertThat(page.count(".panel-state .provider")).isEqualTo(1);
        page.type("#state-filter", "no such thing");
        page.untilText(".panel-state", "Nothing fits the filter.");
        page.script(
                "const f = document.querySelector('#state-filter'); f.value = ''; f.dispatchEvent(new Event('input'))");
        page.choose("#state-provider", "HOSTKEY");
        page.until("return document.querySelectorAll('.panel-state .provider').length === 1");
        page.untilText(".provider", "HOSTKEY");
    }

    @Test
    void more_than_the_latest_hundred_can_be_shown() {
        new VssClient(server, "many").login(VssClient.USER);
        page.show("many", "#state");
        page.click("#kind-vss-image summary");
        page.untilText("#kind-vss-image", "The latest 100 of 224.");
        page.press("Show up to 1000");
        page.until("return document.querySelectorAll('#kind-vss-image tbody tr').length === 224");
        assertThat(page.count("#kind-vss-image .marked")).isZero();
    }

    @Test
    void a_world_that_is_created_meanwhile_is_shown() {
        page.load("later", "#state");
        page.press("Create it");
        page.untilText("#kind-hosterapi-vm", "4001");
        assertThat(page.complaints()).allMatch(complaint -> complaint.contains("404"));
    }

    @Test
    void folds_stay_as_they_are_left() {
        HosterapiClient client = new HosterapiClient(server, "folds");
        client.servers();
        page.show("folds", "#state");
        page.click("#kind-hosterapi-backup summary");
        page.untilText("#kind-hosterapi-backup tbody", "1606575200");
        page.click("#kind-hosterapi-vm summary");
        client.advance("1s");
        client.reinstall();
        page.find("#job-1");
        assertThat(page.find("#kind-hosterapi-backup").getDomAttribute("open")).isNotNull();
        assertThat(page.find("#kind-hosterapi-vm").getDomAttribute("open")).isNull();
    }

    @Test
    void the_name_of_a_server_stays_text() {
        HostkeyClient client = new HostkeyClient(server, "xss");
        String name = "<img src=x onerror=document.title='hacked'>";
        client.read("tags", "add", "id", "456", "tag", "note", "value", name);
        page.show("xss", "#state");
        page.click("#kind-hostkey-tag summary");
        page.untilText("#kind-hostkey-tag tbody", name);
        assertThat(page.find("#kind-hostkey-tag").findElements(By.tagName("img")))
                .isEmpty();
        assertThat(String.valueOf(page.script("return document.title"))).doesNotContain("hacked");
    }
}
