package dev.hostdouble.yaml;

import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;

/** Rejects YAML that the mapper would read as something else. */
final class YamlEvents {
    private YamlEvents() {}

    /** Rejects a second document, which would be ignored. */
    static void requireOneDocument(String name, String text, LoaderOptions options) throws InvalidFileException {
        if (!text.contains("\n---") && !text.contains("\n...")) {
            return;
        }
        int documents = 0;
        for (Event event : new Yaml(options).parse(new StringReader(text))) {
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
        for (Event event : new Yaml(options).parse(new StringReader(text))) {
            if (event instanceof AliasEvent alias) {
                Mark at = alias.getStartMark();
                throw new InvalidFileException(List.of(name + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1)
                        + ": alias *" + alias.getAnchor()
                        + " is not supported: repeat the value, or quote a text that starts with *"));
            }
        }
    }
}
