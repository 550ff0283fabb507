package dev.hostdouble.report;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.VisibleText;
import java.util.List;

/** A report as Markdown (CommonMark). Blocks are indented, so that no line of theirs can end them. */
final class MarkdownPage extends Page {
    private static final String SIGNS = "\\`*_{}[]<>()#+!|~&@";
    private static final String INDENT = "    ";

    @Override
    Inline plain(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : Excerpt.of(text, HtmlPage.LONGEST_LINE).toCharArray()) {
            out.append(SIGNS.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return new Inline(out.toString());
    }

    /** In as many backticks that none of the text can end it. */
    @Override
    Inline code(String text) {
        String line = Excerpt.of(text, HtmlPage.LONGEST_LINE);
        if (line.isBlank()) {
            return new Inline("(empty)");
        }
        String fence = "`";
        while (line.contains(fence)) {
            fence += "`";
        }
        return new Inline(fence.length() == 1 ? fence + line + fence : fence + " " + line + " " + fence);
    }

    @Override
    Inline link(String id, Inline text) {
        return new Inline("[" + text.markup() + "](#" + id + ")");
    }

    @Override
    void begin(Inline title, String plainTitle) {
        write("# " + title.markup() + "\n");
    }

    @Override
    void heading(String id, String text) {
        write("\n<a id=\"" + id + "\"></a>\n\n## " + text + "\n");
    }

    @Override
    void subheading(Inline text) {
        write("\n### " + text.markup() + "\n");
    }

    @Override
    void paragraph(Inline text) {
        write("\n" + text.markup() + "\n");
    }

    @Override
    void warning(Inline text) {
        write("\n**Note:** " + text.markup() + "\n");
    }

    @Override
    void list(List<Inline> items) {
        write("\n");
        items.forEach(item -> write("- " + item.markup() + "\n"));
    }

    /** The line before it ends a list, whose item the block would otherwise belong to. */
    @Override
    void block(String caption, String text) {
        write((caption.isEmpty()
                        ? "\n<!-- -->\n"
                        : "\n<!-- -->\n\n" + plain(caption).markup() + ":\n") + "\n");
        VisibleText.of(text).lines().forEach(line -> write(INDENT + line + "\n"));
    }

    @Override
    void contents(List<Inline> links) {
        list(links);
    }

    @Override
    void beginEntry(String id, Inline title) {
        write("\n<a id=\"" + id + "\"></a>\n");
        subheading(title);
    }

    @Override
    void endEntry() {
        // the next heading ends it
    }

    @Override
    void beginFolded(String title) {
        write("\n<details><summary>" + title + "</summary>\n");
    }

    @Override
    void endFolded() {
        write("\n</details>\n");
    }

    @Override
    void beginSection(String name) {
        write("\n" + Sections.markdownBegin(name) + "\n");
    }

    @Override
    void endSection() {
        write("\n" + Sections.MARKDOWN_END + "\n");
    }

    @Override
    void end() {
        // nothing stands after the last section
    }
}
