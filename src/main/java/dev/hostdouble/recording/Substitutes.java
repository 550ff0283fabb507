package dev.hostdouble.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts with others that stand for them. Those that are long and unlike words are also found within other texts, such as in
 * a scenario or a path.
 */
final class Substitutes {
    private static final int SHORTEST = 8;
    private static final int LONGEST_ESCAPE = 6;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}|\\\\[nrtbf]|\\\\u[0-9A-Fa-f]{4}");

    private final Map<String, String> byText = new HashMap<>();
    private final Map<String, List<Found>> byLongestRun = new HashMap<>();

    /** A text that is found within others, and where its longest run of letters and digits begins. */
    private record Found(String text, int runAt) {}

    /** Lets a text stand for another one. */
    void put(String text, String other) {
        if (byText.put(text, other) == null && isDistinctive(text)) {
            int[] run = longestRun(text);
            byLongestRun
                    .computeIfAbsent(text.substring(run[0], run[1]), none -> new ArrayList<>(1))
                    .add(new Found(text, run[0]));
        }
    }

    /** What stands for a text. */
    Optional<String> get(String text) {
        return Optional.ofNullable(byText.get(text));
    }

    /** A word of a language or a date may stand elsewhere by chance; letters with digits or capitals hardly do. */
    private static boolean isDistinctive(String text) {
        boolean hasLetter = text.chars().anyMatch(c -> isLetterOrDigit((char) c) && c > '9');
        boolean isMixed = text.chars().anyMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
        return text.length() >= SHORTEST && hasLetter && isMixed;
    }

    /** Returns a text in which everything is replaced that is known and unlike words. */
    String in(String text) {
        return in(text, found -> {});
    }

    /** As {@link #in(String)}; {@code found} hears of what was replaced. */
    String in(String text, Consumer<String> found) {
        if (byLongestRun.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int afterEscape = 0;
        int at = 0;
        while (at < text.length()) {
            int escape = escape(text, at);
            if (escape > 0 || !isLetterOrDigit(text.charAt(at))) {
                at += Math.max(1, escape);
                afterEscape = escape > 0 ? at : afterEscape;
                continue;
            }
            int end = endOfRun(text, at);
            Found longest = longest(text, at, end, Math.max(copied, afterEscape));
            if (longest != null) {
                int start = at - longest.runAt();
                out.append(text, copied, start).append(byText.get(longest.text()));
                copied = start + longest.text().length();
                found.accept(longest.text());
            }
            at = Math.max(end, copied);
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    private @Nullable Found longest(String text, int start, int end, int from) {
        Found longest = null;
        for (Found one : byLongestRun.getOrDefault(text.substring(start, end), List.of())) {
            int at = start - one.runAt();
            int last = at + one.text().length();
            boolean isThere = at >= from
                    && text.startsWith(one.text(), at)
                    && (at == 0 || at == from || !isLetterOrDigit(text.charAt(at - 1)))
                    && (last == text.length() || !isLetterOrDigit(text.charAt(last)));
            if (isThere
                    && (longest == null || one.text().length() > longest.text().length())) {
                longest = one;
            }
        }
        return longest;
    }

    /** The length of an escape such as {@code %7C} or {@code \n}, which is no part of the text after it; 0 if there is none. */
    private static int escape(String text, int at) {
        char c = text.charAt(at);
        if (c != '%' && c != '\\') {
            return 0;
        }
        Matcher escape = ESCAPE.matcher(text).region(at, Math.min(text.length(), at + LONGEST_ESCAPE));
        return escape.lookingAt() ? escape.end() - at : 0;
    }

    private static int[] longestRun(String text) {
        int[] longest = {0, 0};
        int at = 0;
        while (at < text.length()) {
            int end = endOfRun(text, at);
            if (end - at > longest[1] - longest[0]) {
                longest = new int[] {at, end};
            }
            at = end + 1;
        }
        return longest;
    }

    private static int endOfRun(String text, int start) {
        int end = start;
        while (end < text.length() && isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
