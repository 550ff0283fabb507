package dev.hostdouble.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The immutable bytes of a body. */
public final class Bytes {
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** Takes over the array: the caller must not touch it again. */
    public static Bytes of(byte[] array) {
        return array.length == 0 ? NONE : new Bytes(array);
    }

    public static Bytes of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The array itself, to read from. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return array.length;
    }

    /** The bytes decoded as UTF-8; invalid ones become replacement characters. */
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
