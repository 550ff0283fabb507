package dev.hostdouble.recording;

import dev.hostdouble.core.SeededRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Texts that stand for credentials: each of the same length, with letters and digits of the same kinds, so that it is valid
 * where the credential is. They follow from the order in which the credentials are first seen, so nobody can compute a
 * credential from one.
 */
final class StandIns {
    private static final int MOST_TRIES = 100;
    private static final String DIGITS = "123456789"; // no 0, so that a number stays one
    private static final int LATIN_LETTERS = 0xE0;
    private static final int TWO_BYTES = 0x800;
    private static final int HIRAGANA = 0x3042;
    private static final int MOST_OTHERS = 20;

    private final Substitutes substitutes = new Substitutes();
    private final Set<String> taken = new HashSet<>();
    private boolean isExhausted;

    /** What stands for a credential; the same text every time. */
    String of(String secret) {
        Optional<String> known = substitutes.get(secret);
        if (known.isPresent()) {
            return known.get();
        }
        String made = make(secret);
        taken.add(secret);
        taken.add(made);
        substitutes.put(secret, made);
        return made;
    }

    /** Lets a regular expression without its literal text stand for one with which a credential is compared. */
    void ofPattern(String expression) {
        if (substitutes.get(expression).isEmpty()) {
            substitutes.put(expression, MaskedPattern.of(expression, this::of));
        }
    }

    /** All credentials, with what stands for them. */
    Substitutes substitutes() {
        return substitutes;
    }

    /** Whether there were more short credentials than texts of their length. */
    boolean isExhausted() {
        return isExhausted;
    }

    private String make(String secret) {
        SeededRandom random = new SeededRandom(SeededRandom.mix(taken.size() + 1L));
        String made = secret;
        for (int i = 0; i < MOST_TRIES; i++) {
            made = shaped(secret, random);
            if (!taken.contains(made) && !made.equals(secret)) {
                return made;
            }
        }
        isExhausted |= !made.equals(secret);
        return made;
    }

    private static String shaped(String secret, SeededRandom random) {
        StringBuilder text = new StringBuilder(secret.length());
        for (int i = 0; i < secret.length(); i++) {
            text.append(shaped(secret.charAt(i), random));
        }
        return text.toString();
    }

    private static char shaped(char c, SeededRandom random) {
        if (c >= '0' && c <= '9') {
            return DIGITS.charAt(random.nextInt(DIGITS.length()));
        }
        char first = c >= 'a' ? 'a' : 'A';
        int letter = c - first;
        if (Substitutes.isLetterOrDigit(c)) {
            // Hexadecimal digits stay what they are.
            return (char) (letter < 6 ? first + random.nextInt(6) : first + 6 + random.nextInt(20));
        }
        if (c < 0x80 || !Character.isLetterOrDigit(c)) {
            return c;
        }
        return (char) ((c < TWO_BYTES ? LATIN_LETTERS : HIRAGANA) + random.nextInt(MOST_OTHERS));
    }
}
