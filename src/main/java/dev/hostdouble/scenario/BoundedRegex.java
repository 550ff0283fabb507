package dev.hostdouble.scenario;

import java.util.regex.Pattern;

/**
 * A regular expression that gives up: one that takes too many steps does not match. Steps are counted, not time, so that
 * the same calls always come out the same.
 */
record BoundedRegex(Pattern pattern) {
    private static final int MOST_STEPS = 100_000;

    boolean matches(String text) {
        try {
            return pattern.matcher(new Counted(text, new Looks())).find();
        } catch (TooManySteps | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** How often a text was looked at. */
    private static final class Looks {
        private int number;

        void one() {
            number++;
            if (number > MOST_STEPS) {
                throw new TooManySteps();
            }
        }
    }

    /** A text that counts how often it is looked at. */
    private record Counted(CharSequence text, Looks looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks.one();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
