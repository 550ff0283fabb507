package dev.hostdouble.report;

import java.util.List;

/**
 * Writes a report in a format, piece by piece. Whatever is from others goes through {@link #plain}, {@link #code} or {@link
 * #block}, so that it never becomes markup.
 */
abstract class Page {
    private final StringBuilder out = new StringBuilder();

    /** Markup of this format, in one line. */
    record Inline(String markup) {}

    /** Returns what was written since the last call. */
    final String taken() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }

    final void write(String markup) {
        out.append(markup);
    }

    /** Words of a sentence. */
    abstract Inline plain(String text);

    /** A value, such as a path or a name. */
    abstract Inline code(String text);

    /** A link to a heading or an entry. */
    abstract Inline link(String id, Inline text);

    /** Several pieces, one after the other. */
    final Inline of(Inline... pieces) {
        StringBuilder all = new StringBuilder();
        for (Inline piece : pieces) {
            all.append(piece.markup());
        }
        return new Inline(all.toString());
    }

    /** The beginning of the file, up to its title. */
    abstract void begin(Inline title, String plainTitle);

    abstract void heading(String id, String text);

    /** A heading below {@link #heading}. */
    abstract void subheading(Inline text);

    abstract void paragraph(Inline text);

    /** A sentence that nobody should overlook. */
    abstract void warning(Inline text);

    abstract void list(List<Inline> items);

    /** Several lines; may be of any characters. */
    abstract void block(String caption, String text);

    /** The table of contents, with the links in it. */
    abstract void contents(List<Inline> links);

    /** Begins one of the things that happened; readers can close it. */
    abstract void beginEntry(String id, Inline title);

    abstract void endEntry();

    /** Begins what only few readers open; the title is of our own words. */
    abstract void beginFolded(String title);

    abstract void endFolded();

    /** Begins a section for programs. */
    abstract void beginSection(String name);

    /** JSON of the section that has begun; it may come in pieces between characters. */
    final void section(String json) {
        write(Sections.escaped(json));
    }

    abstract void endSection();

    abstract void end();
}
