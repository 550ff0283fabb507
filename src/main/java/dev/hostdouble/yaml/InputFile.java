package dev.hostdouble.yaml;

import dev.hostdouble.core.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file that a user names: a regular file of bounded size. A pipe or a device could be endless, and reading it block. */
public final class InputFile {
    private static final int LONGEST_NAME = 300;

    private InputFile() {}

    /**
     * Opens a file.
     *
     * @param file may be a link to a file
     * @param maxBytes the maximum size; a file that grows meanwhile can give more
     * @throws InvalidFileException if it is a folder, no regular file, or larger
     * @throws IOException if it does not exist or cannot be read
     */
    public static InputStream open(Path file, long maxBytes) throws InvalidFileException, IOException {
        if (Files.isDirectory(file)) {
            throw wrong(file, "is a folder; expected a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong(file, "not a regular file: expected neither a pipe nor a device");
        }
        try {
            if (Files.size(file) > maxBytes) {
                throw tooLarge(file, maxBytes);
            }
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Reads a whole file.
     *
     * @throws InvalidFileException if it is a folder, no regular file, larger than allowed, or not UTF-8
     * @throws IOException if it does not exist or cannot be read
     */
    public static String text(Path file, long maxBytes) throws InvalidFileException, IOException {
        byte[] bytes;
        try (InputStream in = open(file, maxBytes)) {
            bytes = in.readNBytes((int) maxBytes + 1); // it may have grown meanwhile
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (bytes.length > maxBytes) {
            throw tooLarge(file, maxBytes);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(file, "not UTF-8");
        }
    }

    /** The name of a file in a message. */
    public static String shown(String name) {
        return Excerpt.of(name, LONGEST_NAME);
    }

    private static InvalidFileException tooLarge(Path file, long maxBytes) throws IOException {
        return wrong(file, "larger than " + size(maxBytes) + " (" + Files.size(file) + " bytes)");
    }

    private static String size(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }

    private static InvalidFileException wrong(Path file, String what) {
        return new InvalidFileException(List.of(shown(file.toString()) + ":1: " + what));
    }

    private static IOException unreadable(Path file, IOException e) {
        String cannot = "cannot read " + shown(file.toString());
        return String.valueOf(e.getMessage()).startsWith(cannot) ? e : new IOException(cannot + why(e), e);
    }

    private static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return ": no such file";
        }
        if (e instanceof AccessDeniedException) {
            return ": no permission";
        }
        return e instanceof FileSystemException other && other.getReason() != null ? ": " + other.getReason() : "";
    }
}
