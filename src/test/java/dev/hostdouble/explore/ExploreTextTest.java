package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the terminal shows. */
class ExploreTextTest {
    @Test
    void without_findings_it_says_what_was_tried() {
        assertThat(ExploreText.of(Explorations.sound(), Optional.empty())).isEqualTo("""
                undisturbed: exit code 0, 4 calls, 1.2 s
                   server 4004 made
                2 trials: 1 ok, 1 no_effect

                tried:
                   lost-reply at 1 call
                   stale at 1 call
                no findings in 2 trials (45 s)
                """);
    }

    @Test
    void a_finding_has_all_that_is_needed_to_understand_and_to_repeat_it() {
        Exploration found =
                Explorations.of(List.of(Explorations.result(Trial.of(Explorations.lostReply()), Verdict.DUPLICATE)));
        assertThat(ExploreText.of(found, Optional.empty())).isEqualTo("""
                undisturbed: exit code 0, 4 calls, 1.2 s
                   server 4004 made
                1 trial: 1 duplicate

                1. duplicate: lost-reply at hosterapi/server.create#1
                   The client did something: duplicate.
                   A robust client does something else.
                   cost beyond the undisturbed run: 7.00 EUR
                   client: exit code 1
                   calls (4 of 4):
                         1  GET /api/v1/datacenter/server   200 some
                         2  POST /api/v1/datacenter/server  no reply  <- fault
                         3  POST /api/v1/datacenter/server  200 ok
                         4  GET /api/v1/datacenter/server   200 some
                   the end of its output:
                      one
                      two
                   try it again:
                      hostdouble explore --faults 'lost-reply@hosterapi/server.create#1' --clock step:5s -- ./client.py order 'a name'
                   or activate this scenario on a server:
                      scenario: explore/one
                      rules:
                        - on: hosterapi/server.create
                          effect: { lose_reply: true }

                1 finding in 1 trial (45 s)
                """);
    }

    @Test
    void with_a_report_it_names_the_files() {
        Exploration found = Explorations.everyVerdict();
        assertThat(ExploreText.of(found, Optional.of(Path.of("my reports"))))
                .contains("hostdouble serve --scenario"
                        + " 'my reports/scenarios/01-duplicate-hosterapi-server.create.yaml' --clock step:5s\n")
                .contains("report: my reports/report.html\n")
                .endsWith("7 findings in 10 trials (45 s)\n")
                .doesNotContain("scenario: explore/one");
    }

    @Test
    void a_pair_is_repeated_with_both_faults() {
        Trial pair = new Trial(List.of(Explorations.lostReply(), Explorations.staleList()));
        assertThat(ExploreText.of(Explorations.of(List.of(Explorations.result(pair, Verdict.LEAK))), Optional.empty()))
                .contains("1. leak: lost-reply at hosterapi/server.create#1, and stale at hosterapi/server.list#2\n")
                .contains("--faults 'lost-reply@hosterapi/server.create#1+stale@hosterapi/server.list#2' ");
    }

    @Test
    void any_text_comes_out_as_ascii_without_control_characters() {
        String text = ExploreText.of(Explorations.nasty(), Optional.empty());
        assertThat(text)
                .matches("[\\n\\x20-\\x7e]*")
                .contains("\\u00e4\\u00f6\\u00fc \\u1f600 \\u001b[31m \\u0000 \\u202e \\ud800 \\ufffe end")
                .contains("the last line")
                .contains("3 left out by --budget")
                .contains("also: hammer")
                .hasSizeLessThan(20_000);
    }

    @Test
    void long_lists_are_cut() {
        List<String> alike = IntStream.range(0, 30).mapToObj(n -> "trial-" + n).toList();
        TrialResult shown = Explorations.result(Trial.of(Explorations.lostReply()), Verdict.LEAK);
        Exploration one = Explorations.of(List.of(shown));
        Exploration many = new Exploration(
                one.command(),
                one.options(),
                one.undisturbed(),
                one.results(),
                List.of(new Finding(1, shown, alike)),
                0,
                one.took());
        assertThat(ExploreText.of(many, Optional.empty()))
                .contains("probably the same bug: trial-0, trial-1, trial-2, trial-3, trial-4, and 25 more\n");
    }
}
