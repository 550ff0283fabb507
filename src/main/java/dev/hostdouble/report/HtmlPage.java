package dev.hostdouble.report;

import static dev.hostdouble.core.HtmlText.escaped;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.VisibleText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** A report as HTML: without scripts, and nothing in it loads anything. */
final class HtmlPage extends Page {
    /** The most characters of a text of others in one line. */
    static final int LONGEST_LINE = 2_000;

    private static final String STYLE = """

            :root { color-scheme: light dark; --line: #8884; --mark: #b45309 }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem }
            h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2rem; border-top: 1px solid var(--line); padding-top: 1rem }
            h3 { font-size: 1rem; margin-bottom: 0 }
            code, pre { font: 0.9em/1.4 ui-monospace, monospace; unicode-bidi: isolate; overflow-wrap: anywhere }
            pre { white-space: pre-wrap; border: 1px solid var(--line); border-radius: 4px; padding: 0.5rem; margin: 0.2rem 0 0.8rem; max-height: 40rem; overflow: auto }
            summary { cursor: pointer; padding: 0.2rem 0 }
            details { border-left: 3px solid var(--line); padding-left: 0.8rem; margin: 0.5rem 0 }
            .warning { border-left: 3px solid var(--mark); padding-left: 0.8rem }
            .caption { margin: 0.5rem 0 0; font-size: 0.9em; opacity: 0.8 }
            nav ul { columns: 2 24rem }
            :focus-visible { outline: 2px solid var(--mark); outline-offset: 2px }
            .skip { position: absolute; left: -99rem } .skip:focus { position: static }
            """;

    /** What the page may load and run: its own style and nothing else. */
    static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'; base-uri 'none'; form-action 'none'";

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Inline plain(String text) {
        return new Inline(escaped(Excerpt.of(text, LONGEST_LINE)));
    }

    @Override
    Inline code(String text) {
        return new Inline("<code>" + plain(text).markup() + "</code>");
    }

    @Override
    Inline link(String id, Inline text) {
        return new Inline("<a href=\"#" + id + "\">" + text.markup() + "</a>");
    }

    @Override
    void begin(Inline title, String plainTitle) {
        write("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="referrer" content="no-referrer">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <a class="skip" href="#calls">Skip to the calls</a>
                <h1>%s</h1>
                """.formatted(POLICY, plain(plainTitle).markup(), STYLE, title.markup()));
    }

    @Override
    void heading(String id, String text) {
        write("<h2 id=\"" + id + "\">" + escaped(text) + "</h2>\n");
    }

    @Override
    void subheading(Inline text) {
        write("<h3>" + text.markup() + "</h3>\n");
    }

    @Override
    void paragraph(Inline text) {
        write("<p>" + text.markup() + "</p>\n");
    }

    @Override
    void warning(Inline text) {
        write("<p class=\"warning\">" + text.markup() + "</p>\n");
    }

    @Override
    void list(List<Inline> items) {
        write("<ul>\n");
        items.forEach(item -> write("<li>" + item.markup() + "</li>\n"));
        write("</ul>\n");
    }

    @Override
    void block(String caption, String text) {
        write(caption.isEmpty() ? "" : "<p class=\"caption\">" + plain(caption).markup() + "</p>\n");
        // Whoever uses the keyboard must be able to scroll it. HTML drops a line feed right after the tag.
        write("<pre tabindex=\"0\">\n" + escaped(VisibleText.of(text)) + "</pre>\n");
    }

    @Override
    void contents(List<Inline> links) {
        write("<nav aria-label=\"Contents\">\n");
        list(links);
        write("</nav>\n");
    }

    @Override
    void beginEntry(String id, Inline title) {
        write("<details open id=\"" + id + "\"><summary>" + title.markup() + "</summary>\n");
    }

    @Override
    void endEntry() {
        write("</details>\n");
    }

    @Override
    void beginFolded(String title) {
        write("<details><summary>" + escaped(title) + "</summary>\n");
    }

    @Override
    void endFolded() {
        write("</details>\n");
    }

    @Override
    void beginSection(String name) {
        write(Sections.htmlBegin(name) + "\n");
    }

    @Override
    void endSection() {
        write("\n" + Sections.HTML_END + "\n");
    }

    @Override
    void end() {
        write("</body>\n</html>\n");
    }
}
