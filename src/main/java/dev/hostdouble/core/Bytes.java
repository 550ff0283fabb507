package dev.hostdouble.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a body; treated as immutable. */
public final class Bytes {
    /** An empty body. */
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** Wraps an array without copying it; the caller must not modify it afterwards. */
    public static Bytes of(byte[] array) {
        return array.length == 0 ? NONE : new Bytes(array);
    }

    /** Encodes a text as UTF-8. */
    public static Bytes of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The wrapped array, not a copy; callers must not modify it. */
    public byte[] array() {
        return array;
    }

    /** The number of bytes. */
    public int length() {
        return array.length;
    }

    /** Decodes the bytes as UTF-8; invalid sequences become replacement characters. */
    public String text() {
        return new String(array, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return text();
    }
}
