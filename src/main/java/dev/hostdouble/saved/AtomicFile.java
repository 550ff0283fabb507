package dev.hostdouble.saved;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file so that whoever reads it, even after a crash, finds the old text or the new one, and nothing between them. */
final class AtomicFile {
    private static final Set<StandardOpenOption> WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);

    /** A state holds credentials. */
    private static final FileAttribute<?>[] PRIVATE =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    private AtomicFile() {}

    /** Writes the text of a file. */
    interface Text {
        void write(Writer out) throws IOException;
    }

    /**
     * Writes a file of which only its owner can read the new text.
     *
     * @throws IOException if it cannot be written; then it is as it was before
     */
    static void write(Path file, Text text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        boolean isDone = false;
        try (FileChannel channel = FileChannel.open(next, WRITE, PRIVATE);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
            text.write(out);
            out.flush();
            channel.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            isDone = true;
        } finally {
            if (!isDone) {
                Files.deleteIfExists(next);
            }
        }
        force(folder(file)); // the new name has to be on the disk too
    }

    /** Deletes a file for good; returns false if there was none. */
    static boolean delete(Path file) throws IOException {
        boolean isDeleted = Files.deleteIfExists(file);
        force(folder(file));
        return isDeleted;
    }

    private static Path folder(Path file) {
        return file.resolveSibling(".").normalize();
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
