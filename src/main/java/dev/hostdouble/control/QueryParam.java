package dev.hostdouble.control;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.yaml.NearestName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query parameter of an endpoint. A request with another value is refused before the endpoint sees it.
 *
 * @param name its name
 * @param meaning what it says, in one sentence
 * @param words the values that it may have, the default first; empty if it may have others
 * @param most the largest number that it may be; null if it is no number
 * @param otherwise its value where a request does not have it; null if that depends on the request, or is none
 */
record QueryParam(
        String name,
        String meaning,
        List<String> words,
        @Nullable Integer most,
        @Nullable String otherwise) {
    /** Whether credentials in calls are shown. */
    static final QueryParam SECRETS =
            word("secrets", "`mask` replaces credentials, `keep` shows them as they are.", "mask", "keep");

    private static final int MAX_NUMBER = 999_999_999;

    QueryParam {
        words = List.copyOf(words);
    }

    /** A text; the endpoint says what is wrong with it. */
    static QueryParam text(String name, String meaning) {
        return new QueryParam(name, meaning, List.of(), null, null);
    }

    /** One of these words; the first, where a request does not have it. */
    static QueryParam word(String name, String meaning, String... words) {
        return new QueryParam(name, meaning, List.of(words), null, words[0]);
    }

    /** One of these words, or nothing. */
    static QueryParam optionalWord(String name, String meaning, List<String> words) {
        return new QueryParam(name, meaning, words, null, null);
    }

    /** A whole number from 0. */
    static QueryParam number(String name, String meaning) {
        return new QueryParam(name, meaning, List.of(), MAX_NUMBER, null);
    }

    /** A whole number from 0 to a maximum. */
    static QueryParam number(String name, String meaning, int most, int otherwise) {
        return new QueryParam(name, meaning, List.of(), most, String.valueOf(otherwise));
    }

    /**
     * Checks the value in a query, if it has one.
     *
     * @throws ControlException naming the parameter, the value and what is expected
     */
    void check(Map<String, String> query) {
        String value = query.get(name);
        if (value == null) {
            return;
        }
        if (most != null && !(value.matches("\\d{1,9}") && Integer.parseInt(value) <= most)) {
            throw invalid(value, "a whole number from 0 to " + most);
        }
        if (!words.isEmpty() && !words.contains(value)) {
            String nearest = NearestName.nearest(value, words)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("");
            throw invalid(value, String.join(" or ", words) + nearest);
        }
    }

    private ControlException invalid(String value, String expected) {
        return new ControlException(400, "invalid " + name + " '" + Excerpt.of(value) + "': expected " + expected);
    }

    /** The value in a query, or its value otherwise. */
    String of(Map<String, String> query) {
        return query.getOrDefault(name, otherwise == null ? "" : otherwise);
    }

    /** The number in a query, or its value otherwise; 0 if it has none. */
    int numberOf(Map<String, String> query) {
        String text = of(query);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
