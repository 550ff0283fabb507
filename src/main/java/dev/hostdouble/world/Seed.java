package dev.hostdouble.world;

import dev.hostdouble.core.Draw;
import dev.hostdouble.core.Draws;

/** The seed of a world: an independent stream for each purpose and key, so that adding one shifts no other. */
record Seed(long value) implements Draws {
    @Override
    public Draw draw(String purpose, Object... key) {
        long hash = Draw.mix(value ^ 0x686F7374646F7562L);
        hash = mixIn(hash, purpose);
        for (Object part : key) {
            hash = mixIn(hash, String.valueOf(part));
        }
        return new Draw(hash);
    }

    private static long mixIn(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001B3L; // FNV-1a
        }
        return Draw.mix(mixed + text.length());
    }
}
