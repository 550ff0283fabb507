package dev.hostdouble.explore;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An exploration for the terminal: in plain ASCII, because a container may have no other. */
public final class ExploreText {
    private static final String INDENT = "   ";
    private static final int MOST_CALLS = 20;
    private static final int MOST_LINES = 20;
    private static final int MOST_ALIKE = 5;
    private static final int WIDEST_REQUEST = 60;

    private final Exploration exploration;
    private final Optional<Path> folder;
    private final StringBuilder out = new StringBuilder();

    private ExploreText(Exploration exploration, Optional<Path> folder) {
        this.exploration = exploration;
        this.folder = folder;
    }

    /**
     * Returns the text; its last line is the summary.
     *
     * @param folder where the report is written, so that the text names its files; without it, the text has the scenarios
     */
    public static String of(Exploration exploration, Optional<Path> folder) {
        ExploreText text = new ExploreText(exploration, folder);
        text.undisturbed();
        text.counts();
        exploration.findings().forEach(text::finding);
        text.line("", "");
        if (exploration.findings().isEmpty()) {
            text.tried();
        }
        folder.ifPresent(path -> text.line("", "report: " + path.resolve(ReportFolder.PAGE)));
        text.line("", Wording.summary(exploration));
        return ascii(text.out);
    }

    private void undisturbed() {
        Undisturbed run = exploration.undisturbed();
        line(
                "",
                "undisturbed: " + run.exit().text() + ", "
                        + Wording.count(run.calls().size(), "call") + ", "
                        + Wording.seconds(run.exit().took()));
        run.result().forEach(thing -> line(INDENT, thing));
        if (!run.refused().isEmpty()) {
            line("", "refused without any fault:");
            run.refused().stream().limit(MOST_LINES).forEach(call -> line(INDENT, call));
        }
        if (!run.differences().isEmpty()) {
            line("", "two undisturbed runs differ:");
            run.differences().forEach(difference -> line(INDENT, difference));
        }
    }

    private void counts() {
        String verdicts = Arrays.stream(Verdict.values())
                .filter(verdict -> exploration.count(verdict) > 0)
                .map(verdict -> exploration.count(verdict) + " " + verdict.word())
                .collect(Collectors.joining(", "));
        String skipped = exploration.skipped() == 0 ? "" : "; " + exploration.skipped() + " left out by --budget";
        line(
                "",
                Wording.count(exploration.results().size(), "trial")
                        + (verdicts.isEmpty() ? "" : ": " + verdicts)
                        + skipped);
    }

    private void finding(Finding finding) {
        TrialResult shown = finding.shown();
        line("", "");
        line("", finding.number() + ". " + shown.verdict().word() + ": " + Wording.title(shown.trial()));
        line(INDENT, Wording.sentence(shown.what()));
        if (!shown.advice().isEmpty()) {
            line(INDENT, shown.advice());
        }
        if (!shown.money().isEmpty()) {
            line(INDENT, "cost beyond the undisturbed run: " + String.join(", ", shown.money()));
        }
        if (!shown.also().isEmpty()) {
            line(INDENT, "also: " + shown.also().stream().map(Verdict::word).collect(Collectors.joining(", ")));
        }
        line(INDENT, "client: " + shown.exit().text());
        calls(shown);
        block("the end of its output:", ClientOutput.of(shown.exit()), MOST_LINES);
        alike(finding.alike());
        repeat(finding);
    }

    private void calls(TrialResult shown) {
        List<CallLine> calls = shown.calls();
        line(INDENT, "calls (" + calls.size() + " of " + shown.allCalls() + "):");
        int width = calls.stream()
                .mapToInt(call -> Math.min(WIDEST_REQUEST, call.request().length()))
                .max()
                .orElse(1);
        for (CallLine call : calls.subList(0, Math.min(MOST_CALLS, calls.size()))) {
            line(
                    INDENT + INDENT,
                    String.format(Locale.ROOT, "%4d  %-" + width + "s  %s", call.number(), call.request(), call.reply())
                            + (call.isStruck() ? "  <- fault" : ""));
        }
        if (calls.size() > MOST_CALLS) {
            line(INDENT + INDENT, "... and " + (calls.size() - MOST_CALLS) + " more");
        }
    }

    private void alike(List<String> alike) {
        if (alike.isEmpty()) {
            return;
        }
        List<String> some = new ArrayList<>(alike.subList(0, Math.min(MOST_ALIKE, alike.size())));
        if (alike.size() > MOST_ALIKE) {
            some.add("and " + (alike.size() - MOST_ALIKE) + " more");
        }
        line(INDENT, "probably the same bug: " + String.join(", ", some));
    }

    private void repeat(Finding finding) {
        line(INDENT, "try it again:");
        line(INDENT + INDENT, Repetition.explore(exploration, finding.shown().trial()));
        if (folder.isPresent()) {
            String file =
                    folder.get().resolve(ReportFolder.scenarioFile(finding)).toString();
            line(INDENT, "or start a server, and then the client:");
            line(INDENT + INDENT, Repetition.serve(exploration, file));
        } else {
            block("or activate this scenario on a server:", finding.shown().scenario(), Integer.MAX_VALUE);
        }
    }

    /** Without findings, the reader wants to know what the client has withstood. */
    private void tried() {
        Map<String, Integer> faults = new TreeMap<>();
        exploration.results().forEach(result -> result.trial()
                .faults()
                .forEach(placed -> faults.merge(placed.fault().name(), 1, Integer::sum)));
        if (!faults.isEmpty()) {
            line("", "tried:");
            faults.forEach((fault, times) -> line(INDENT, fault + " at " + Wording.count(times, "call")));
        }
    }

    /** Shows the end of a text. */
    private void block(String caption, String text, int most) {
        List<String> lines = VisibleText.of(text).stripTrailing().lines().toList();
        if (!lines.isEmpty()) {
            line(INDENT, caption);
            lines.subList(Math.max(0, lines.size() - most), lines.size()).forEach(one -> line(INDENT + INDENT, one));
        }
    }

    private void line(String indent, String text) {
        out.append(text.isEmpty() ? "" : indent).append(VisibleText.of(text)).append('\n');
    }

    private static String ascii(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.append(c < 0x7f ? Character.toString(c) : Excerpt.escape(c)));
        return out.toString();
    }
}
