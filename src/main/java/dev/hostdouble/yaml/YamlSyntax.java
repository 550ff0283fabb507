package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hostdouble.core.Excerpt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says what is wrong with a file that is not YAML, in words that help. */
final class YamlSyntax {
    private static final int LONGEST = 160;
    private static final Pattern DUPLICATE = Pattern.compile("(.*)Duplicate field '(.*)'", Pattern.DOTALL);

    private YamlSyntax() {}

    /** Returns line, column and message of a parser's exception. */
    static String problem(Throwable thrown) {
        Throwable cause = thrown;
        String jackson = "1:1: " + firstLine(String.valueOf(thrown.getMessage()));
        while (cause != null) {
            if (cause instanceof MarkedYAMLException invalid && invalid.getProblemMark() != null) {
                Mark at = invalid.getProblemMark();
                return (at.getLine() + 1) + ":" + (at.getColumn() + 1) + ": " + sentence(invalid);
            }
            if (cause instanceof JsonProcessingException invalid) {
                JsonLocation at = invalid.getLocation();
                String where = at == null ? "1:1" : at.getLineNr() + ":" + at.getColumnNr();
                jackson = where + ": " + firstLine(invalid.getOriginalMessage());
            }
            cause = cause.getCause();
        }
        Matcher duplicate = DUPLICATE.matcher(jackson);
        return duplicate.matches()
                ? duplicate.group(1) + "duplicate key '" + Excerpt.of(duplicate.group(2))
                        + "': expected each key once in a mapping"
                : Excerpt.of(jackson, LONGEST);
    }

    private static String sentence(MarkedYAMLException invalid) {
        String problem = String.valueOf(invalid.getProblem());
        String context = String.valueOf(invalid.getContext());
        if (problem.contains("TAB") || problem.contains("'\\t'")) {
            return "a tab: YAML is indented with spaces";
        }
        if (context.contains("alias")) {
            return "a text that starts with * needs quotes: \"*\"";
        }
        if (context.contains("anchor")) {
            return "a text that starts with & needs quotes";
        }
        if (problem.startsWith("expected the node content")) {
            return "expected a value"
                    + problem.substring("expected the node content".length())
                            .replace("'<stream end>'", "the end of the file")
                            .replace("'<block end>'", "the end of the mapping");
        }
        if (problem.contains("cannot start any token")) {
            return "a text that starts with this character needs quotes (" + firstLine(problem) + ")";
        }
        if (context.contains("flow mapping")) {
            return "a mapping in braces does not end properly: expected , or }"
                    + "; a text with { } [ ] , : or # needs quotes" + opened(invalid);
        }
        if (context.contains("flow sequence")) {
            return "a list in brackets does not end properly: expected , or ]"
                    + "; a text with { } [ ] , : or # needs quotes" + opened(invalid);
        }
        if (context.contains("block mapping") || context.contains("block collection")) {
            return "wrong indentation, or a missing - or colon: expected the next entry under the one before"
                    + opened(invalid);
        }
        if (problem.contains("mapping values are not allowed")) {
            return "an unexpected colon: check the indentation, and quote a text that contains \": \"";
        }
        if (context.contains("quoted scalar")) {
            return "a quoted text does not end: expected the closing quote" + opened(invalid);
        }
        if (context.contains("simple key")) {
            return "expected a colon after the key" + opened(invalid);
        }
        return Excerpt.of(firstLine(problem), LONGEST);
    }

    private static String opened(MarkedYAMLException invalid) {
        Mark from = invalid.getContextMark();
        return from == null ? "" : " (begun in line " + (from.getLine() + 1) + ")";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
