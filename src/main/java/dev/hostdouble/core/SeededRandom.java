package dev.hostdouble.core;

/** A stream of values that follows from one number (SplitMix64): data, not chance. */
public final class SeededRandom {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private long state;

    public SeededRandom(long state) {
        this.state = state;
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** A whole number from 0 to below the bound. */
    public int nextInt(int bound) {
        return (int) Long.remainderUnsigned(nextLong(), bound);
    }

    /** A fraction from 0 to below 1. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Letters and digits, such as a generated password. */
    public String alphanumeric(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHANUMERIC.charAt(nextInt(ALPHANUMERIC.length())));
        }
        return text.toString();
    }

    public byte[] nextBytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) nextLong();
        }
        return bytes;
    }

    /** Scrambles 64 bits so that neighbours differ everywhere (the finalizer of SplitMix64). */
    public static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
