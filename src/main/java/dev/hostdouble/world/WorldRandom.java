package dev.hostdouble.world;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;

/** The seed of a world: an independent stream for each purpose and key, so that adding one shifts no other. */
record WorldRandom(long value) implements RandomSource {
    @Override
    public SeededRandom stream(String purpose, Object... key) {
        long hash = SeededRandom.mix(value ^ 0x686F7374646F7562L);
        hash = mixIn(hash, purpose);
        for (Object part : key) {
            hash = mixIn(hash, String.valueOf(part));
        }
        return new SeededRandom(hash);
    }

    private static long mixIn(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001B3L; // FNV-1a
        }
        return SeededRandom.mix(mixed + text.length());
    }
}
