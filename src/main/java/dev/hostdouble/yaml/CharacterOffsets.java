package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import java.util.Arrays;

/** Where a place of a text is in its string: the parser of YAML counts characters, a string counts halves of some of them. */
final class CharacterOffsets {
    private final int length;
    private final int[] pairs; // which characters take two places in the string, in order

    private CharacterOffsets(int length, int... pairs) {
        this.length = length;
        this.pairs = pairs;
    }

    /** The places in a text as the parser of JSON counts them. */
    static CharacterOffsets ofJson(String text) {
        return new CharacterOffsets(text.length());
    }

    /** The places in a text as the parser of YAML counts them. */
    static CharacterOffsets ofYaml(String text) {
        int[] found = new int[8];
        int count = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count] = i - count;
                count++;
                i++;
            }
        }
        return new CharacterOffsets(text.length(), Arrays.copyOf(found, count));
    }

    /** The index of the character at a place; the length of the text if the place is unknown. */
    int before(JsonLocation place) {
        int characters = place.getCharOffset() < 0 ? length : (int) Math.min(place.getCharOffset(), length);
        int found = Arrays.binarySearch(pairs, characters);
        return Math.min(length, characters + (found < 0 ? -found - 1 : found));
    }
}
