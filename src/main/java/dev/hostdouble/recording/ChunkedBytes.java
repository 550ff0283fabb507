package dev.hostdouble.recording;

import dev.hostdouble.core.Bytes;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Collects bytes in chunks, and gives each up as soon as it is copied: so a large file is not in memory three times. */
final class ChunkedBytes extends OutputStream {
    private static final int CHUNK_BYTES = 256 << 10;

    private final Deque<byte[]> full = new ArrayDeque<>();
    private byte[] chunk = new byte[CHUNK_BYTES];
    private int used;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (used == CHUNK_BYTES) {
                full.addLast(chunk);
                chunk = new byte[CHUNK_BYTES];
                used = 0;
            }
            int part = Math.min(end - at, CHUNK_BYTES - used);
            System.arraycopy(bytes, at, chunk, used, part);
            used += part;
            at += part;
        }
    }

    /** Returns all bytes, and is empty from then on. */
    Bytes toBytes() {
        byte[] all = new byte[Math.addExact(Math.multiplyExact(full.size(), CHUNK_BYTES), used)];
        int at = 0;
        while (!full.isEmpty()) {
            System.arraycopy(full.removeFirst(), 0, all, at, CHUNK_BYTES);
            at += CHUNK_BYTES;
        }
        System.arraycopy(chunk, 0, all, at, used);
        used = 0;
        return Bytes.of(all);
    }
}
