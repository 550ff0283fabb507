package dev.hostdouble.yaml;

import dev.hostdouble.core.Excerpt;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Rejects YAML that the mapper would read as something else. */
final class YamlEvents {
    private YamlEvents() {}

    /** Rejects a second document, which would be ignored. */
    static void requireOneDocument(String name, String text, LoaderOptions options) throws InvalidFileException {
        if (!text.contains("\n---") && !text.contains("\n...")) {
            return;
        }
        int documents = 0;
        Parser parser = new ParserImpl(new StreamReader(text), options);
        for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                Mark at = event.getStartMark();
                throw new InvalidFileException(List.of(name + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1)
                        + ": a second document: expected one per file; move it to a file of its own"));
            }
        }
    }

    /** Rejects aliases, which the parser would read as plain text. */
    static void requireNoAliases(String name, String text, LoaderOptions options) throws InvalidFileException {
        if (text.indexOf('*') < 0) {
            return;
        }
        Parser parser = new ParserImpl(new StreamReader(text), options);
        for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
            if (event instanceof AliasEvent alias) {
                Mark at = alias.getStartMark();
                throw new InvalidFileException(List.of(name + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1)
                        + ": alias *" + Excerpt.of(alias.getAnchor())
                        + " is not supported: repeat the value, or quote a text that starts with *"));
            }
        }
    }
}
