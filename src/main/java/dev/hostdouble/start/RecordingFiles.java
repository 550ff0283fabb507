package dev.hostdouble.start;

import dev.hostdouble.yaml.InputFile;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises a recording by its first member, so that a large one need not be read. */
final class RecordingFiles {
    private static final int HEAD_BYTES = 100;
    private static final Pattern HEAD = Pattern.compile("\\s*\\{\\s*\"replay\"\\s*:.*", Pattern.DOTALL);

    private RecordingFiles() {}

    /**
     * Checks that a file is no recording.
     *
     * @throws InvalidFileException that says how to play it, if it is one
     */
    static void requireNone(Path file) throws InvalidFileException, IOException {
        try (InputStream in = InputFile.open(file, Long.MAX_VALUE)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            if (HEAD.matcher(head).matches()) {
                throw new InvalidFileException(
                        List.of(file + ":1: this is a recording; play it with hostdouble replay " + file));
            }
        }
    }
}
