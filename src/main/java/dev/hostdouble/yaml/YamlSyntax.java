package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hostdouble.core.Excerpt;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says what is wrong with a file that is not YAML, in words that help. */
final class YamlSyntax {
    private static final int LONGEST = 160;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern DUPLICATE = Pattern.compile("(.*)Duplicate field '(.*)'", Pattern.DOTALL);

    /** How the parser names a limit and the method that sets it. */
    private static final Pattern LIMIT = Pattern.compile("maximum allowed \\((\\d+), from `[^`]*`\\)");

    private YamlSyntax() {}

    /** Returns line, column and message of the exception of a parser that read a text. */
    static String problem(Throwable thrown, String text) {
        Throwable cause = thrown;
        String jackson = "1:1: " + firstLine(String.valueOf(thrown.getMessage()));
        while (cause != null) {
            if (cause instanceof MarkedYAMLException invalid && invalid.getProblemMark() != null) {
                Mark at = invalid.getProblemMark();
                return (at.getLine() + 1) + ":" + (at.getColumn() + 1) + ": " + sentence(invalid);
            }
            if (cause instanceof ReaderException invalid) {
                return notAllowed(invalid.getCodePoint(), text);
            }
            if (cause instanceof JsonProcessingException invalid) {
                JsonLocation at = invalid.getLocation();
                String where = at == null ? "1:1" : at.getLineNr() + ":" + at.getColumnNr();
                jackson = where + ": "
                        + LIMIT.matcher(firstLine(invalid.getOriginalMessage())).replaceAll("maximum of $1");
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

    /** The parser says which character it does not read; the first one is where it stopped. */
    private static String notAllowed(int character, String text) {
        String before = text.substring(0, Math.max(0, text.indexOf(character)));
        Matcher lineBreak = LINE_BREAK.matcher(before);
        int line = 1;
        int start = 0;
        while (lineBreak.find()) {
            line++;
            start = lineBreak.end();
        }
        int column = before.codePointCount(start, before.length()) + 1;
        return String.format(
                Locale.ROOT,
                "%d:%d: a character that YAML does not allow, U+%04X: remove it, or write it as \"\\u%04X\" in double quotes",
                line,
                column,
                character,
                character);
    }

    private static String opened(MarkedYAMLException invalid) {
        Mark from = invalid.getContextMark();
        return from == null ? "" : " (begun in line " + (from.getLine() + 1) + ")";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
