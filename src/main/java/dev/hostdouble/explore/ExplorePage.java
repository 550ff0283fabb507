package dev.hostdouble.explore;

import static dev.hostdouble.explore.HtmlWriter.link;
import static dev.hostdouble.explore.HtmlWriter.styled;
import static dev.hostdouble.explore.HtmlWriter.text;

import dev.hostdouble.core.ShellWord;
import dev.hostdouble.explore.HtmlWriter.Inline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An exploration as one HTML page without scripts, and without anything from elsewhere: the findings first. */
public final class ExplorePage {
    private static final int MOST_CALLS = 500;
    private static final int MOST_ALIKE = 100;

    private final Exploration exploration;
    private final HtmlWriter page = new HtmlWriter("Exploration of a client");

    private ExplorePage(Exploration exploration) {
        this.exploration = exploration;
    }

    /** The page. */
    public static String of(Exploration exploration) {
        ExplorePage all = new ExplorePage(exploration);
        all.summary();
        all.findings();
        all.trials();
        all.undisturbed();
        return all.page.end();
    }

    private void summary() {
        page.paragraph("Client:", text(ShellWord.line(exploration.command())));
        page.paragraph("Result:", text(Wording.summary(exploration) + "."));
        if (exploration.skipped() > 0) {
            page.paragraph("Left out:", text(Wording.count(exploration.skipped(), "trial") + ", by --budget."));
        }
    }

    private void verdicts() {
        page.beginTable("Verdicts", List.of("Verdict", "Trials", "Meaning"));
        for (Verdict verdict : Verdict.values()) {
            page.row(
                    verdict.word(),
                    List.of(text(String.valueOf(exploration.count(verdict))), text(Wording.meaning(verdict))));
        }
        page.endTable();
    }

    private void findings() {
        page.heading(2, "findings", "Findings");
        if (exploration.findings().isEmpty()) {
            page.paragraph("No trial showed a bug of the client.");
        }
        exploration.findings().forEach(this::finding);
    }

    private void finding(Finding finding) {
        TrialResult shown = finding.shown();
        page.heading(
                3, id(finding), finding.number() + ". " + shown.verdict().word() + ": " + Wording.title(shown.trial()));
        page.paragraph(Wording.sentence(shown.what()));
        if (!shown.advice().isEmpty()) {
            page.paragraph("Advice:", text(shown.advice()));
        }
        Severity severity = Severity.of(shown.verdict());
        page.paragraph("Severity:", styled(severity.word(), severity.word()));
        if (!shown.money().isEmpty()) {
            page.paragraph("Cost beyond the undisturbed run:", text(String.join(", ", shown.money())));
        }
        if (!shown.also().isEmpty()) {
            page.paragraph(
                    "Also:", text(shown.also().stream().map(Verdict::word).collect(Collectors.joining(", "))));
        }
        page.paragraph("Client:", text(ended(shown.exit())));
        calls(
                "Calls of finding " + finding.number() + ": " + shown.calls().size() + " of " + shown.allCalls(),
                shown.calls());
        page.paragraph("Try it again:");
        page.block(Repetition.explore(exploration, shown.trial()));
        page.paragraph("Or start a server in the folder of this report, and then the client:");
        page.block(Repetition.serve(exploration, ReportFolder.scenarioFile(finding)));
        page.folded("Scenario", shown.scenario());
        output(shown.exit());
        alike(finding.alike());
    }

    private void alike(List<String> alike) {
        if (alike.isEmpty()) {
            return;
        }
        page.paragraph("Probably the same bug:");
        List<String> some = new ArrayList<>(alike.subList(0, Math.min(MOST_ALIKE, alike.size())));
        if (alike.size() > MOST_ALIKE) {
            some.add("and " + (alike.size() - MOST_ALIKE) + " more");
        }
        page.list(some);
    }

    private void output(ClientExit exit) {
        String output = ClientOutput.of(exit);
        if (!output.isEmpty()) {
            page.folded("The end of the output of the client", output);
        }
    }

    private static String ended(ClientExit exit) {
        return exit.code().isEmpty() ? exit.text() : exit.text() + " after " + Wording.seconds(exit.took());
    }

    private void calls(String caption, List<CallLine> calls) {
        page.beginTable(caption, List.of("Number", "Request", "Operation", "Reply", "Fault"));
        for (CallLine call : calls.subList(0, Math.min(MOST_CALLS, calls.size()))) {
            page.row(
                    List.of(
                            text(String.valueOf(call.number())),
                            text(call.request()),
                            text(call.operation()),
                            text(call.reply()),
                            text(call.isStruck() ? "changed by the fault" : "")),
                    call.isStruck() ? "struck" : "");
        }
        page.endTable();
        if (calls.size() > MOST_CALLS) {
            page.paragraph("And " + (calls.size() - MOST_CALLS) + " more; report.json has all of them.");
        }
    }

    private void trials() {
        page.heading(2, "trials", "Trials");
        if (exploration.results().isEmpty()) {
            page.paragraph("Nothing was tried.");
            return;
        }
        verdicts();
        Map<String, Integer> found = new HashMap<>();
        for (Finding finding : exploration.findings()) {
            found.put(finding.shown().trial().name(), finding.number());
            finding.alike().forEach(name -> found.putIfAbsent(name, finding.number()));
        }
        TrialMatrix matrix = TrialMatrix.of(exploration);
        if (!matrix.sites().isEmpty()) {
            page.beginTable("Each call with each fault", matrix.columns("Call"));
            for (String site : matrix.sites()) {
                List<Inline> cells = matrix.row(site).stream()
                        .map(cell -> cell.map(result -> cell(result, found)).orElseGet(() -> styled("quiet", "-")))
                        .toList();
                page.row(site, cells);
            }
            page.endTable();
        }
        if (!matrix.pairs().isEmpty()) {
            page.beginTable("Two faults in one run", List.of("Faults", "Verdict"));
            matrix.pairs().forEach(result -> page.row(Wording.title(result.trial()), List.of(cell(result, found))));
            page.endTable();
        }
    }

    private static Inline cell(TrialResult result, Map<String, Integer> found) {
        Verdict verdict = result.verdict();
        String style =
                verdict.isFinding() ? Severity.of(verdict).word() : verdict == Verdict.NO_EFFECT ? "quiet" : "good";
        Inline word = styled(style, verdict.word());
        Integer finding = found.get(result.trial().name());
        return finding == null ? word : link("finding-" + finding, word);
    }

    private static String id(Finding finding) {
        return "finding-" + finding.number();
    }

    private void undisturbed() {
        Undisturbed run = exploration.undisturbed();
        page.heading(2, "undisturbed", "Undisturbed run");
        page.paragraph("Client:", text(ended(run.exit())));
        page.paragraph(run.result().isEmpty() ? "It leaves everything as it was." : "It leaves:");
        page.list(run.result());
        if (!run.refused().isEmpty()) {
            page.paragraph("Refused without any fault:");
            page.list(run.refused());
        }
        if (!run.differences().isEmpty()) {
            page.paragraph("Two undisturbed runs differ in:");
            page.list(run.differences());
        }
        calls("Calls of the undisturbed run", run.calls());
        output(run.exit());
    }
}
