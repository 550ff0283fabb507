package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Replaces values in the text of a YAML file. Everything else stays as it is, comments and layout too. */
public final class YamlScalars {
    private static final String PLAIN = "-?\\d+|true|false|null|~|";

    private final String text;
    private final Predicate<String> keys;
    private final UnaryOperator<String> replacement;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Level> levels = new ArrayDeque<>();
    private int copied;

    private YamlScalars(String text, Predicate<String> keys, UnaryOperator<String> replacement) {
        this.text = text;
        this.keys = keys;
        this.replacement = replacement;
    }

    /**
     * Returns a valid file with other values.
     *
     * @param keys whether the values of a key are replaced; those are a scalar, or a list of scalars
     * @param replacement gets a value and returns the one to write
     */
    public static String replace(String text, Predicate<String> keys, UnaryOperator<String> replacement) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Document.MAX_SIZE);
        YamlScalars scalars = new YamlScalars(text, keys, replacement);
        new Yaml(options).parse(new StringReader(text)).forEach(scalars::take);
        return scalars.out.append(text, scalars.copied, text.length()).toString();
    }

    private void take(Event event) {
        if (event instanceof MappingStartEvent || event instanceof SequenceStartEvent) {
            boolean isMapping = event instanceof MappingStartEvent;
            Level inside = new Level(isMapping, isMapping ? "" : key());
            next();
            levels.push(inside);
        } else if (event instanceof CollectionEndEvent) {
            levels.pop();
        } else if (event instanceof ScalarEvent scalar) {
            Level level = levels.peek();
            if (level != null && level.isMapping && !level.hasKey) {
                level.key = scalar.getValue();
                level.hasKey = true;
                return;
            }
            if (keys.test(key())) {
                replace(scalar);
            }
            next();
        }
    }

    /** The key of the value that comes next; the items of a list have that of the list. */
    private String key() {
        Level level = levels.peek();
        return level == null ? "" : level.key;
    }

    private void next() {
        Level level = levels.peek();
        if (level != null && level.isMapping) {
            level.hasKey = false;
        }
    }

    private void replace(ScalarEvent scalar) {
        String value = scalar.getValue();
        String other = replacement.apply(value);
        if (other.equals(value)) {
            return;
        }
        int start = text.offsetByCodePoints(0, scalar.getStartMark().getIndex());
        int end = text.offsetByCodePoints(0, scalar.getEndMark().getIndex());
        while (Character.isWhitespace(text.charAt(end - 1))) {
            end--; // a block ends where the next line begins
        }
        boolean isNumber = scalar.isPlain() && value.matches(PLAIN) && other.matches(PLAIN);
        out.append(text, copied, start)
                .append(
                        isNumber
                                ? other
                                : '"'
                                        + new String(
                                                JsonStringEncoder.getInstance().quoteAsString(other))
                                        + '"');
        copied = end;
    }

    /** A mapping or a list that is open. */
    private static final class Level {
        private final boolean isMapping;
        private String key;
        private boolean hasKey;

        Level(boolean isMapping, String key) {
            this.isMapping = isMapping;
            this.key = key;
        }
    }
}
