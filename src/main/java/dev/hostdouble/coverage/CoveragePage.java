package dev.hostdouble.coverage;

import static dev.hostdouble.core.HtmlText.escaped;

import dev.hostdouble.coverage.Coverage.AnswerCoverage;
import dev.hostdouble.coverage.Coverage.OperationCoverage;
import dev.hostdouble.coverage.Coverage.Unused;
import java.util.List;
import java.util.Optional;

/** Coverage as one HTML page without scripts, and without anything from elsewhere. */
public final class CoveragePage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Coverage - Hostdouble</title>
            <style>
            :root { color-scheme: light dark; --line: #d0d0d0; --met: #1a7f37; --missing: #b35900; --quiet: #5f6368 }
            @media (prefers-color-scheme: dark) {
              :root { --line: #444; --met: #57ab5a; --missing: #e0a04a; --quiet: #a0a4a8 }
            }
            body { font: 1rem/1.45 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; width: 100%; margin-bottom: 2rem }
            caption { text-align: left; font-weight: 600; padding: .3rem 0 }
            caption span { font-weight: 400; color: var(--quiet) }
            th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line) }
            td.state { white-space: nowrap; width: 9rem }
            .met { color: var(--met) }
            .missing { color: var(--missing); font-weight: 600 }
            .quiet { color: var(--quiet) }
            pre { margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
            meter { width: 100%; height: 1.2rem }
            </style>
            </head>
            <body>
            <h1>Coverage of documented answers</h1>
            """;

    private CoveragePage() {}

    /** The page. */
    public static String of(Coverage coverage) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("<p>")
                .append(escaped(CoverageTable.total(coverage)))
                .append("; ")
                .append(escaped(coverage.world().map(world -> "world " + world).orElse("all worlds")))
                .append(".</p>\n");
        coverage.percent().ifPresent(percent -> out.append("<meter min=\"0\" max=\"100\" value=\"")
                .append(percent)
                .append("\">")
                .append(percent)
                .append(" %</meter>\n"));
        coverage.operations().forEach(operation -> append(out, operation));
        if (!coverage.unused().isEmpty()) {
            out.append("<h2>Not used, and not counted</h2>\n<table>\n")
                    .append("<tr><th scope=\"col\">Operation</th><th scope=\"col\">Documented answers</th></tr>\n");
            coverage.unused().forEach(unused -> append(out, unused));
            out.append("</table>\n");
        }
        return out.append("</body>\n</html>\n").toString();
    }

    private static void append(StringBuilder out, OperationCoverage operation) {
        out.append("<table>\n<caption>")
                .append(escaped(operation.operation()))
                .append(" <span>")
                .append(escaped(CoverageTable.summary(operation)))
                .append("</span></caption>\n");
        for (AnswerCoverage answer : operation.answers()) {
            append(out, answer.isMet() ? "met" : "missing", answer.isMet() ? met(answer) : "not met", answer);
        }
        operation
                .others()
                .forEach(answer ->
                        append(out, "quiet", "not counted " + answer.times().met() + "x", answer));
        out.append("</table>\n");
    }

    private static String met(AnswerCoverage answer) {
        return "met " + answer.times().met() + "x";
    }

    private static void append(StringBuilder out, String style, String state, AnswerCoverage answer) {
        List<String> notes = CoverageTable.notes(answer);
        out.append("<tr><td class=\"state ")
                .append(style)
                .append("\">")
                .append(state)
                .append("</td><td>")
                .append(escaped(answer.status().map(status -> status + " ").orElse("") + answer.answer()))
                .append(" <span class=\"quiet\">")
                .append(escaped(answer.text()))
                .append(notes.isEmpty() ? "" : escaped(" (" + String.join(", ", notes) + ")"))
                .append("</span>");
        command(out, "how to meet it", answer.command());
        out.append("</td></tr>\n");
    }

    private static void append(StringBuilder out, Unused unused) {
        out.append("<tr><td>").append(escaped(unused.operation()));
        command(out, "how to call it", unused.command());
        out.append("</td><td>").append(unused.documented()).append("</td></tr>\n");
    }

    private static void command(StringBuilder out, String title, Optional<String> lines) {
        lines.ifPresent(text -> out.append("\n<details><summary>")
                .append(title)
                .append("</summary><pre>")
                .append(escaped(text))
                .append("</pre></details>"));
    }
}
