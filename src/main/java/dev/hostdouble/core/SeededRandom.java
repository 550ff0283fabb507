package dev.hostdouble.core;

/** A deterministic pseudorandom generator (SplitMix64). Its values follow from its initial state. */
public final class SeededRandom {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private long state;

    /** Creates a generator with an initial state. */
    public SeededRandom(long state) {
        this.state = state;
    }

    /** Returns the next 64 random bits. */
    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** Returns a number from 0 (inclusive) to the bound (exclusive). */
    public int nextInt(int bound) {
        return (int) Long.remainderUnsigned(nextLong(), bound);
    }

    /** Returns a number from 0 (inclusive) to 1 (exclusive). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Returns a string of random ASCII letters and digits, for example for a password. */
    public String alphanumeric(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHANUMERIC.charAt(nextInt(ALPHANUMERIC.length())));
        }
        return text.toString();
    }

    /** Returns an array of random bytes. */
    public byte[] nextBytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) nextLong();
        }
        return bytes;
    }

    /** Mixes 64 bits so that adjacent inputs give unrelated outputs (the finalizer of SplitMix64). */
    public static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
