package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hostdouble.core.Excerpt;
import java.util.regex.Pattern;

/** Says what is wrong with a text that is not JSON, without repeating it. */
public final class JsonProblem {
    private static final int LONGEST = 160;
    private static final Pattern TOKEN = Pattern.compile("(?s)Unrecognized token '.*?': was");
    private static final Pattern DUPLICATE = Pattern.compile("(?s)Duplicate field '(.*)'");

    private static final Pattern TOO_MANY =
            Pattern.compile("(?s)Token count .* exceeds the maximum allowed \\((\\d+).*");

    private static final Pattern SOURCE = Pattern.compile("\\[Source: .*?; line: (\\d+), column: (\\d+)]");
    private static final Pattern TOO_LONG =
            Pattern.compile("(?s)(.*?) (?:length|depth) \\(\\d+\\) exceeds the maximum allowed \\((\\d+).*");
    private static final Pattern TRAILING = Pattern.compile("(?s)Trailing token .*");

    /** What the parser says of its own settings. */
    private static final Pattern SETTING =
            Pattern.compile("(?s):? *(?:\\(not recognized as one since|enable|not allowed as per) .*");

    private JsonProblem() {}

    /** Returns one line without a place. */
    public static String of(JsonProcessingException e) {
        String text = String.valueOf(e.getOriginalMessage());
        text = TOKEN.matcher(text).replaceFirst("unrecognized token: was");
        text = TOO_MANY.matcher(text).replaceFirst("too many keys and values: expected at most $1");
        text = SOURCE.matcher(text).replaceAll("line $1, column $2");
        text = TOO_LONG.matcher(text).replaceFirst("$1 too long or too deep: expected at most $2");
        text = TRAILING.matcher(text).replaceFirst("more text after the value");
        text = SETTING.matcher(text).replaceFirst("");
        text = DUPLICATE
                .matcher(text)
                .replaceFirst(key ->
                        java.util.regex.Matcher.quoteReplacement("Duplicate field '" + Excerpt.of(key.group(1)) + "'"));
        return Excerpt.of(text.lines().findFirst().orElse(""), LONGEST);
    }
}
