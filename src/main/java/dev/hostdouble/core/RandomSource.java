package dev.hostdouble.core;

/** Where chance comes from: the seed of a world. */
@FunctionalInterface
public interface RandomSource {
    /** The draw for that purpose and key; the same purpose, key and seed always give the same draw. */
    SeededRandom stream(String purpose, Object... key);
}
