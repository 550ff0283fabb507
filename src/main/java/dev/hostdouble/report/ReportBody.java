package dev.hostdouble.report;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.PiecewiseBody;
import dev.hostdouble.core.StreamedBody;
import dev.hostdouble.report.Page.Inline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The file of a report, made while it is sent: one call is in memory at a time. */
public final class ReportBody extends PiecewiseBody {
    private final Report report;
    private final Page page;
    private final EntryWriter entries;
    private final Iterator<Part> parts = List.of(Part.values()).iterator();
    private Part part = parts.next();
    private int written; // how many items of the part

    private ReportBody(Report report, Page page) {
        this.report = report;
        this.page = page;
        this.entries = new EntryWriter(page);
    }

    /** The parts of the file, in order. */
    private enum Part {
        HEAD,
        CONTENTS,
        TIMELINE,
        ENTRIES,
        REPLAY,
        STATE,
        END
    }

    /** The Content-Security-Policy of a report in HTML. */
    public static String policy() {
        return HtmlPage.POLICY;
    }

    /** The file as HTML. */
    public static StreamedBody html(Report report) {
        return new ReportBody(report, new HtmlPage());
    }

    /** The file as Markdown. */
    public static StreamedBody markdown(Report report) {
        return new ReportBody(report, new MarkdownPage());
    }

    @Override
    protected boolean step() throws IOException {
        boolean isPartDone =
                switch (part) {
                    case HEAD -> head();
                    case CONTENTS -> contents();
                    case TIMELINE -> timeline();
                    case ENTRIES -> entry();
                    case REPLAY -> replay();
                    case STATE -> state();
                    case END -> end();
                };
        out.write(page.taken().getBytes(StandardCharsets.UTF_8));
        written++;
        if (isPartDone) {
            if (!parts.hasNext()) {
                return false;
            }
            part = parts.next();
            written = 0;
        }
        return true;
    }

    private boolean head() {
        String title = "Hostdouble report of the world " + report.world();
        page.begin(page.of(page.plain("Hostdouble report of the world "), page.code(report.world())), title);
        report.warnings().forEach(text -> page.warning(page.plain(text)));
        List<Inline> links = new ArrayList<>();
        links.add(page.link("server", page.plain("Server and world")));
        links.add(page.link("use", page.plain("Play it again")));
        links.add(page.link("scenarios", page.plain("Active scenarios")));
        links.add(page.link("jobs", page.plain("Jobs")));
        links.add(page.link("calls", page.plain("Calls")));
        page.contents(links);
        page.heading("server", "Server and world");
        page.list(report.facts().stream().map(entries::fact).toList());
        use();
        page.beginSection(Sections.HEAD);
        page.section("{\"report\":" + Sections.FORMAT + ",\"version\":\"" + report.version() + "\",\"world\":\""
                + report.world() + "\",\"state\":" + report.state().isPresent() + "}");
        page.endSection();
        scenarios();
        jobs();
        return true;
    }

    private void use() {
        page.heading("use", "Play it again");
        page.paragraph(
                page.plain("This file contains a recording. Let everything happen again, and compare every reply:"));
        page.block("", "java -jar target/hostdouble.jar replay FILE");
        if (report.state().isPresent()) {
            String option = report.command().isEmpty() ? "" : " " + report.command();
            page.paragraph(page.plain("It also contains the state of the world. Start a server that goes on from there,"
                    + " or load it into one that runs. Then send a call of this report:"));
            page.block(
                    "",
                    "java -jar target/hostdouble.jar serve --state FILE" + option + "\n"
                            + "curl -X PUT --data-binary @FILE http://127.0.0.1:8080/_w/" + report.world()
                            + "/_emulator/state");
        }
    }

    private void scenarios() {
        page.heading("scenarios", "Active scenarios");
        if (report.scenarios().isEmpty()) {
            page.paragraph(page.plain("None."));
        }
        for (Report.Scenario scenario : report.scenarios()) {
            page.subheading(page.code(scenario.name()));
            if (!scenario.description().isEmpty()) {
                page.paragraph(page.plain(scenario.description()));
            }
            if (!scenario.rules().isEmpty()) {
                page.list(scenario.rules().stream().map(page::plain).toList());
            }
            entries.block("source", JsonIndent.of(scenario.source()).orElse(scenario.source()));
        }
    }

    private void jobs() {
        page.heading("jobs", "Jobs");
        if (report.jobs().isEmpty()) {
            page.paragraph(page.plain("None."));
        } else if (report.jobs().size() < report.allJobs()) {
            page.paragraph(page.plain(
                    "The latest " + report.jobs().size() + " of " + report.allJobs() + ", in order of start."));
        }
        List<Inline> items = report.jobs().stream()
                .map(job -> page.of(
                        page.code(job.id()),
                        page.plain(" " + job.line() + (job.output().isEmpty() ? "" : ", output ")),
                        job.output().isEmpty() ? page.plain("") : page.code(job.output())))
                .toList();
        if (!items.isEmpty()) {
            page.list(items);
        }
    }

    /** The table of contents of the calls, some at a time. */
    private boolean contents() {
        if (written == 0) {
            page.heading("calls", "Calls");
            page.paragraph(page.plain(counts()));
        }
        int from = written * 100;
        int to = Math.min(report.calls().size(), from + 100);
        if (from < to) {
            page.contents(report.calls().subList(from, to).stream()
                    .map(call -> page.of(
                            page.link("call-" + call.n(), page.plain(String.valueOf(call.n()))),
                            page.plain(" "),
                            page.code(call.request()),
                            page.plain(" " + call.result())))
                    .toList());
        }
        return to == report.calls().size();
    }

    private String counts() {
        int shown = report.calls().size();
        if (report.allCalls() == 0) {
            return "The journal has no calls.";
        }
        return shown == report.allCalls()
                ? "All " + shown + " calls of the journal are shown."
                : "The latest " + shown + " of " + report.allCalls()
                        + " calls in the journal are shown. The recording in this file has all of them.";
    }

    private boolean timeline() {
        page.heading("events", "What happened");
        return true;
    }

    private boolean entry() {
        if (written < report.entries().size()) {
            entries.write(report.entries().get(written));
        }
        return written + 1 >= report.entries().size();
    }

    private boolean replay() throws IOException {
        return section("The recording", "replay", report.replay());
    }

    private boolean state() throws IOException {
        return report.state().isEmpty()
                || section("The state", "state", report.state().get());
    }

    private boolean section(String title, String name, StreamedBody json) throws IOException {
        if (written == 0) {
            page.beginFolded(title);
            page.paragraph(page.plain("JSON for programs; it is not shown in HTML."));
            page.beginSection(name);
        }
        Optional<Bytes> piece = json.next();
        if (piece.isPresent()) {
            page.section(piece.get().text());
            return false;
        }
        page.endSection();
        page.endFolded();
        return true;
    }

    private boolean end() {
        page.end();
        return true;
    }
}
