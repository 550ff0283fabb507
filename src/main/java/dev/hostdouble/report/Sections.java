package dev.hostdouble.report;

import dev.hostdouble.core.Excerpt;

/**
 * The parts of a report that programs read: JSON between two lines that nothing else in a report equals. In HTML these are the
 * tags of a data block, in Markdown the fences of a code block.
 */
final class Sections {
    /** What the report is: {@code {"report":1,"version":"…","world":"…","state":true}}. */
    static final String HEAD = "report";

    /** The number of the format. */
    static final int FORMAT = 1;

    /** The line after a section of HTML. */
    static final String HTML_END = "</script>";

    /** The line after a section of Markdown. */
    static final String MARKDOWN_END = "```";

    private static final String HTML = "<script type=\"application/json\" id=\"hostdouble-";
    private static final String HTML_CLOSE = "\">";
    private static final String MARKDOWN = "```json hostdouble-";

    private Sections() {}

    /** The line before a section of HTML. */
    static String htmlBegin(String name) {
        return HTML + name + HTML_CLOSE;
    }

    /** The line before a section of Markdown. */
    static String markdownBegin(String name) {
        return MARKDOWN + name;
    }

    /** What the line before a section begins with in its format. */
    static String formatOf(String begin) {
        return begin.startsWith(HTML) ? HTML : MARKDOWN;
    }

    /**
     * The name of the section that begins after a line; empty if none does.
     *
     * @param format that of the first section: a text in a page of HTML may look like Markdown; empty before the first
     */
    static String named(String line, String format) {
        if (!line.startsWith(format)) {
            return "";
        }
        if (line.startsWith(HTML) && line.endsWith(HTML_CLOSE)) {
            return line.substring(HTML.length(), line.length() - HTML_CLOSE.length());
        }
        return line.startsWith(MARKDOWN) ? line.substring(MARKDOWN.length()) : "";
    }

    /** The line that ends the section that began with a line. */
    static String endOf(String begin) {
        return begin.startsWith(HTML) ? HTML_END : MARKDOWN_END;
    }

    /**
     * Returns JSON without characters that could end a section, start a tag or change how the lines are shown. In valid JSON
     * these stand only in strings, where an escape means the same.
     */
    static String escaped(String json) {
        StringBuilder out = new StringBuilder(json.length() + json.length() / 16);
        json.codePoints().forEach(c -> {
            if (c == '<' || c == '`' || (c != '\n' && Excerpt.isInvisible(c))) {
                for (char half : Character.toChars(c)) {
                    out.append(Excerpt.escape(half));
                }
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
