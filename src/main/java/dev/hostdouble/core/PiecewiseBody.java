package dev.hostdouble.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A body that is written to a buffer step by step. */
public abstract class PiecewiseBody implements StreamedBody {
    private static final int PIECE_BYTES = 32 << 10;

    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(PIECE_BYTES);
    private boolean isDone;

    /** Where the steps write to. */
    protected final OutputStream out = new OutputStream() {
        @Override
        public void write(int b) {
            buffer.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            buffer.write(bytes, offset, length);
        }
    };

    /** Writes a little more; returns whether there is more to write. */
    protected abstract boolean step() throws IOException;

    @Override
    public final Optional<Bytes> next() throws IOException {
        try {
            while (!isDone && buffer.size() < PIECE_BYTES) {
                isDone = !step();
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        if (buffer.size() == 0) {
            return Optional.empty();
        }
        Bytes piece = Bytes.of(buffer.toByteArray());
        buffer = new ByteArrayOutputStream(PIECE_BYTES);
        return Optional.of(piece);
    }
}
