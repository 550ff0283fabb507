package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page: findings first, accessible, and with nothing in it that a browser runs or loads. */
class ExplorePageTest {
    static Stream<Exploration> explorations() {
        return Stream.of(Explorations.sound(), Explorations.everyVerdict(), Explorations.nasty());
    }

    private static Document page(Exploration exploration) {
        return Jsoup.parse(ExplorePage.of(exploration));
    }

    @ParameterizedTest
    @MethodSource("explorations")
    void it_stands_alone(Exploration exploration) {
        String page = ExplorePage.of(exploration);
        assertThat(page)
                .contains("prefers-color-scheme: dark", "default-src 'none'")
                .doesNotContain("<script", "http:", "https:", "url(", "@import", "<b>", "\u001b", "\u0000", "\u202e");
        assertThat(page(exploration).select("[src], link, iframe, [onclick], [style]"))
                .isEmpty();
        assertThat(page.length()).isLessThan(100_000);
    }

    @ParameterizedTest
    @MethodSource("explorations")
    void readers_with_other_means_find_their_way(Exploration exploration) {
        Document page = page(exploration);
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("h1, main")).hasSize(2);
        assertThat(page.select("h2").eachText()).containsExactly("Findings", "Trials", "Undisturbed run");
        assertThat(page.select("th")).isNotEmpty().allMatch(th -> th.hasAttr("scope"));
        for (Element table : page.select("table")) {
            assertThat(table.select("caption")).hasSize(1);
            int columns = table.select("thead th").size();
            assertThat(table.select("tbody tr")).allMatch(row -> row.childrenSize() == columns);
        }
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("a").eachAttr("href")).allMatch(link -> ids.contains(link.substring(1)));
        // What scrolls can be scrolled with the keyboard.
        assertThat(page.select("pre, .wide")).allMatch(element -> element.hasAttr("tabindex"));
    }

    @Test
    void a_finding_has_its_calls_with_the_one_that_the_fault_changed_and_the_ways_to_repeat_it() {
        Document page = page(Explorations.everyVerdict());
        assertThat(page.select("h3").eachText())
                .hasSize(7)
                .startsWith("1. duplicate: fault-duplicate at hosterapi/server.create#1");
        assertThat(page.select("tr.struck").get(0).text())
                .isEqualTo("2 POST /api/v1/datacenter/server hosterapi/server.create no reply changed by the fault");
        assertThat(page.select("pre").eachText())
                .contains("hostdouble explore --faults 'fault-duplicate@hosterapi/server.create#1' --clock step:5s --"
                        + " ./client.py order 'a name'")
                .contains("hostdouble serve --scenario scenarios/01-duplicate-hosterapi-server.create.yaml"
                        + " --clock step:5s");
        assertThat(page.text())
                .contains("Advice: A robust client does something else.", "Severity: error", "Severity: warning")
                .contains("Cost beyond the undisturbed run: 7.00 EUR", "stopped after 60 s");
    }

    @Test
    void the_table_of_trials_has_a_row_for_each_call_and_a_column_for_each_fault() {
        CallSite second = new CallSite(Explorations.LIST, 2);
        Exploration exploration = Explorations.of(List.of(
                Explorations.result(Trial.of(Explorations.staleList()), Verdict.OK),
                Explorations.result(Trial.of(Explorations.lostReply()), Verdict.LEAK),
                Explorations.result(
                        Trial.of(new PlacedFault(Explorations.fault("lost-reply", 10), second)), Verdict.NO_EFFECT),
                Explorations.result(
                        new Trial(List.of(Explorations.lostReply(), Explorations.staleList())), Verdict.HANG)));
        Document page = page(exploration);
        Element table = page.select("table:has(caption:containsOwn(Each call))").get(0);
        assertThat(table.select("tr").eachText())
                .containsExactly(
                        "Call lost-reply stale",
                        "hosterapi/server.create#1 leak -",
                        "hosterapi/server.list#2 no_effect ok");
        assertThat(table.select("a").eachAttr("href")).containsExactly("#finding-1");
        assertThat(page.select("table:has(caption:containsOwn(Two faults)) tbody tr")
                        .eachText())
                .containsExactly("lost-reply at hosterapi/server.create#1, and stale at hosterapi/server.list#2 hang");
    }

    @Test
    void without_findings_it_says_so() {
        Document page = page(Explorations.sound());
        assertThat(page.text())
                .contains("Result: no findings in 2 trials (45 s).", "No trial showed a bug of the client.");
        assertThat(page.select("h3")).isEmpty();
    }

    @Test
    void nasty_texts_are_whole_and_no_markup() {
        assertThat(page(Explorations.nasty()).text())
                .contains(
                        "\"q\" 'a' <b> & ]]> {x} [y](z) \\ $(id) \u00e4\u00f6\u00fc \ud83d\ude00 \\u001b[31m \\u0000");
    }

    @Test
    void long_lists_are_cut() {
        Exploration one = Explorations.sound();
        List<CallLine> calls = new ArrayList<>();
        IntStream.range(0, 10_000)
                .forEach(n -> calls.add(new CallLine(n + 1, Explorations.LIST, "GET /x", "200 some", false)));
        Undisturbed run = new Undisturbed(calls, List.of(), one.undisturbed().exit(), List.of(), List.of("an id"));
        String page = ExplorePage.of(
                new Exploration(one.command(), one.options(), run, one.results(), List.of(), 7, one.took()));
        assertThat(page)
                .contains("And 9500 more; report.json has all of them.")
                .contains("It leaves everything as it was.", "Two undisturbed runs differ in:", "7 trials, by --budget")
                .hasSizeLessThan(150_000);
    }
}
