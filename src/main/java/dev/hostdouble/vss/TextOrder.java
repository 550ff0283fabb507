package dev.hostdouble.vss;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * The order of texts in sorts and comparisons, as keys whose characters compare like the texts. Different texts have
 * different keys.
 */
enum TextOrder {
    /**
     * As PostgreSQL with a locale: letters and digits count, without case and accents; everything else counts only where
     * they are equal. So {@code 18.04.1-desktop} comes before {@code 18.04-desktop} (observed).
     */
    @JsonProperty("locale")
    LOCALE {
        @Override
        String key(String text) {
            return lettersAndDigits(text) + '\0' + text;
        }

        @Override
        String begin(String prefix, boolean ignoreCase) {
            return lettersAndDigits(prefix);
        }
    },
    /** The order of the bytes in UTF-8. */
    @JsonProperty("bytes")
    BYTES {
        @Override
        String key(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }

        @Override
        String begin(String prefix, boolean ignoreCase) {
            return ignoreCase ? "" : key(prefix);
        }
    };

    /** Returns the key of a text. */
    abstract String key(String text);

    /**
     * Returns what the keys of all texts with a prefix begin with; the empty string if they share nothing.
     *
     * @param ignoreCase whether the texts may have the prefix in another case
     */
    abstract String begin(String prefix, boolean ignoreCase);

    /** Converts each character on its own, so that a prefix of a text gives a prefix of the result. */
    private static String lettersAndDigits(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            int lower = Character.toLowerCase(character);
            if (lower < 128) {
                append(kept, lower);
            } else {
                Normalizer.normalize(Character.toString(lower), Normalizer.Form.NFD)
                        .codePoints()
                        .forEach(part -> append(kept, part));
            }
        });
        return kept.toString();
    }

    private static void append(StringBuilder kept, int character) {
        if (Character.isLetterOrDigit(character)) {
            kept.appendCodePoint(character);
        }
    }
}
