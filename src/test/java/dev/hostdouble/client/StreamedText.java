package dev.hostdouble.client;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.StreamedBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The whole text of a body that is made while it is read. */
public final class StreamedText {
    private StreamedText() {}

    public static String of(StreamedBody body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<Bytes> piece = body.next(); piece.isPresent(); piece = body.next()) {
            all.writeBytes(piece.get().array());
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
