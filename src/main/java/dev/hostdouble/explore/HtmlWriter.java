package dev.hostdouble.explore;

import static dev.hostdouble.core.HtmlText.escaped;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.VisibleText;
import java.util.List;

/** Writes a page of HTML without scripts, which loads nothing. All texts are escaped, and cut if they are too long to read. */
final class HtmlWriter {
    private static final int LONGEST_LINE = 2_000;
    private static final int LONGEST_BLOCK = 20_000;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s - Hostdouble</title>
            <style>
            :root { color-scheme: light dark; --line: #d0d0d0; --good: #1a7f37; --warning: #8a4600; --error: #b3261e; --quiet: #5f6368; --mark: #fff1d6 }
            @media (prefers-color-scheme: dark) {
              :root { --line: #444; --good: #57ab5a; --warning: #e0a04a; --error: #ff8a80; --quiet: #a0a4a8; --mark: #453510 }
            }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem }
            h1 { font-size: 1.5rem }
            h2 { font-size: 1.25rem; margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem }
            h3 { font-size: 1.05rem; margin-top: 2rem }
            table { border-collapse: collapse; margin: 1rem 0 }
            caption { text-align: left; font-weight: 600; padding: .3rem 0 }
            th, td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
            th { font-weight: 600 }
            .wide { overflow-x: auto }
            .wide th, .wide td { white-space: nowrap }
            .struck td { background: var(--mark); font-weight: 600 }
            .good { color: var(--good) } .warning { color: var(--warning); font-weight: 600 }
            .error { color: var(--error); font-weight: 600 } .quiet { color: var(--quiet) }
            pre, code { font: .9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; unicode-bidi: isolate }
            pre { white-space: pre-wrap; border: 1px solid var(--line); border-radius: 4px; padding: .5rem; margin: .3rem 0; max-height: 40rem; overflow: auto }
            summary { cursor: pointer; padding: .2rem 0 }
            :focus-visible { outline: 2px solid; outline-offset: 2px }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            """;

    private final StringBuilder out = new StringBuilder();

    HtmlWriter(String title) {
        out.append(HEAD.formatted(escaped(title), escaped(title)));
    }

    /** A piece of a line: text, or what {@link #link} and {@link #styled} make of it. */
    record Inline(String markup) {}

    static Inline text(String text) {
        return new Inline(escaped(Excerpt.of(text, LONGEST_LINE)));
    }

    static Inline styled(String style, String text) {
        return new Inline("<span class=\"" + style + "\">" + text(text).markup() + "</span>");
    }

    static Inline link(String id, Inline inner) {
        return new Inline("<a href=\"#" + id + "\">" + inner.markup() + "</a>");
    }

    void heading(int level, String id, String text) {
        out.append("<h" + level + " id=\"" + id + "\">")
                .append(text(text).markup())
                .append("</h" + level + ">\n");
    }

    void paragraph(String text) {
        paragraph("", text(text));
    }

    /** A paragraph that begins with a word in bold. */
    void paragraph(String label, Inline text) {
        out.append("<p>")
                .append(label.isEmpty() ? "" : "<strong>" + escaped(label) + "</strong> ")
                .append(text.markup())
                .append("</p>\n");
    }

    void list(List<String> items) {
        out.append("<ul>\n");
        items.forEach(item -> out.append("<li>").append(text(item).markup()).append("</li>\n"));
        out.append("</ul>\n");
    }

    /** Several lines that readers may copy. */
    void block(String text) {
        boolean isLong = text.length() > LONGEST_BLOCK;
        String shown = isLong ? text.substring(0, LONGEST_BLOCK) + "\n[...]" : text;
        // Whoever uses the keyboard must be able to scroll it. HTML drops a line feed right after the tag.
        out.append("<pre tabindex=\"0\">\n")
                .append(escaped(VisibleText.of(shown)))
                .append("</pre>\n");
    }

    /** Several lines that only some readers open. */
    void folded(String title, String text) {
        out.append("<details><summary>").append(escaped(title)).append("</summary>\n");
        block(text);
        out.append("</details>\n");
    }

    /** Begins a table; it scrolls by itself if it is too wide. */
    void beginTable(String caption, List<String> columns) {
        out.append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" + escaped(caption)
                        + "\">\n<table>\n")
                .append("<caption>" + escaped(caption) + "</caption>\n<thead><tr>");
        columns.forEach(column ->
                out.append("<th scope=\"col\">").append(text(column).markup()).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
    }

    /** A row; its first cell is its heading. */
    void row(String heading, List<Inline> cells) {
        out.append("<tr><th scope=\"row\">").append(text(heading).markup()).append("</th>");
        endRow(cells);
    }

    /** A row without a heading. */
    void row(List<Inline> cells, String style) {
        out.append(style.isEmpty() ? "<tr>" : "<tr class=\"" + style + "\">");
        endRow(cells);
    }

    private void endRow(List<Inline> cells) {
        cells.forEach(cell -> out.append("<td>").append(cell.markup()).append("</td>"));
        out.append("</tr>\n");
    }

    void endTable() {
        out.append("</tbody>\n</table>\n</div>\n");
    }

    /** The page. */
    String end() {
        return out.append("</main>\n</body>\n</html>\n").toString();
    }
}
