package dev.hostdouble.control;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.StreamedBody;
import dev.hostdouble.saved.StateWriter;
import dev.hostdouble.world.SavedWorld;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The JSON of a state, packed until it is sent: clients may be slow, and the rows are much larger than what is left of them. */
final class PackedState implements StreamedBody {
    private static final int PIECE = 16 << 10;

    private final Reader text;

    private PackedState(Reader text) {
        this.text = text;
    }

    /**
     * Packs a state.
     *
     * @throws dev.hostdouble.saved.StateException if it cannot be written
     */
    static StreamedBody of(SavedWorld saved, String version, ReportMask mask) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try {
            new StateWriter(Writer.nullWriter(), version, mask::collect).world(saved);
            try (Writer out = new OutputStreamWriter(new GZIPOutputStream(packed), StandardCharsets.UTF_8)) {
                new StateWriter(out, version, mask::state).world(saved);
            }
            return new PackedState(new InputStreamReader(
                    new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Bytes> next() throws IOException {
        char[] piece = new char[PIECE];
        int length = 0;
        while (length < PIECE - 1) {
            int read = text.read(piece, length, PIECE - 1 - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        // A character may be two chars, which belong into one piece.
        if (length > 0 && Character.isHighSurrogate(piece[length - 1])) {
            int low = text.read();
            if (low >= 0) {
                piece[length++] = (char) low;
            }
        }
        return length == 0 ? Optional.empty() : Optional.of(Bytes.of(new String(piece, 0, length)));
    }
}
