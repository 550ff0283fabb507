package dev.hostdouble.core;

/** The source of random values: the seed of a world. */
@FunctionalInterface
public interface RandomSource {
    /** The values for a purpose and key; the same purpose, key and seed always give the same values. */
    SeededRandom stream(String purpose, Object... key);
}
