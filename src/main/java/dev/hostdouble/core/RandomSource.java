package dev.hostdouble.core;

/** Creates the streams of random values that follow from one seed. */
@FunctionalInterface
public interface RandomSource {
    /**
     * Creates the stream for a purpose and key. The same seed, purpose and key always give the same values.
     *
     * @param purpose the kind of value, such as {@code password}
     * @param key what the value is for, such as the id of a server; compared by its text
     */
    SeededRandom stream(String purpose, Object... key);
}
